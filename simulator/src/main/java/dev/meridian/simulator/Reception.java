package dev.meridian.simulator;

import org.jspecify.annotations.Nullable;

/// What one copy receives, from whom, and since when.
final class Reception {
    /// It writes what it received to its disk.
    static final long LONGEST_FLUSH = 4 * World.MS;

    /// `wal_sender_timeout`, as agents set it.
    private static final long SENDER_PATIENCE = 3 * World.SECOND;

    private boolean isOn;
    private @Nullable Place from;
    private long since;
    private long until;
    private long heardAt = Long.MIN_VALUE / 2;
    private long answeredAt;

    boolean isOn() {
        return isOn;
    }

    /// It begins or ends; a gap of less than a second is none.
    void turn(boolean on, @Nullable Place upstream, long now) {
        boolean isAnew = from != upstream || now - until > World.SECOND;
        if (on && !isOn && isAnew) {
            since = now;
            from = upstream;
        }
        until = isOn && !on ? now : until;
        isOn = on;
    }

    void heard(long now) {
        heardAt = now;
    }

    /// Whether its sender goes on: one that hears nothing of its receiver, over a link that carries one way only,
    /// ends the stream after a while.
    boolean isAnswered(World world, Place receiver) {
        boolean isHeard = from != null && world.links.isOpen(receiver.number, from.number);
        answeredAt = isHeard ? world.now : Math.max(answeredAt, since);
        return world.now - answeredAt <= SENDER_PATIENCE;
    }

    /// When there was something to hear, last of all.
    long heardAt() {
        return heardAt;
    }

    boolean heardWithin(long time, long now) {
        return isOn && now - heardAt <= time;
    }

    /// How long it has lasted, from this place; 0 if it does not last, and has not for longer than `lately`.
    long lasted(Place upstream, long lately, long now) {
        long end = isOn ? now : until;
        boolean isIts = from == upstream && now - end <= lately;
        return isIts ? end - since : 0;
    }
}
