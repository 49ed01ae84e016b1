package dev.meridian.simulator;

/// How long the steps of an agent and its database take, in nanoseconds: from the shortest to the longest that
/// was seen in drills on one machine (2 cores, PostgreSQL 18, 2026-11).
final class Steps {
    /// A standby that is told to stop receiving and to tell its position: 35 to 79 ms.
    static final long SHORTEST_PROMISE = 35 * World.MS;

    static final long LONGEST_PROMISE = 80 * World.MS;

    /// `pg_promote`, with the synchronous set in force.
    static final long SHORTEST_PROMOTION = 120 * World.MS;

    static final long LONGEST_PROMOTION = 420 * World.MS;

    /// A server that starts after it was killed.
    static final long SHORTEST_START = 250 * World.MS;

    static final long LONGEST_START = 900 * World.MS;

    /// A new copy of the primary, of the size that drills have.
    static final long SHORTEST_COPY = 1_200 * World.MS;

    static final long LONGEST_COPY = 4_000 * World.MS;

    /// A record in a zone that an agent serves itself.
    static final long LONGEST_ROUTE = 15 * World.MS;

    /// A standby that turns to another primary needs so many round trips until it streams: connection, login,
    /// identification, the history of the timeline, the stream (measured over 182 ms: 1.2 to 1.6 s).
    static final int REPOINT_ROUND_TRIPS = 8;

    private Steps() {}
}
