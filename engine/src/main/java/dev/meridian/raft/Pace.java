package dev.meridian.raft;

import java.time.Duration;

/// How patient the members of a log are.
///
/// @param heartbeat how often a leader lets hear of itself
/// @param patience silence after which a leader counts as gone; several heartbeats and the longest distance
/// @param stagger how much longer the next in the order waits; longer than a message takes over the longest
///     distance
public record Pace(Duration heartbeat, Duration patience, Duration stagger) {
    /// Between regions that are up to 110 ms apart, one way. Five heartbeats fit into the patience; no election
    /// without a reason was seen with it in drills on two busy processors (2026-11).
    public static final Pace BETWEEN_REGIONS =
            new Pace(Duration.ofMillis(150), Duration.ofMillis(800), Duration.ofMillis(200));
}
