package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// What the drill knows about a fault besides what its clients saw. Instants are of the ledger's clock.
///
/// @param deadLocations places whose users cannot be served whatever is done: they do not count for times to
///                      recover
/// @param phaseEnds     the instant of the logged event that ends each phase; a phase without one took no time
///                      of its own. `VERIFY` is not among them: it ends with the recovery
public record FaultFacts(
        Times times, OldSide oldSide, Set<RegionName> deadLocations, Keys keys, Map<Phase, Long> phaseEnds) {
    public FaultFacts {
        deadLocations = Set.copyOf(deadLocations);
        phaseEnds = Collections.unmodifiableMap(new TreeMap<>(phaseEnds));
    }

    /// The instants of a run.
    ///
    /// @param loadStart when the load began to be counted
    /// @param fault     when the fault was made
    /// @param healed    when it was undone, if it was
    /// @param fence     how the old side was fenced, if it was
    /// @param loadEnd   when the load stopped: a recovery needs 5 s of writes before it
    public record Times(long loadStart, long fault, OptionalLong healed, Optional<Fence> fence, long loadEnd) {}

    /// @param ordered the deadline or the order to fence
    /// @param stopped when the old side's database was dead; empty where it was let be
    public record Fence(long ordered, OptionalLong stopped) {}

    /// The side that held the primary role when the fault was made.
    ///
    /// @param lastEpoch the epoch it held it under; what `region` acknowledges under a later one is not the old
    ///                  side's
    public record OldSide(RegionName region, Epoch lastEpoch) {}

    /// What the databases hold after the run.
    ///
    /// @param surviving        keys in the surviving system
    /// @param changedOnOldSide keys that the old side's database changed after the sides parted, found by
    ///                         looking into it afterwards; empty if there is nothing left to look into
    public record Keys(Set<Long> surviving, Set<Long> changedOnOldSide) {}
}
