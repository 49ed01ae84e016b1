package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What one region has that others have not, or not so.
final class Overlay {
    /// From where copies get what their role may: an address of the machine itself (EKS user guide, pod identity,
    /// 2026-11).
    private static final String ROLES = "169.254.170.23/32";

    private static final int ROLES_PORT = 80;

    private final Fleet fleet;
    private final Fleet.Place place;

    Overlay(Fleet fleet, Fleet.Place place) {
        this.fleet = fleet;
        this.place = place;
    }

    /// Its files by name, each with its documents.
    SequencedMap<String, List<Fields>> files() {
        SequencedMap<String, List<Fields>> files = new LinkedHashMap<>();
        List<Fields> cloud = new ArrayList<>();
        if (fleet.rules().hasPolicies()) {
            cloud.add(Doors.leading(
                    "roles", fleet, List.of(Doors.rule("to", List.of(Doors.block(ROLES)), List.of(ROLES_PORT)))));
        }
        cloud.addAll(Known.stores(fleet, place.region()));
        List<Fields> entrances = new ArrayList<>();
        List<Fields> patches = new ArrayList<>();
        place.units().forEach((name, local) -> {
            Unit unit = unit(name);
            Known.addresses(unit, local, fleet.namespace()).ifPresent(cloud::add);
            entrances.addAll(Entrances.of(fleet, place, unit, local));
            local.copies().ifPresent(copies -> patches.add(Scaling.patch(name, fleet.namespace(), copies)));
            local.size().ifPresent(size -> patches.add(sized(unit, size)));
        });
        if (!entrances.isEmpty()) {
            patches.addFirst(waiting());
        }
        put(files, "cloud.yaml", cloud);
        put(files, "entrances.yaml", entrances);
        put(files, "otherwise.yaml", patches);
        files.putFirst("kustomization.yaml", List.of(kustomization(files)));
        return files;
    }

    private static void put(SequencedMap<String, List<Fields>> files, String name, List<Fields> documents) {
        if (!documents.isEmpty()) {
            files.put(name, documents);
        }
    }

    private Unit unit(String name) {
        return Optional.ofNullable(fleet.units().get(name))
                .orElseThrow(() -> new AssertionError("a region runs " + name + ", which no cluster has"));
    }

    private Fields kustomization(SequencedMap<String, List<Fields>> files) {
        List<String> resources = new ArrayList<>(List.of("../../base"));
        place.units().keySet().forEach(name -> resources.add("../../base/services/" + name));
        files.keySet().stream().filter(file -> !file.equals("otherwise.yaml")).forEach(resources::add);
        Fields kustomization = Kustomization.of(resources)
                .set(
                        "configMapGenerator",
                        Value.items(place.units().entrySet().stream()
                                .map(entry -> Kustomization.settings(
                                                entry.getKey(), fleet.namespace(), settings(entry.getValue()))
                                        .set("behavior", "merge"))
                                .toList()));
        return files.containsKey("otherwise.yaml")
                ? kustomization.set("patches", Value.items(Fields.of().set("path", "otherwise.yaml")))
                : kustomization;
    }

    private SequencedMap<String, String> settings(Fleet.Local local) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("AWS_REGION", place.region().text());
        settings.putAll(local.settings());
        return settings;
    }

    private Fields sized(Unit unit, Unit.Size size) {
        Fields container =
                Fields.of().set("name", unit.name()).set("resources", Containers.resources(size, unit.hasGpu()));
        return Labels.resource("apps/v1", "Deployment", unit.name(), fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "template",
                                        Fields.of()
                                                .set("spec", Fields.of().set("containers", Value.items(container)))));
    }

    /// A copy takes the place of an old one when the load balancer has found it to work, and not before.
    private Fields waiting() {
        Fields metadata = Fields.of()
                .set("name", fleet.namespace())
                .set(
                        "labels",
                        Fields.of()
                                .set(
                                        "elbv2.k8s.aws/pod-readiness-gate-inject",
                                        Value.text("enabled"),
                                        "A new copy replaces an old one when the load balancer finds that it works."));
        return Fields.of().set("apiVersion", "v1").set("kind", "Namespace").set("metadata", metadata);
    }
}
