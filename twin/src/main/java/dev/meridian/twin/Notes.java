package dev.meridian.twin;

import dev.meridian.evidence.Outcome;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a reader of a run has to know about how it was measured.
final class Notes {
    /// Acknowledged writes per second that a drill has before its fault, at the least (CONTRACTS, "Load in a
    /// drill").
    static final double LEAST_LOAD = 200;

    private Notes() {}

    /// @param deadDisk the region whose disk the writes were looked for on though the fault had taken it
    static List<String> of(Outcome outcome, long fault, Optional<RegionName> deadDisk) {
        List<String> notes = new ArrayList<>();
        if (outcome.series().stream().allMatch(series -> wholeBuckets(series, fault) == 0)) {
            notes.add("the fault came as the load began: nothing says how users were served before it");
        } else {
            notes.addAll(load(outcome, fault));
        }
        deadDisk.ifPresent(region -> notes.add("the writes were found on the disk of " + region
                + ", which the fault had taken away: until that region is back, users do not have them"));
        return notes;
    }

    private static List<String> load(Outcome outcome, long fault) {
        List<String> notes = new ArrayList<>();
        double load = 0;
        for (Outcome.Series series : outcome.series()) {
            double own = perSecondBefore(series, fault);
            load += own;
            if (own == 0) {
                notes.add("no write of a user in " + series.location() + " was acknowledged before the fault");
            }
        }
        if (load < LEAST_LOAD) {
            notes.add(String.format(
                    Locale.ROOT,
                    "users had %.0f acknowledged writes a second before the fault; with fewer than %.0f a drill says less"
                            + " about what a move costs them",
                    load,
                    LEAST_LOAD));
        }
        return notes;
    }

    /// Those that ended before the fault; what happened in the one that it fell into may have come after it.
    private static long wholeBuckets(Outcome.Series series, long fault) {
        return Math.max(0, (fault - series.start()) / Outcome.Series.BUCKET.toNanos());
    }

    private static double perSecondBefore(Outcome.Series series, long fault) {
        long whole = wholeBuckets(series, fault);
        if (whole == 0) {
            return 0;
        }
        long acknowledged = series.buckets().stream()
                .limit(whole)
                .mapToLong(Outcome.Bucket::acknowledged)
                .sum();
        return acknowledged * 1e9 / (whole * Outcome.Series.BUCKET.toNanos());
    }
}
