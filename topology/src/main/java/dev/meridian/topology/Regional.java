package dev.meridian.topology;

import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The values that may differ by region, as one region sees them after all layers. What else may differ (sizes of
/// stores, retention) is found by its path among the region's overrides.
///
/// @param promises what holds for its users, of the root's `objectives.perRegion`
/// @param replicas of each service that says how many
/// @param nodes the groups of machines; with a count of 0 where `in` leaves the region out
/// @param platform what runs services there; empty where the file does not say
/// @param version of that platform
/// @param platforms the platform of each service that names its own
/// @param zones how many of its zones the network spreads over
/// @param machines the type of machine of each store that names one
/// @param budget what it may cost
public record Regional(
        Topology.Levels promises,
        SequencedMap<String, Topology.Count> replicas,
        SequencedMap<String, Compute.Nodes> nodes,
        Optional<Compute.Platform> platform,
        Optional<String> version,
        SequencedMap<String, Compute.Platform> platforms,
        Optional<Topology.Count> zones,
        SequencedMap<String, String> machines,
        Optional<Money> budget) {
    /// The platform of a service there: its own, or that of the region. Empty where the file names neither.
    Optional<Compute.Platform> platform(Topology.Service service) {
        return Optional.ofNullable(platforms.get(service.name())).or(() -> platform);
    }

    /// The same for one region: a group of machines that is limited to other regions has none here.
    Regional in(RegionName region) {
        SequencedMap<String, Compute.Nodes> here = new LinkedHashMap<>();
        nodes.forEach((name, group) -> here.put(name, group.isIn(region) ? group : group.without()));
        return new Regional(promises, replicas, here, platform, version, platforms, zones, machines, budget);
    }
}
