package dev.meridian.simulator;

/// Whether a place says what is so, and when it did not.
final class Honesty {
    private final World world;
    private boolean lies;
    private boolean calms;
    private long since = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;

    /// @param calmsFirst whether its first lie is one that calms
    Honesty(World world, boolean calmsFirst) {
        this.world = world;
        this.calms = !calmsFirst;
    }

    /// Whatever it says from now on is wrong, or is right again.
    void lie(boolean begins) {
        boolean isNew = begins && !lies;
        since = isNew ? world.now : since;
        calms = isNew ? !calms : calms;
        until = begins ? Long.MAX_VALUE : lies ? world.now : until;
        lies = begins;
    }

    boolean lies() {
        return lies;
    }

    /// Whether it tells of an outage as if it were over: every second time.
    boolean calms() {
        return lies && calms;
    }

    /// Whether what it said at a time, when it lied last or later, was a lie.
    boolean liedAt(double time) {
        return time >= since - 1 && time <= until + 1;
    }

    /// Whether it has lied in so long.
    boolean hasLied(double nanos) {
        return lies || world.now - nanos <= until;
    }
}
