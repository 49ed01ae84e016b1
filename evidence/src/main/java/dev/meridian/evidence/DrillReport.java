package dev.meridian.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything a drill has to say; [#json()], [#html()] and [TerminalSummary] say it.
///
/// @param verdict       of the whole drill: the worst of its runs
/// @param objectives    what the user declared, and what came of it
/// @param runs          at least one
/// @param substitutions what stood in for what; none of it a promise about the cloud
/// @param notExercised  what this drill says nothing about
public record DrillReport(
        Stamp stamp,
        Verdict verdict,
        List<Objective> objectives,
        List<DrillRun> runs,
        List<Store> stores,
        List<Substitution> substitutions,
        List<NotExercised> notExercised) {

    /// @throws IllegalArgumentException without a run
    public DrillReport {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a drill has at least one run");
        }
        objectives = List.copyOf(objectives);
        runs = List.copyOf(runs);
        stores = List.copyOf(stores);
        substitutions = List.copyOf(substitutions);
        notExercised = List.copyOf(notExercised);
    }

    /// The answer to whether the objectives hold.
    public enum Verdict {
        /// In the twin, which says nothing about a cloud's own times.
        MET_IN_TWIN,
        MISSED,
        /// A run that should have recovered was refused for safety.
        REFUSED;

        /// As JSON writes it, for example `met-in-twin`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A promise of the user's and what came of it.
    ///
    /// @param id        for example `orders.rto`
    /// @param declared  what was promised
    /// @param predicted what assess said; empty if it could not
    /// @param measured  the worst of the runs; empty if it was not measured or never came
    public record Objective(
            String id,
            Figure declared,
            Optional<Figure> predicted,
            Optional<Figure> measured,
            ObjectiveVerdict verdict) {}

    /// Whether a promise held.
    public enum ObjectiveVerdict {
        MET,
        MISSED,
        /// It does not apply to this fault, for example RTO where no move is right.
        NOT_APPLICABLE;

        /// As JSON writes it, for example `not-applicable`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A store of the application.
    ///
    /// @param engine      what ran, for example `PostgreSQL 18.6`
    /// @param replication for example `sync ANY 1 (eu-west-1, ap-southeast-1)`
    /// @param unprotected how long it took writes without its synchronous set, all runs together
    public record Store(String name, String engine, String replication, Duration unprotected) {}

    /// A local part that stood in for a cloud's.
    public record Substitution(String local, String cloud, String means) {}

    /// Something this drill says nothing about.
    public record NotExercised(String what, String why) {}

    /// Times to recover over all runs that recovered by moving or restarting; a run that should have and did
    /// not counts as infinite, so that a percentile that falls on it is empty.
    ///
    /// @param runs       how many runs that is
    /// @param runsNeeded how many there must be for `upperBound95`
    public record Summary(
            Optional<Double> p50, Optional<Double> p95, Optional<Double> upperBound95, int runs, int runsNeeded) {}

    /// The statistics of the time to recover.
    public Summary summary() {
        List<Double> times = recoveryTimes();
        return new Summary(
                Statistics.percentile(times, 0.5),
                Statistics.percentile(times, 0.95),
                Statistics.upperBound95(times),
                times.size(),
                Statistics.RUNS_NEEDED);
    }

    /// The run that took longest, or that never recovered: the one worth looking at.
    DrillRun worstRun() {
        DrillRun worst = runs.getFirst();
        for (DrillRun run : runs) {
            if (badness(run) > badness(worst)) {
                worst = run;
            }
        }
        return worst;
    }

    List<Double> recoveryTimes() {
        return runs.stream()
                .filter(run -> !run.stayed())
                .map(run -> run.seen().rto().map(DrillReport::seconds).orElse(Double.POSITIVE_INFINITY))
                .toList();
    }

    /// This report as the JSON document that `docs/schemas/drill.schema.json` describes, indented, with a last
    /// newline.
    public String json() {
        return ReportJson.drill(this);
    }

    /// This report as one HTML file that needs nothing else.
    public String html() {
        return HtmlReport.render(this);
    }

    private static double badness(DrillRun run) {
        return (run.seen().writes().twoSided() > 0 ? 1e12 : 0)
                + (run.right() ? 0 : 1e9)
                + run.seen().rto().map(DrillReport::seconds).orElse(1e6)
                + seconds(run.seen().writes().loss()) / 1e6;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
