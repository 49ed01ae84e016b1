package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The records of the sections `compute` and `network`, and what a region sees of all that may differ by region.
final class PlatformBinder {
    private PlatformBinder() {}

    static Compute compute(View view) {
        return new Compute(
                view.word("platform", Compute.Platform.class),
                view.text("version"),
                view.named("nodes", PlatformBinder::nodes),
                view.block("scaling").flag("predictive"),
                view.block("scaling").flag("scheduled"),
                view.block("mesh")
                        .ifPresent(mesh ->
                                new Compute.Mesh(mesh.text("kind"), mesh.flag("mutualTls"), mesh.flag("crossRegion"))),
                view.block("registry").texts("in"));
    }

    private static Compute.Nodes nodes(String name, View view) {
        return new Compute.Nodes(
                name,
                view.regions("in"),
                view.texts("types"),
                view.count("count"),
                view.flag("gpu"),
                view.flag("spot"),
                view.time("scaleOut"));
    }

    static Network network(View view) {
        return new Network(
                view.cidr("cidr"),
                Scalars.whole(view.text("perRegion").orElse("").replace("/", "")),
                view.count("zones"),
                view.words("subnets", Network.Subnet.class),
                view.word("nat", Network.Nat.class),
                view.flag("internetGateway"),
                peering(view.block("peering")),
                view.flag("transitGateway"),
                view.flag("acls"),
                view.flag("flowLogs"),
                view.text("endpoints").map("provider-services"::equals));
    }

    private static Network.Peering peering(View view) {
        return new Network.Peering(
                view.text("shape").map("full-mesh"::equals),
                view.named(
                        "links",
                        (name, link) -> new Network.Link(
                                name,
                                link.regions("from"),
                                link.regions("to"),
                                link.word("by", Network.By.class),
                                link.time("rtt"),
                                link.share("loss"))));
    }

    /// @param root the whole file as one region sees it
    static Regional regional(View root) {
        SequencedMap<String, Topology.Count> replicas = new LinkedHashMap<>();
        root.named("services", (_, service) -> service.count("replicas"))
                .forEach((name, count) -> count.ifPresent(said -> replicas.put(name, said)));
        SequencedMap<String, Compute.Platform> platforms = new LinkedHashMap<>();
        root.named("services", (_, service) -> service.word("platform", Compute.Platform.class))
                .forEach((name, platform) -> platform.ifPresent(own -> platforms.put(name, own)));
        SequencedMap<String, String> machines = new LinkedHashMap<>();
        root.named("data", (_, store) -> store.text("machine"))
                .forEach((name, machine) -> machine.ifPresent(type -> machines.put(name, type)));
        Compute compute = compute(root.block("compute"));
        return new Regional(
                PromiseBinder.levels(root.block("objectives").block("perRegion")),
                replicas,
                compute.nodes(),
                compute.platform(),
                compute.version(),
                platforms,
                root.block("network").count("zones"),
                machines,
                root.block("cost").block("perRegion").block("budget").money("limit"));
    }
}
