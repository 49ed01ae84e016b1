package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.SequencedMap;

/// A topology with nothing left to look up: every default, profile, inheritance and placement is in force.
/// All maps are in the order of the file.
///
/// @param topologyHash SHA-256, in hex, over the resolved values in canonical form: two files that mean the
///     same have the same
/// @param witness the place that votes and holds no data; it is not among `regions`
/// @param near of places of the file's own (and of its witness): the region that each is near to
/// @param origins where each resolved value comes from, by path
public record Blueprint(
        String topologyHash,
        SequencedMap<String, Application> applications,
        SequencedMap<RegionName, Region> regions,
        SequencedMap<String, Service> services,
        SequencedMap<String, Store> stores,
        Traffic traffic,
        Optional<RegionName> witness,
        SequencedMap<RegionName, RegionName> near,
        Origins origins) {

    public Blueprint {
        applications = Frozen.copy(applications);
        regions = Frozen.copy(regions);
        services = Frozen.copy(services);
        stores = Frozen.copy(stores);
        near = Frozen.copy(near);
    }

    /// How far apart two places of the file are, each taken for the one that it is near to; empty where nobody
    /// knows.
    public Optional<RoundTrip> roundTrip(RegionName a, RegionName b) {
        return Distances.between(near.getOrDefault(a, a), near.getOrDefault(b, b));
    }
}
