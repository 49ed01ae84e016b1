package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// When and how an application may move.
///
/// @param profile the named set that gave the values which the file does not: `default`, `quick` or `cautious`
/// @param hold how long a verdict must stand before anything moves
/// @param fenceWithin the declared bound from the order to fence to the last write that the old side
///     acknowledges; a measured one decides
/// @param freshness evidence older than this is none
/// @param patience what is waited for that could be gone on without
/// @param cooldown no second automatic move within it
/// @param storm no automatic move so soon after a second place fell silent
/// @param failback the way back
/// @param room how much of the load the new side has to have room for before it takes over, in percent; empty
///     where the file asks for none
/// @param maxLoss never promote above it; empty means each store's own `rpo`
/// @param degrade what readers get while nobody serves
/// @param targets where it may go, nearest to the primary first by round trip unless the file gives the order
/// @param controlIn where the voters of the control run, in file order, the witness last
/// @param steps what the file adds to the plans of moves
public record FailoverPolicy(
        Mode mode,
        String profile,
        Duration hold,
        LeasePolicy lease,
        Duration fenceWithin,
        Duration freshness,
        Patience patience,
        Duration cooldown,
        Duration storm,
        Failback failback,
        OptionalInt room,
        Optional<Duration> maxLoss,
        WithoutQuorum withoutQuorum,
        Degrade degrade,
        List<RegionName> targets,
        ProbePolicy probes,
        List<RegionName> controlIn,
        AddedSteps steps) {
    public FailoverPolicy {
        targets = List.copyOf(targets);
        controlIn = List.copyOf(controlIn);
    }

    /// What the promotion of a store may lose: the declared budget; silent, the store's rpo; empty where neither
    /// is said, and then it may lose nothing.
    public Optional<Duration> budget(Store store) {
        return maxLoss.or(() -> store.objectives().rpo());
    }

    /// Whether writes would have to go on without a majority of the control's voters: the file says `failsafe`,
    /// and those whose acknowledgements that asks for are no majority themselves. Where they are one, a majority
    /// can be heard while all of them acknowledge, and what is left to outlive is a log that takes nothing all the
    /// same (docs/adr/0014-writes-without-a-majority.md).
    ///
    /// @param store what is written
    public boolean outlivesItsQuorum(Store store) {
        long asked = controlIn.stream()
                .filter(voter ->
                        voter.equals(store.writer()) || store.mayTakeOver().contains(voter))
                .count();
        return withoutQuorum == WithoutQuorum.FAILSAFE && asked * 2 <= controlIn.size();
    }
}
