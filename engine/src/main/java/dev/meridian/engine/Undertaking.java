package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.SequencedMap;

/// A move, as far as the file's own steps are concerned: which of them are over, and which failed. It is about the
/// move that is under way, else about the one that the grant in force came by.
///
/// @param ballot the number of the entry that opened it; 0 for none
/// @param variant how the old side is stopped
/// @param granted the epoch that it led to; [Epoch#NONE] while it is under way
/// @param next who would be offered the role but for them; empty before every other gate has been open: from
///     then on the old side has surely stopped
/// @param ends what became of steps
/// @param before the one that the grant in force came by, to go on with if this one comes to nothing
public record Undertaking(
        long ballot,
        Order.Variant variant,
        Epoch granted,
        Optional<RegionName> next,
        SequencedMap<String, End> ends,
        Optional<Undertaking> before) {
    /// Nothing has ever moved, or the file has no steps.
    public static final Undertaking NONE =
            new Undertaking(0, Order.Variant.FORCED, Epoch.NONE, Optional.empty(), Frozen.of(), Optional.empty());

    public Undertaking {
        ends = Frozen.of(ends);
    }

    /// What became of a step.
    public enum End {
        /// It was done, or a person has ended it, or it failed and the file goes on without it.
        OVER,
        /// It failed, and a person has to end it.
        FAILED
    }

    /// A new move.
    Undertaking opened(long at, Order.Variant how) {
        Optional<Undertaking> last = granted.equals(Epoch.NONE) ? before : Optional.of(this);
        return new Undertaking(at, how, Epoch.NONE, Optional.empty(), Frozen.of(), last);
    }

    /// The same move in another variant: what is done is done.
    Undertaking turned(long at) {
        return new Undertaking(at, Order.Variant.FORCED, granted, next, ends, before);
    }

    /// Its steps alone stand against offering the role to somebody.
    Undertaking leadingTo(RegionName candidate) {
        return new Undertaking(ballot, variant, granted, Optional.of(candidate), ends, before);
    }

    /// The role goes back to where it was; if that comes to nothing, somebody is looked for anew.
    Undertaking turnedBack() {
        return new Undertaking(ballot, variant, granted, Optional.empty(), ends, before);
    }

    Undertaking with(String step, End end) {
        return new Undertaking(ballot, variant, granted, next, Frozen.with(ends, step, end), before);
    }

    Undertaking ledTo(Epoch epoch) {
        return new Undertaking(ballot, variant, epoch, next, ends, Optional.empty());
    }

    /// It came to nothing.
    Undertaking dropped() {
        return before.orElse(NONE);
    }

    boolean isOver(String step) {
        return ends.get(step) == End.OVER;
    }

    boolean hasFailed(String step) {
        return ends.get(step) == End.FAILED;
    }
}
