package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Cluster;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Unit;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What one region has that others have not, or not so.
final class Overlay {
    /// From where copies get what their role may: an address of the machine itself (EKS user guide, pod identity,
    /// 2026-11).
    private static final String ROLES = "169.254.170.23/32";

    private static final int ROLES_PORT = 80;

    /// The same of GKE, before and behind its own data plane (GKE, network policies and workload identity,
    /// 2026-11).
    private static final String METADATA = "169.254.169.254/32";

    private static final String METADATA_SERVER = "169.254.169.252/32";
    private static final List<Integer> METADATA_PORTS = List.of(987, 988);

    /// Entra ID has no address that stays (Azure, workload identity, 2026-11).
    private static final String EVERYWHERE = "0.0.0.0/0";

    private static final int TLS = 443;

    /// Where a cache is asked for its nodes, and where they are (Azure Managed Redis, architecture, 2026-11).
    private static final Listening REDIS = new Listening(Settings.REDIS_OF_AZURE, 8_500, 8_599);

    /// Memorystore for Valkey, networking, 2026-11.
    private static final Listening VALKEY = new Listening(Settings.VALKEY, 11_000, 13_047);

    /// @param port that a service is told
    /// @param first where nodes are, up to the last
    private record Listening(int port, int first, int last) {}

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
            cloud.add(Doors.leading("roles", fleet, roles()));
        }
        cloud.addAll(Known.stores(fleet, place));
        List<Fields> entrances = new ArrayList<>();
        List<Fields> patches = new ArrayList<>();
        place.units().forEach((name, local) -> {
            Unit unit = unit(name);
            Known.addresses(unit, local, fleet.namespace()).ifPresent(cloud::add);
            nodes(unit, local).ifPresent(cloud::add);
            entrances.addAll(Entrances.of(fleet, place, unit, local));
            local.copies().ifPresent(copies -> patches.add(Scaling.patch(name, fleet.namespace(), copies)));
            local.size().ifPresent(size -> patches.add(sized(unit, size)));
            patches.addAll(ofOthers(unit, local));
        });
        if (place.cloud() == Cloud.AWS && !entrances.isEmpty()) {
            patches.addFirst(waiting());
        }
        put(files, "cloud.yaml", cloud);
        put(files, "volumes.yaml", volumes());
        put(files, "entrances.yaml", entrances);
        put(files, "otherwise.yaml", patches);
        files.putFirst("kustomization.yaml", List.of(kustomization(files)));
        return files;
    }

    /// What a service has in other clouds than AWS, and not as the base has it.
    private List<Fields> ofOthers(Unit unit, Fleet.Local local) {
        List<Fields> patches = new ArrayList<>();
        if (place.cloud() != Cloud.AWS) {
            patches.addAll(Known.plainly(unit, fleet.namespace()));
        }
        if (place.cloud() == Cloud.GOOGLE
                && unit.speaksTls()
                && !local.entrances().isEmpty()) {
            patches.add(speaking(unit));
        }
        if (place.cloud() == Cloud.AZURE) {
            patches.add(ofAzure(unit, local));
            if (!local.entrances().isEmpty()) {
                patches.addAll(Doors.named(fleet, unit, hosts(local)));
            }
        }
        return patches;
    }

    private List<Fields> volumes() {
        return place.volumes().stream().map(Overlay::marked).toList();
    }

    /// A class of volumes that carry the mark by which they are backed up, and stay when whoever asked for them
    /// goes. In the zone of the copy that asks (EBS CSI driver, parameters, 2026-11).
    private static Fields marked(VolumeBackup backup) {
        return Fields.of()
                .set("apiVersion", "storage.k8s.io/v1")
                .set("kind", "StorageClass")
                .set("metadata", Fields.of().set("name", backup.store()))
                .set("provisioner", "ebs.csi.aws.com")
                .set(
                        "parameters",
                        Fields.of()
                                .set("type", "gp3")
                                .set("encrypted", Value.text("true"))
                                .set(
                                        "tagSpecification_1",
                                        Value.text(VolumeBackup.TAG + "=" + backup.tag()),
                                        "By this AWS Backup finds them: see the region's root."))
                .set("reclaimPolicy", "Retain")
                .set("allowVolumeExpansion", true)
                .set("volumeBindingMode", "WaitForFirstConsumer");
    }

    /// Where copies ask who they are.
    private List<Fields> roles() {
        return switch (place.cloud()) {
            case AWS -> List.of(Doors.rule("to", List.of(Doors.block(ROLES)), List.of(ROLES_PORT)));
            case GOOGLE ->
                List.of(
                        Doors.rule("to", List.of(Doors.block(METADATA)), List.of(ROLES_PORT)),
                        Doors.rule("to", List.of(Doors.block(METADATA_SERVER)), METADATA_PORTS));
            case AZURE -> List.of(Doors.rule("to", List.of(Doors.block(EVERYWHERE)), List.of(TLS)));
        };
    }

    /// Caches of clouds that are not AWS have their nodes behind ports of their own: the one that a service is
    /// told only says which. The base knows no port but the one that caches of AWS have.
    private Optional<Fields> nodes(Unit unit, Fleet.Local local) {
        Optional<Listening> listening = switch (place.cloud()) {
            case AWS -> Optional.empty();
            case GOOGLE -> Optional.of(VALKEY);
            case AZURE -> Optional.of(REDIS);
        };
        return listening
                .filter(_ -> fleet.rules().hasPolicies())
                .filter(one -> local.settings().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().endsWith("_PORT")
                                && entry.getValue().equals("" + one.port())))
                .map(one -> nodes(unit, one));
    }

    private Fields nodes(Unit unit, Listening listening) {
        Fields nodes = Fields.of()
                .set("protocol", "TCP")
                .set("port", listening.first())
                .set("endPort", listening.last());
        Fields all = Fields.of().set("protocol", "TCP").set("port", listening.port());
        Fields to = Fields.of()
                .set("to", Value.items(Doors.block(fleet.rules().network().toString())))
                .set("ports", Value.items(all, nodes));
        return Labels.resource(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        unit.name() + "-caches",
                        new Labels.Place(fleet.namespace(), unit.name()))
                .set(
                        "spec",
                        Fields.of()
                                .set("podSelector", Labels.selector(unit.name()))
                                .set("policyTypes", Value.texts(List.of("Egress")))
                                .set("egress", Value.items(to), "A cache, and the nodes that it says it has."));
    }

    /// By which names users open it, those of this region alone among them.
    private List<String> hosts(Fleet.Local local) {
        return local.entrances().stream()
                .flatMap(entrance -> Stream.of(entrance.host(), entrance.host(place.region())))
                .distinct()
                .toList();
    }

    /// What a load balancer of Google Cloud speaks with copies.
    private Fields speaking(Unit unit) {
        Fields port = Fields.of().set("port", unit.port()).set("appProtocol", "HTTPS");
        return Labels.resource("v1", "Service", unit.name(), fleet.namespace())
                .set("spec", Fields.of().set("ports", Value.items(port)));
    }

    /// Its copies are given what proves who they are, and run on machines that Azure may take away where the file
    /// says so. A list takes the place of the base's.
    private Fields ofAzure(Unit unit, Fleet.Local local) {
        Fields labels = Fields.of().set("azure.workload.identity/use", Value.text("true"));
        Fields template = Fields.of().set("metadata", Fields.of().set("labels", labels));
        if (local.isOnSpot()) {
            List<String> marks = unit.hasGpu()
                    ? List.of(Containers.GPU, Cluster.Nodes.SPOT_OF_AZURE)
                    : List.of(Cluster.Nodes.SPOT_OF_AZURE);
            template = template.set("spec", Fields.of().set("tolerations", Containers.tolerations(marks)));
        }
        return Labels.resource("apps/v1", "Deployment", unit.name(), fleet.namespace())
                .set("spec", Fields.of().set("template", template));
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
        settings.put(
                switch (place.cloud()) {
                    case AWS -> "AWS_REGION";
                    case GOOGLE -> "GOOGLE_CLOUD_REGION";
                    case AZURE -> "AZURE_REGION";
                },
                place.region().text());
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
