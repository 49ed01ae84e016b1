package dev.meridian.postgresql;

/// Whether what a primary has acknowledged may be missing from all of its standbys.
///
/// PostgreSQL knows a standby by its name alone: a stranger that streams under the name of one, such as a clone
/// of its data directory that was started elsewhere, confirms commits for it. So from when a name is used from
/// two addresses, nothing that is acknowledged is proven to be anywhere else, until as many standbys as a commit
/// waits for have all that the stranger could confirm. One that comes and goes between two looks is not seen.
public final class Doubt {
    private static final long ALL = Long.MAX_VALUE;

    private volatile long upTo;

    /// None yet.
    public Doubt() {}

    /// To be called every now and then, by one thread.
    public void look(Confirmed now) {
        if (now.isNameTwice()) {
            upTo = ALL;
        } else if (upTo == ALL) {
            upTo = now.position();
        } else if (now.byEnough().isPresent() && now.byEnough().getAsLong() >= upTo) {
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
