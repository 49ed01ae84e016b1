package dev.meridian.units;

import java.time.Duration;

/// How long a client lets pass from one request that failed to its next one: each that fails after it doubles the
/// wait, so that those who wait do not keep busy what is to come back.
///
/// To each wait a share of `spread` is added by chance: clients that lost the same server at the same moment would
/// otherwise ask for it again at the same moments, and all find it only at the next of them.
///
/// @param first the wait after the first failure
/// @param doublings so often the wait is doubled at most
/// @param spread what chance adds at most
public record Backoff(Duration first, int doublings, Duration spread) {
    /// Of users, in a drill as in a simulated world: what a move takes is measured by when they come back.
    public static final Backoff OF_USERS = new Backoff(Duration.ofMillis(20), 3, Duration.ofMillis(250));

    /// Without what chance adds.
    ///
    /// @param earlier failures in a row before the one that has just been seen
    public Duration after(int earlier) {
        return Duration.ofNanos(first.toNanos() << Math.min(earlier, doublings));
    }
}
