package dev.meridian.engine;

import dev.meridian.units.RegionName;

/// Who proposed an entry, and when on its own clock.
///
/// @param by the region (or witness) whose agent proposed it
/// @param incarnation which start of that agent; larger after every restart
/// @param sequence counts the proposals of this incarnation, so that one that was sent twice is applied once
/// @param nanos the proposer's monotonic clock when it proposed; comparable only with stamps of the same proposer
/// @param seen the number of the newest entry that the proposer had applied when it proposed: all up to that one
///     were said before, however long this one was under way
public record Stamp(RegionName by, long incarnation, long sequence, long nanos, long seen) {
    /// As if whatever stands before an entry had been said before it.
    Stamp asIfAllWereSeen() {
        return new Stamp(by, incarnation, sequence, nanos, Long.MAX_VALUE);
    }
}
