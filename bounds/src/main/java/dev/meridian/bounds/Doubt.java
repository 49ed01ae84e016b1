package dev.meridian.bounds;

import java.util.OptionalLong;

/// Whether what a primary has acknowledged may be missing from all of its standbys.
///
/// PostgreSQL knows a standby by its name alone: a stranger that streams under the name of one, such as a clone
/// of its data directory that was started elsewhere, confirms commits for it. So from when a name is used from
/// two addresses, nothing that is acknowledged is proven to be anywhere else, until as many standbys as a commit
/// waits for have all that the stranger could confirm. One that comes and goes between two looks is not seen.
///
/// Looked at by one thread, asked by any. Positions are bytes of the primary's log.
public final class Doubt {
    private static final long ALL = Long.MAX_VALUE;

    private volatile long upTo;

    /// None yet.
    public Doubt() {}

    /// To be called every now and then.
    ///
    /// @param isNameTwice whether some name is used from two addresses: by a standby and by a stranger
    /// @param position how far the primary's log goes
    /// @param byEnough how far as many standbys as a commit waits for have it; empty if so many do not stream
    public void look(boolean isNameTwice, long position, OptionalLong byEnough) {
        if (isNameTwice) {
            upTo = ALL;
        } else if (upTo == ALL) {
            upTo = position;
        }
        if (byEnough.isPresent() && byEnough.getAsLong() >= upTo) {
            upTo = 0;
        }
    }

    /// What follows somebody else acknowledges nothing.
    public void end() {
        upTo = 0;
    }

    public boolean isThere() {
        return upTo > 0;
    }
}
