package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.SequencedMap;

/// An instant of the log, with everybody's stamps around it: how long ago it was can then be told on the clock of
/// whoever speaks next, without comparing clocks.
///
/// What stands in the log after it need not have been said after it: a word may have been under way for as long as
/// the log had no leader. Only whoever had applied this entry before is known to have spoken later.
///
/// @param index the number of its entry
/// @param clocks everybody's newest stamp when it was
/// @param after everybody's first stamp that had seen it
public record Moment(long index, SequencedMap<RegionName, Stamp> clocks, SequencedMap<RegionName, Stamp> after) {
    public Moment {
        clocks = Frozen.of(clocks);
        after = Frozen.of(after);
    }

    /// Now, as far as this state's stamps tell.
    static Moment of(State state) {
        return new Moment(state.index(), state.clocks(), Frozen.of());
    }

    /// Somebody spoke; only the first time after it counts, anew for every start of its agent.
    Moment heardBy(Stamp stamp) {
        return isFirstAfter(stamp) ? new Moment(index, clocks, Frozen.with(after, stamp.by(), stamp)) : this;
    }

    boolean isFirstAfter(Stamp stamp) {
        Stamp first = after.get(stamp.by());
        boolean isKnown = first != null && first.incarnation() == stamp.incarnation();
        return !isKnown && stamp.seen() >= index;
    }
}
