package dev.meridian.engine;

import java.time.Duration;

/// How long the engine waits for what it could also go on without.
///
/// @param catchUp how long the preferred candidate may fetch what another survivor has, from when nothing else
///     holds the offer back
/// @param stop within this a holder that is asked to hand the role back to its home stops by itself, or nothing
///     has happened
public record Patience(Duration catchUp, Duration stop) {
    /// Opening a stream takes about five round trips, 0.98 s over 170 ms (measured with PostgreSQL 18, 2026-11);
    /// between the farthest regions it is twice that. A stop and the round trip in which the standbys confirm took
    /// 0.1 to 0.7 s in drills (PostgreSQL 18, 2026-11).
    public static final Patience USUAL = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10));
}
