package dev.meridian.simulator;

/// What agents plan with, and what follows from how they are built; what varies from one time to the next is drawn
/// from [Timings].
final class Steps {
    /// So long agents allow for a promotion when they work out how long leaving a region takes, in nanoseconds.
    static final long PLANNED_PROMOTION = 500 * World.MS;

    /// A standby that turns to another primary needs so many round trips until it streams: connection, login,
    /// identification, the stream (measured over 182 ms, 2026-11: at most 0.78 s).
    static final int REPOINT_ROUND_TRIPS = 4;

    private Steps() {}
}
