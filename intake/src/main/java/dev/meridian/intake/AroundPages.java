package dev.meridian.intake;

import dev.meridian.intake.Page.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The sections of a page about what is around stores and services: secrets, machines, networks. Today they are
/// comments; see [Page#LATER].
final class AroundPages {
    private final Sketch.Around around;

    AroundPages(Sketch.Around around) {
        this.around = around;
    }

    void write(Section root) {
        secrets(root);
        compute(root);
        network(root);
    }

    private void secrets(Section root) {
        if (around.secrets().isEmpty()) {
            return;
        }
        Section secrets = root.section("secrets");
        Naming.Space space = new Naming.Space();
        for (Surroundings.Secret secret : around.secrets()) {
            Section at = secrets.named(
                    space.unique(secret.name(), "secret"), secret.origin().address());
            at.put("store", "secrets-manager");
            at.put(
                    "replicate",
                    Said.by(
                            "in " + String.join(", ", secret.regions()),
                            Boolean.toString(secret.regions().size() > 1)));
        }
        root.gap();
    }

    private void compute(Section root) {
        if (around.clusters().isEmpty()) {
            return;
        }
        Surroundings.Cluster first = around.clusters().getFirst();
        Section compute = root.section("compute");
        compute.put("platform", Said.by(first.origin(), "kubernetes"));
        first.version().ifPresent(version -> compute.put("version", Said.by(first.origin(), version)));
        SequencedMap<String, Surroundings.Machines> groups = new LinkedHashMap<>();
        Section nodes = compute.section("nodes");
        for (Surroundings.Cluster cluster : around.clusters()) {
            for (Surroundings.Machines group : cluster.machines()) {
                String name = Naming.plain(group.name());
                Surroundings.Machines same = groups.putIfAbsent(name, group);
                if (same == null) {
                    machines(nodes.named(name, group.origin().address()), group);
                } else if (!same.isLike(group)) {
                    nodes.remark(name + " differs in " + cluster.region() + ": " + group.text());
                }
            }
        }
        root.gap();
    }

    private static void machines(Section at, Surroundings.Machines group) {
        if (!group.types().isEmpty()) {
            at.raw("types", Said.by("", Page.list(group.types())));
        }
        group.count().ifPresent(count -> at.put("count", count));
        if (group.isSpot()) {
            at.put("spot", "true");
        }
    }

    private void network(Section root) {
        if (around.peerings().isEmpty()) {
            return;
        }
        Section links = root.section("network").section("peering").section("links");
        Naming.Space space = new Naming.Space();
        for (Surroundings.Peering peering : around.peerings()) {
            Section at = links.named(space.unique(peering.name(), peering.to()), peering.origin());
            at.raw("between", Said.by("", Page.list(List.of(peering.from(), peering.to()))));
        }
        root.gap();
    }
}
