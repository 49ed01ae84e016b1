package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.SequencedMap;

/// Which grant has reached whom.
///
/// @param follows which epoch's primary each member is known to follow
/// @param routes which grant the users of each region are sent to
public record Reached(SequencedMap<RegionName, Epoch> follows, SequencedMap<RegionName, Epoch> routes) {
    public Reached {
        follows = Frozen.of(follows);
        routes = Frozen.of(routes);
    }

    Reached withFollows(RegionName member, Epoch epoch) {
        return new Reached(Frozen.with(follows, member, epoch), routes);
    }

    Reached withRoute(RegionName region, Epoch epoch) {
        return new Reached(follows, Frozen.with(routes, region, epoch));
    }
}
