package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The records of the section `traffic`.
final class TrafficBinder {
    private TrafficBinder() {}

    static Topology.Traffic traffic(View view) {
        return new Topology.Traffic(
                view.text("ttl").map(Ttl::of),
                view.named("entrances", TrafficBinder::entrance),
                view.named(
                        "users",
                        (name, users) -> new Topology.UserLocation(
                                name, users.region("near").orElseThrow(), users.share("share"))),
                view.block("control").regions("in"),
                clients(view.block("clients")),
                view.block("cdn").ifPresent(cdn -> new Topology.Cdn(cdn.text("kind"))),
                view.block("accelerator")
                        .ifPresent(found -> new Topology.Accelerator(found.text("kind"), found.region("primary"))));
    }

    private static Topology.Entrance entrance(String name, View view) {
        SequencedMap<RegionName, Integer> weights = new LinkedHashMap<>();
        view.values("weights", Integer::valueOf).forEach((region, part) -> weights.put(new RegionName(region), part));
        return new Topology.Entrance(
                name,
                view.text("application"),
                view.text("host"),
                view.text("zone"),
                view.text("to"),
                view.words("route", Topology.Route.class),
                view.texts("providers"),
                weights,
                view.word("switch", Topology.Switch.class),
                view.text("health").map(TrafficBinder::health),
                view.block("originFailover").ifPresent(TrafficBinder::originFailover),
                view.texts("behind"),
                view.regions("in"),
                view.word("scope", Topology.Exposure.class),
                view.values("geography", RegionName::new),
                view.flag("alias"),
                view.text("ttl").map(Ttl::of));
    }

    private static OriginFailover originFailover(View view) {
        return new OriginFailover(
                view.words("methods", OriginFailover.Method.class),
                view.statuses("codes"),
                view.time("timeout"),
                view.whole("attempts"));
    }

    private static Topology.EntranceHealth health(String word) {
        return word.equals("none") ? new Topology.EntranceHealth.None() : new Topology.EntranceHealth.ByProbe(word);
    }

    private static Topology.Clients clients(View view) {
        return new Topology.Clients(view.time("ignoreTtl"), view.word("whenUnknown", Topology.WhenUnknown.class));
    }
}
