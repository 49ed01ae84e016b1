package dev.meridian.bounds;

import java.time.Duration;

/// The terms of the right to write, and the inequality that keeps two sides from holding it at once.
///
/// The holder counts from the moment it *proposed* a renewal that was then committed by the quorum; it must start
/// to fence itself `D − m` later and no commit may succeed `F` after that. A challenger counts from the moment it
/// saw the last renewal, on its own clock, and takes over no sooner than `W` later. Clocks are never compared;
/// only their *rates* are assumed to differ by no more than `ρ`. Both sides may be wrong by that rate in opposite
/// directions, so:
///
/// `(D − m)/(1 − ρ) + F ≤ W/(1 + ρ)`
///
/// A lease alone is a promotion gate and not a fence (an old primary that keeps its sessions goes on
/// acknowledging until something stops it), which is why `F` stands in the inequality and has to be the
/// *measured* one.
///
/// @param duration D, how long a renewal holds
/// @param margin m, how long before the end the holder starts to fence itself
/// @param challengerWait W, how long a challenger waits after the last renewal it saw
/// @param drift ρ, the largest difference in clock rate, as a fraction: 0.001 is 0.1 %
/// @param fence F, from the start of fencing to the last commit that can succeed
public record Lease(Duration duration, Duration margin, Duration challengerWait, double drift, Duration fence) {
    public Lease {
        if (!(drift >= 0 && drift < 1)) {
            throw new IllegalArgumentException("clock drift is a fraction of 0..1: " + drift);
        }
    }

    /// `D − m`: after this long without a newer committed renewal the holder fences itself.
    public Duration holderStopsAfter() {
        return duration.minus(margin);
    }

    /// The age of the newest confirmed renewal from which on the holder asks others to renew for it. Where
    /// all is well that age never exceeds the pause between two renewals and the time that one takes; a
    /// quarter of that time leaves room for jitter. What is left of `D − m` has to be enough for the way
    /// round, which is three or four times as long as the straight one: half of it at most is waited. To ask
    /// too soon costs an entry of the log; to ask too late, a database that stops.
    ///
    /// @param every the pause between two renewals
    /// @param took from sending the last renewal that was confirmed to its confirmation
    public Duration lateAfter(Duration every, Duration took) {
        long usual = every.toNanos() + took.toNanos() + took.toNanos() / 4;
        return Duration.ofNanos(Math.min(usual, holderStopsAfter().toNanos() / 2));
    }

    /// The longest time after proposing its last renewal at which the holder can still acknowledge a write.
    public Duration lastCommitAfter() {
        return atMost(holderStopsAfter()).plus(fence);
    }

    /// How long this can really have been, when a clock that may be slow counted it.
    Duration atMost(Duration counted) {
        return scaled(counted, 1 / (1 - drift));
    }

    /// The most that a clock, which may be fast, counts in this long.
    Duration onHoldersClock(Duration real) {
        return scaled(real, 1 + drift);
    }

    /// How long a clock, which may be fast, has to count until the time to fence has surely passed.
    public Duration fenceWait() {
        return onHoldersClock(fence);
    }

    /// What a challenger's wait is worth on the slowest clock.
    public Duration surelyWaited() {
        return Duration.ofNanos((long) Math.floor(challengerWait.toNanos() / (1 + drift)));
    }

    /// The one inequality that all automatic promotion rests on.
    public Inequality oneWriter() {
        boolean fenceIsLarger = fence.compareTo(holderStopsAfter()) > 0;
        return new Inequality(
                "one writer",
                "(D − m)/(1 − ρ) + F",
                lastCommitAfter(),
                "W/(1 + ρ)",
                surelyWaited(),
                fenceIsLarger ? "F, the time to fence" : "W, the challenger's wait");
    }

    /// The same lease with another fence time, normally the measured one.
    public Lease withFence(Duration measured) {
        return new Lease(duration, margin, challengerWait, drift, measured);
    }

    private static Duration scaled(Duration value, double factor) {
        return Duration.ofNanos((long) Math.ceil(value.toNanos() * factor));
    }
}
