package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.SequencedMap;

/// An instant of the log, with everybody's stamps around it: how long ago it was can then be told on the clock of
/// whoever speaks next, without comparing clocks.
///
/// @param clocks everybody's newest stamp when it was
/// @param after everybody's first stamp after it
public record Moment(SequencedMap<RegionName, Stamp> clocks, SequencedMap<RegionName, Stamp> after) {
    public Moment {
        clocks = Frozen.of(clocks);
        after = Frozen.of(after);
    }

    /// Now, as far as these stamps tell.
    static Moment at(SequencedMap<RegionName, Stamp> clocks) {
        return new Moment(clocks, Frozen.of());
    }

    /// Somebody spoke after it; only the first time counts, anew for every start of its agent.
    Moment heardBy(Stamp stamp) {
        return isHeardBy(stamp) ? this : new Moment(clocks, Frozen.with(after, stamp.by(), stamp));
    }

    boolean isHeardBy(Stamp stamp) {
        Stamp first = after.get(stamp.by());
        return first != null && first.incarnation() == stamp.incarnation();
    }
}
