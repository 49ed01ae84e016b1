package dev.meridian.topology;

import dev.meridian.units.Money;
import java.util.Optional;
import java.util.SequencedMap;

/// The values that may differ by region, as one region sees them after all layers. What else may differ (sizes of
/// stores, retention) is found by its path among the region's overrides.
///
/// @param promises what holds for its users, of the root's `objectives.perRegion`
/// @param replicas of each service that says how many
/// @param nodes the groups of machines
/// @param zones how many of its zones the network spreads over
/// @param machines the type of machine of each store that names one
/// @param budget what it may cost
public record Regional(
        Topology.Levels promises,
        SequencedMap<String, Topology.Count> replicas,
        SequencedMap<String, Compute.Nodes> nodes,
        Optional<Topology.Count> zones,
        SequencedMap<String, String> machines,
        Optional<Money> budget) {}
