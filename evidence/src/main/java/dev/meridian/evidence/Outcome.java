package dev.meridian.evidence;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What users saw of a fault, by the definitions that are the same in the topology, the reports and the
/// documentation. All of it is measured; all durations are whole milliseconds, so that phases add up exactly.
///
/// @param rto       from the last write before the fault took effect to the first of those that go on, at the
///                  surviving location that waited longest; empty if writes never went on
/// @param readRto   likewise for reads; empty also if there were none
/// @param copyReads what was read from copies while nobody served
/// @param phases    the parts of `rto`, every phase present; empty if `rto` is
/// @param fence     deadline or order to fence → last write the old side acknowledged; empty without either
/// @param downtime  the gaps of more than a second between writes after the fault, at the worst surviving
///                  location
/// @param span      the instants that `rto` lies between
public record Outcome(
        Optional<Duration> rto,
        Optional<Duration> readRto,
        CopyReads copyReads,
        SequencedMap<Phase, Duration> phases,
        Writes writes,
        Optional<Duration> fence,
        Duration downtime,
        Span span,
        List<ClientResult> clients,
        List<Series> series) {

    /// Reads that a copy answered, of users who would have got no answer otherwise.
    ///
    /// @param oldest how long ago the copy had replayed its newest transaction, in the worst of those answers;
    ///               zero if there were none
    public record CopyReads(long answered, Duration oldest) {
        /// Of a drill in which nobody reads from copies.
        public static final CopyReads NONE = new CopyReads(0, Duration.ZERO);
    }

    /// What became of the writes of all clients.
    ///
    /// @param acknowledged success returned to a client
    /// @param lost         acknowledged, promised to be kept, and not in the surviving system
    /// @param loss         acknowledgement of the oldest lost write → last write the old side acknowledged;
    ///                     zero if none
    /// @param twoSided     acknowledged by the old side after the new side's first acknowledgement
    /// @param forkedKeys   keys changed on both sides since they parted
    public record Writes(long acknowledged, long lost, Duration loss, long twoSided, long forkedKeys) {}

    /// Where in time a recovery lies, on the ledger's clock.
    ///
    /// @param effect    the last write before the fault took effect, at the location that waited longest
    /// @param sustained the first write of those that then went on there
    /// @param lastOld   the last write that the old side acknowledged
    /// @param firstNew  the first that the new side did
    public record Span(OptionalLong effect, OptionalLong sustained, OptionalLong lastOld, OptionalLong firstNew) {}

    /// What one client got.
    public record ClientResult(
            Client client, long acknowledged, long lost, long twoSided, Map<Failure, Long> failures) {}

    /// What the users of one location saw, in buckets of equal length.
    ///
    /// @param start the beginning of the first bucket, on the ledger's clock
    public record Series(RegionName location, long start, List<Bucket> buckets) {
        /// The length of a bucket.
        public static final Duration BUCKET = Duration.ofMillis(100);
    }

    /// What happened within 100 ms.
    ///
    /// @param slowest the longest wait for an acknowledgement that arrived in it
    public record Bucket(int acknowledged, int failed, Duration slowest) {}
}
