package dev.meridian.simulator;

/// The instants at which users of one location got answers, as they come: when a fault took effect for them, and
/// from when on all was well again. The same two questions as a drill asks of its ledger, answered the same way
/// (`Answers` of the room `evidence`): the effect is where the first gap of more than a second that ends after the
/// fault begins, else the last answer before the fault; the end is the first answer after that from which answers
/// go on for five seconds without such a gap.
final class Answers {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long LONGEST_GAP = World.SECOND;
    private static final long WATCHED = 5 * World.SECOND;

    private long faultAt = Long.MAX_VALUE;
    private long last = NEVER;
    /// The last one before the fault, and the first one after it.
    private long before = NEVER;

    private long after = NEVER;
    private long effect = NEVER;
    private long streakSince = NEVER;
    private long sustained = NEVER;

    /// The first fault strikes now; later ones are part of its story.
    void struck(long now) {
        if (faultAt == Long.MAX_VALUE) {
            faultAt = now;
        }
    }

    void add(long now) {
        boolean isGap = last == NEVER || now - last > LONGEST_GAP;
        if (now > faultAt) {
            after = after == NEVER ? now : after;
            if (isGap && last != NEVER && effect == NEVER) {
                effect = last;
                sustained = NEVER;
            }
        } else {
            before = now;
        }
        streakSince = isGap ? now : streakSince;
        last = now;
        boolean isOver = now > faultAt && sustained == NEVER && now - streakSince >= WATCHED;
        sustained = isOver ? Math.max(streakSince, after) : sustained;
    }

    /// When the answers began that have gone on since; the least number if there are none.
    long streakSince() {
        return streakSince;
    }

    long last() {
        return last;
    }

    /// Whether they go on, and have for so long that what was before them is over.
    boolean goOn(long now) {
        return streakSince != NEVER && last - streakSince >= WATCHED && now - last <= LONGEST_GAP;
    }

    /// The last answer before the fault took effect; the least number if there was none.
    long effect() {
        return effect == NEVER ? before : effect;
    }

    /// The first of those that went on after it; the least number if they have not yet.
    long sustained() {
        return sustained;
    }
}
