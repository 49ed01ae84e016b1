package dev.meridian.blueprint;

import java.time.Duration;

/// The times of the writer's lease: D, m, W and ρ of `(D − m)/(1 − ρ) + F ≤ W/(1 + ρ)`.
///
/// @param duration D: how long a renewal is good for
/// @param margin m: how long before its end the holder starts to fence itself
/// @param challengerWait W: how long a challenger waits after the last change that it saw
/// @param drift ρ: how far the rate of a clock may be off, as a fraction: 0.1% is 0.001
/// @param renewEvery how often the holder renews
/// @param silentAfter so long after its newest renewal the holder counts as one that renews no more
public record LeasePolicy(
        Duration duration,
        Duration margin,
        Duration challengerWait,
        double drift,
        Duration renewEvery,
        Duration silentAfter) {

    /// (D − m)/(1 − ρ) + F: the longest time after its last renewal at which the holder can still acknowledge a
    /// write.
    ///
    /// @param fence F: from the order to fence to the last write that is acknowledged
    Duration lastCommitAfter(Duration fence) {
        long held = duration.minus(margin).toNanos();
        return Duration.ofNanos((long) Math.ceil(held * (1 / (1 - drift)))).plus(fence);
    }

    /// W/(1 + ρ): what a challenger's wait is worth on the slowest clock.
    Duration surelyWaited() {
        return Duration.ofNanos((long) Math.floor(challengerWait.toNanos() / (1 + drift)));
    }
}
