package dev.meridian.estate;

import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.OptionalDouble;

/// How much of what the primary has a region has, as its `capacity` says: `min` of the least number of something,
/// `max` of the most.
///
/// @param capacity empty for a region that has all of it
record Share(Optional<Topology.Capacity> capacity) {
    static Share of(Ledger ledger, RegionName region) {
        return new Share(
                Optional.ofNullable(ledger.said().regions().get(region)).flatMap(Topology.Region::capacity));
    }

    /// What the file says for all regions, in this one; what it says for this one is not a share of anything.
    static Share ofCopies(Ledger ledger, RegionName region, String service) {
        boolean isSaid = ledger.isOwn("services." + service + ".replicas", region);
        return isSaid ? new Share(Optional.empty()) : of(ledger, region);
    }

    int least(int number) {
        return capacity.map(share -> of(number, share.min(), share.share())).orElse(number);
    }

    int most(int number) {
        return capacity.map(share -> of(number, share.max(), share.share())).orElse(number);
    }

    /// Of copies of a service one is there in any case: nothing grows from none.
    Unit.Copies of(Unit.Copies copies) {
        int least = Math.max(1, least(copies.least()));
        return new Unit.Copies(least, Math.max(least, most(copies.most())));
    }

    /// Rounded up: half of one machine is one.
    private static int of(int number, OptionalDouble share, OptionalDouble otherwise) {
        return (int) Math.ceil(number * share.orElse(otherwise.orElse(1)) - 1e-9);
    }
}
