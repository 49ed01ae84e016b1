package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;

/// Something that one region's agent has to do. Each is idempotent and named by its values, so that it can be
/// tried again after a crash at any instant; each that changes a role carries the epoch (or ballot) that its
/// target checks.
public sealed interface Duty {
    /// The region whose agent does it.
    RegionName region();

    /// Record the ballot durably, stop receiving, confirm, then tell the position. Afterwards receive from
    /// `next` if it is another region: the likeliest candidate, or for that one itself the next best survivor,
    /// which may have what it lacks. Streaming early saves the round trips later.
    record Promise(RegionName region, long ballot, RegionName next) implements Duty {}

    /// Receive from the survivor `from` until the copy goes as far as `position`, where that one stopped, then
    /// promise the same ballot again with what has been reached.
    record CatchUp(RegionName region, RegionName from, long ballot, long position) implements Duty {}

    /// Stop accepting writes for the move that was ordered, let the standbys have everything, tell the last
    /// position. The ballot is recorded first: this copy never accepts writes under an older epoch again.
    record Yield(RegionName region, long ballot, RegionName to) implements Duty {}

    /// Ask for the role in the log.
    record Claim(RegionName region, long ballot) implements Duty {}

    /// Put the synchronous set in force, then accept writes. Only under a lease that was granted with this
    /// epoch.
    record Promote(RegionName region, Epoch epoch) implements Duty {}

    /// Receive from the primary of this epoch.
    record Follow(RegionName region, RegionName primary, Epoch epoch) implements Duty {}

    /// Send users there.
    record Route(RegionName region, RegionName to, Epoch epoch) implements Duty {}

    /// Do a step that the file adds, in the move with this ballot.
    record Perform(RegionName region, long ballot, String step) implements Duty {}

    /// Keep the fork, take a new copy from the primary of this epoch, and follow it.
    record Rejoin(RegionName region, RegionName primary, Epoch epoch) implements Duty {}

    /// For the log: `promote eu-west-1 (epoch 412)`.
    default String text() {
        return switch (this) {
            case Promise d -> "promise " + d.region + " (ballot " + d.ballot + ")";
            case CatchUp d ->
                "catch up " + d.region + " from " + d.from + " to " + d.position + " (ballot " + d.ballot + ")";
            case Yield d -> "yield " + d.region + " to " + d.to + " (ballot " + d.ballot + ")";
            case Claim d -> "claim " + d.region + " (ballot " + d.ballot + ")";
            case Promote d -> "promote " + d.region + " (epoch " + d.epoch + ")";
            case Follow d -> "follow " + d.primary + " from " + d.region + " (epoch " + d.epoch + ")";
            case Route d -> "route " + d.to + " at " + d.region + " (epoch " + d.epoch + ")";
            case Perform d -> "perform " + d.step + " at " + d.region + " (ballot " + d.ballot + ")";
            case Rejoin d -> "rejoin " + d.region + " to " + d.primary + " (epoch " + d.epoch + ")";
        };
    }
}
