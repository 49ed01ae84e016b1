package dev.meridian.answers;

import dev.meridian.answers.Columns.Column;
import dev.meridian.assess.Finding;
import dev.meridian.assess.Promise;
import dev.meridian.assess.Severity;
import dev.meridian.assess.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// How `assess` looks on a terminal: what is promised and what came of it, then what stands against it, the worst
/// first, then how much that is.
public final class AssessmentText {
    private final Judged judged;
    private final boolean all;
    private final StringBuilder out = new StringBuilder();

    private AssessmentText(Judged judged, boolean all) {
        this.judged = judged;
        this.all = all;
    }

    /// @param all whether to show the parts of each figure, notes in full, and what somebody has accepted
    public static String of(Judged judged, boolean all) {
        return new AssessmentText(judged, all).text();
    }

    private String text() {
        promises();
        judged.automations().forEach(automation -> out.append(AutomationText.of(automation)));
        judged.unarmed().forEach(unarmed -> out.append(AutomationText.of(unarmed)));
        List<Finding> findings = judged.findings().stream()
                .filter(finding -> all || finding.waived().isEmpty())
                .toList();
        for (Finding finding : findings) {
            boolean isBrief = !all && finding.severity() == Severity.NOTE;
            if (isBrief) {
                out.append(head(finding, false));
            } else {
                full(finding);
            }
        }
        boolean endsWithNotes =
                !all && !findings.isEmpty() && findings.getLast().severity() == Severity.NOTE;
        out.append(endsWithNotes ? "\n" : "").append(totals()).append('\n');
        return out.toString();
    }

    // --- promises

    private void promises() {
        List<Promise> promises = judged.assessment().promises();
        if (promises.isEmpty()) {
            out.append("nothing is promised: `objectives` is where a file says what its users may rely on\n\n");
            return;
        }
        boolean limits = promises.stream().anyMatch(promise -> promise.worst().isPresent());
        List<Column> columns = new ArrayList<>(
                List.of(Column.left(), Column.left(), Column.left(30), Column.right(), Column.right(), Column.right()));
        columns.addAll(limits ? List.of(Column.right(), Column.left()) : List.of(Column.left()));
        Columns table = new Columns(columns.toArray(Column[]::new));
        row(table, limits, List.of("promise", "for", "of", "bound", "best", "plan"), "at worst", "verdict");
        SequencedMap<List<Promise.Part>, String> shown = new LinkedHashMap<>();
        for (Promise promise : promises) {
            promise(table, limits, promise);
            parts(table, limits, promise, shown);
        }
        out.append(table.text());
        unpromised();
        out.append('\n');
    }

    private void promise(Columns table, boolean limits, Promise promise) {
        row(
                table,
                limits,
                List.of(
                        promise.objective().text(),
                        promise.disruption().map(AssessmentText::words).orElse("all times"),
                        Printable.of(promise.owner()),
                        promise.bound(),
                        promise.best(),
                        promise.plan()),
                promise.worst().orElse(""),
                words(promise.verdict())
                        + promise.atRiskBy().map(rule -> " by " + rule).orElse("")
                        + promise.accepted()
                                .map(waived -> ", accepted until " + waived.expires())
                                .orElse(""));
    }

    /// The parts of a figure; where those of an earlier row are the same ones, the name of that row.
    private void parts(Columns table, boolean limits, Promise promise, SequencedMap<List<Promise.Part>, String> shown) {
        if (!all || promise.basis().isEmpty()) {
            return;
        }
        String name = promise.objective().text() + " of " + Printable.of(promise.owner())
                + promise.disruption().map(one -> " for " + words(one)).orElse("");
        String before = shown.putIfAbsent(promise.basis(), name);
        if (before != null && promise.basis().size() > 1) {
            row(table, limits, List.of("  parts", "", "", "", "", ""), "", "those of the " + before);
            return;
        }
        for (Promise.Part part : promise.basis()) {
            row(
                    table,
                    limits,
                    List.of("  " + part.name(), "", "", "", part.best(), part.plan()),
                    "",
                    Printable.of(part.why()));
        }
    }

    /// The column of limits is there where some step of a plan has one.
    private static void row(Columns table, boolean limits, List<String> cells, String worst, String last) {
        List<String> row = new ArrayList<>(cells);
        if (limits) {
            row.add(worst);
        }
        row.add(last);
        table.row(row.toArray(String[]::new));
    }

    /// What nobody promises, behind the name of whoever might: `shop: rto for corruption`.
    private void unpromised() {
        SequencedMap<String, List<String>> byOwner = new LinkedHashMap<>();
        for (String missing : judged.assessment().unpromised()) {
            String[] parts = missing.split(": ", 2);
            byOwner.computeIfAbsent(
                            parts.length > 1 ? parts[0] + " does not promise: " : "not promised: ",
                            _ -> new ArrayList<>())
                    .add(parts[parts.length - 1]);
        }
        byOwner.forEach((owner, missing) -> out.append(Paragraph.of(Printable.of(owner), String.join(", ", missing))));
    }

    private static String words(Promise.Disruption disruption) {
        return switch (disruption) {
            case ZONE -> "a lost zone";
            case REGION -> "a lost region";
            case CORRUPTION -> "corrupted data";
            case BAD_DEPLOY -> "a bad deploy";
            case PLANNED -> "a planned move";
        };
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case ATTAINABLE -> "✓ attainable";
            case NOT_JUDGED -> "– not judged";
            case UNKNOWN -> "? unknown";
            case AT_RISK -> "~ at risk";
            case UNATTAINABLE -> "✗ unattainable";
        };
    }

    // --- findings

    private String head(Finding finding, boolean isFull) {
        String word = (finding.waived().isPresent() ? "waived " : "")
                + finding.severity().text();
        String head = Printable.of(judged.problem(finding)).head(word);
        return isFull ? head : head.lines().findFirst().orElse("") + "\n";
    }

    private void full(Finding finding) {
        out.append(head(finding, true));
        finding.arithmetic().ifPresent(figures -> labelled("how", figures.text()));
        labelled("why", finding.why());
        finding.repair().ifPresentOrElse(repair -> repair(finding, repair), () -> labelled("fix", finding.fix()));
        finding.objective()
                .filter(path -> !path.equals(finding.at()))
                .ifPresent(
                        path -> labelled("for", path + " (" + judged.where(path).text() + ")"));
        if (!finding.also().isEmpty()) {
            List<String> places = new ArrayList<>();
            judged.also(finding).forEach((path, where) -> places.add(path + " (" + where.text() + ")"));
            labelled("also", String.join(", ", places));
        }
        finding.waived()
                .ifPresent(waived -> labelled(
                        "waived",
                        waived.source() + ", until " + waived.expires()
                                + waived.by().map(by -> ", by " + by).orElse("") + ": " + waived.reason()));
        out.append('\n');
    }

    /// What can be typed, and the inequality as it then is. That it holds was tried.
    private void repair(Finding finding, Finding.Repair repair) {
        labelled("fix", Judged.typed(repair));
        boolean isTold = finding.arithmetic()
                .filter(figures -> figures.text().equals(repair.before()))
                .isPresent();
        if (!isTold) {
            out.append(Paragraph.of(" ".repeat(8), repair.before()));
        }
        out.append(Paragraph.of("      → ", repair.after()));
    }

    private void labelled(String label, String text) {
        out.append(Paragraph.of(" ".repeat(Math.max(0, 6 - label.length())) + label + ": ", text));
    }

    // --- totals

    private String totals() {
        List<String> counted = new ArrayList<>();
        count(counted, judged.count(Severity.ERROR), "error");
        count(counted, judged.count(Severity.WARNING), "warning");
        count(counted, judged.count(Severity.NOTE), "note");
        if (judged.countWaived() > 0) {
            counted.add(judged.countWaived() + " waived");
        }
        boolean isShortened = !all && (judged.count(Severity.NOTE) > 0 || judged.countWaived() > 0);
        String sum = counted.isEmpty() ? "no findings" : counted.stream().collect(Collectors.joining(", "));
        return sum + (isShortened ? "; `--all` shows everything in full" : "");
    }

    private static void count(List<String> counted, long number, String word) {
        if (number > 0) {
            counted.add(number + " " + word + (number == 1 ? "" : "s"));
        }
    }
}
