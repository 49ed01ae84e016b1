package dev.meridian.evidence;

import java.util.List;
import java.util.stream.Collectors;

/// The verdict as a sentence, the same on paper and on a terminal.
final class Sentence {
    private Sentence() {}

    /// `Met in the twin`, `Missed`, `Refused for safety`.
    static String headline(DrillReport report) {
        return switch (report.verdict()) {
            case MET_IN_TWIN -> "Met in the twin";
            case MISSED -> "Missed";
            case REFUSED -> "Refused for safety";
        };
    }

    /// What happened and why that is the verdict.
    static String verdict(DrillReport report) {
        DrillRun run = report.worstRun();
        String writes = writes(run.seen().writes());
        return switch (report.verdict()) {
            case REFUSED ->
                run.refusals().isEmpty()
                        ? "the move was refused. " + writes
                        : run.refusals().getFirst().text() + ". " + writes;
            case MISSED -> missed(report) + what(run) + ". " + writes;
            case MET_IN_TWIN -> what(run) + ". " + writes;
        };
    }

    /// Which run is shown where there are several.
    static String which(DrillReport report) {
        int number = report.runs().indexOf(report.worstRun()) + 1;
        return "the worst of " + report.runs().size() + " runs, number " + number;
    }

    private static String missed(DrillReport report) {
        List<DrillReport.Objective> missed = report.objectives().stream()
                .filter(each -> each.verdict() == DrillReport.ObjectiveVerdict.MISSED)
                .toList();
        if (missed.isEmpty()) {
            return "this is not the right outcome of the fault ("
                    + String.join("; ", report.worstRun().otherwise()) + "): ";
        }
        return missed.stream()
                        .map(each -> each.id() + " is " + each.declared().text() + " and "
                                + each.measured()
                                        .map(figure -> "was " + figure.text())
                                        .orElse("never came"))
                        .collect(Collectors.joining(", "))
                + ": ";
    }

    private static String what(DrillRun run) {
        String from = run.move().from().text();
        return switch (run.result()) {
            case PROMOTED ->
                from + " → "
                        + run.move().to().map(Object::toString).orElse("another region")
                        + run.seen()
                                .rto()
                                .map(rto -> ", users write again after " + Text.seconds(rto))
                                .orElse(", but users did not write again");
            case RESTARTED ->
                from + " kept the primary role"
                        + run.seen()
                                .rto()
                                .map(rto -> ", users write again after " + Text.seconds(rto))
                                .orElse(", but users did not write again");
            case HELD ->
                from + " kept the primary role"
                        + (run.seen().downtime().isZero()
                                ? ", writes never stopped for longer than a second"
                                : ", writes stopped for "
                                        + Text.seconds(run.seen().downtime()));
            case REFUSED -> "the move away from " + from + " was refused";
            case NOT_RECOVERED -> "users did not write again";
        };
    }

    private static String writes(Outcome.Writes writes) {
        String lost = writes.lost() == 0
                ? "None of " + Text.count(writes.acknowledged()) + " acknowledged writes was lost"
                : Text.count(writes.lost()) + " of " + Text.count(writes.acknowledged()) + " acknowledged writes "
                        + (writes.lost() == 1 ? "was lost" : "were lost");
        if (writes.twoSided() == 0) {
            return lost + ", none was accepted by two sides.";
        }
        return lost + ", and " + Text.count(writes.twoSided()) + (writes.twoSided() == 1 ? " was" : " were")
                + " accepted by two sides, which must never happen.";
    }
}
