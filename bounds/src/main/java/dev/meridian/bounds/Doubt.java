package dev.meridian.bounds;

import java.util.Optional;
import java.util.OptionalLong;

/// Whether what a primary has acknowledged may be missing from all of its standbys.
///
/// Commits prove nothing while no standby has to confirm them, or while a stranger may confirm them: PostgreSQL
/// knows a standby by its name alone, so one that streams under the name of another, such as a clone of its data
/// directory that was started elsewhere, confirms for it. From then on nothing that is acknowledged is proven to
/// be anywhere else, until as many standbys as a commit waits for have all that was written meanwhile. What comes
/// and goes between two looks is not seen.
///
/// Whoever has just begun to look, at a server that somebody else looked at before, or that was promoted, cannot
/// tell what was acknowledged until then: what was said of it last still holds, until the standbys have all of it.
///
/// Looked at by one thread, asked by any. Positions are bytes of the primary's log.
public final class Doubt {
    private static final Seen NOTHING = new Seen(false, 0);
    private static final Seen SETTLED = new Seen(true, 0);
    private static final Seen ALL = new Seen(true, Long.MAX_VALUE);

    private volatile Seen seen = NOTHING;

    /// What the looks of one observer tell.
    ///
    /// @param isKnown whether they tell by themselves
    /// @param upTo the position up to which standbys have to have all; 0 for none
    private record Seen(boolean isKnown, long upTo) {
        boolean isSettled() {
            return isKnown && upTo == 0;
        }
    }

    /// Of a server that nobody has looked at yet.
    public Doubt() {}

    /// To be called every now and then.
    ///
    /// @param isUnproven whether commits may be acknowledged now that no standby has
    /// @param position how far the primary's log goes
    /// @param byEnough how far as many standbys as a commit waits for have it; empty if so many do not stream
    public void look(boolean isUnproven, long position, OptionalLong byEnough) {
        if (isUnproven) {
            seen = ALL;
            return;
        }
        Seen now = seen;
        if (now.isSettled()) {
            return;
        }
        boolean isBegun = now.upTo() > 0 && !now.equals(ALL);
        Seen next = isBegun ? now : new Seen(now.isKnown(), Math.max(1, position));
        seen = byEnough.isPresent() && byEnough.getAsLong() >= next.upTo() ? SETTLED : next;
    }

    /// Forgets all: this observer has just started, or the server follows somebody else.
    public void begin() {
        seen = NOTHING;
    }

    /// Empty until the looks tell by themselves: what was said last counts until then.
    public Optional<Boolean> isThere() {
        Seen now = seen;
        return now.isKnown() ? Optional.of(now.upTo() > 0) : Optional.empty();
    }
}
