package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What a vantage thinks of one region.
///
/// @param subject the region that was looked at
/// @param verdict the combination of its probes
/// @param stableFor how long the verdict has been this one, on the vantage's clock
/// @param probes each probe's own word, for the explanation
public record Sight(RegionName subject, Verdict verdict, Duration stableFor, List<ProbeWord> probes) {
    /// How a vantage judges a region.
    public enum Verdict {
        /// Every probe answers.
        HEALTHY,
        /// Some probes answer and some do not: reachable, but something is wrong.
        GREY,
        /// No probe answers.
        SILENT,
        /// Too little was seen to say.
        UNKNOWN;

        /// What follows from the words of a vantage's probes.
        ///
        /// @param good how many say good
        /// @param bad how many say bad
        /// @param probes how many there are
        public static Verdict of(int good, int bad, int probes) {
            if (probes == 0 || good + bad == 0) {
                return UNKNOWN;
            }
            if (bad == probes) {
                return SILENT;
            }
            return bad == 0 ? HEALTHY : GREY;
        }

        /// What may follow where it is not told which of the other probes say bad, and which say nothing yet.
        public static List<Verdict> possible(int good, int probes) {
            return IntStream.rangeClosed(0, probes - good)
                    .mapToObj(bad -> of(good, bad, probes))
                    .distinct()
                    .toList();
        }
    }

    /// One probe's word.
    ///
    /// @param kind for example `http`, `sql-read`, `canary-write`, `replication`
    /// @param good whether its window says good
    /// @param note what was seen last, in a few words
    public record ProbeWord(String kind, boolean good, String note) {}
}
