package dev.meridian.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person sees on the terminal after a drill: the shape of the recovery, what became of the writes, the
/// verdict.
public final class TerminalSummary {
    private static final String RESET = "\u001b[0m";
    private static final int NARROWEST = 72;
    private static final int NAME = 18;
    private static final int COLUMN = 11;
    private static final int LABEL = 10;

    private final DrillReport report;
    private final DrillRun run;
    private final boolean colour;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    private TerminalSummary(DrillReport report, boolean colour, int width) {
        this.report = report;
        this.run = report.worstRun();
        this.colour = colour;
        this.width = Math.max(NARROWEST, width);
    }

    private enum Tone {
        GOOD("\u001b[32m"),
        BAD("\u001b[31m"),
        QUIET("\u001b[2m"),
        STRONG("\u001b[1m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /// The summary as lines that end with a newline.
    ///
    /// @param colour whether ANSI colour may be used; nothing but colour is lost without it
    /// @param width  columns of the terminal, at least 72; what does not fit is wrapped
    public static String render(DrillReport report, boolean colour, int width) {
        return new TerminalSummary(report, colour, width).text();
    }

    private String text() {
        title();
        if (run.stayed()) {
            heading("", "measured", "");
        } else {
            phases();
        }
        interruption();
        writes();
        if (!report.objectives().isEmpty()) {
            objectives();
        }
        if (report.runs().size() > 1) {
            runs();
        }
        sightings();
        refusals();
        lossLedger();
        notes();
        verdict();
        return out.toString();
    }

    private void title() {
        String move = run.move()
                .to()
                .map(to -> run.move().from() + " → " + to)
                .orElse(run.move().from() + " stays");
        String epoch = "epoch " + run.move().before()
                + (run.move().after().equals(run.move().before())
                        ? ""
                        : " → " + run.move().after());
        line(tone(Tone.STRONG, run.fault()) + "  " + move + "  " + epoch);
        if (report.runs().size() > 1) {
            line(tone(Tone.QUIET, Sentence.which(report)));
        }
        line("");
    }

    private void phases() {
        heading("phase", "measured", "predicted");
        double longest = longest();
        for (Phase phase : Phase.values()) {
            Optional<Duration> measured =
                    Optional.ofNullable(run.seen().phases().get(phase));
            Optional<Duration> predicted =
                    Optional.ofNullable(run.predicted().phases().get(phase)).map(Prediction.PredictedPhase::duration);
            line(cells(phase.text(), Text.seconds(measured), Text.seconds(predicted)) + "   "
                    + bar(measured.orElse(Duration.ZERO), longest));
        }
        line(tone(
                Tone.STRONG,
                cells(
                        "time to recover",
                        Text.seconds(run.seen().rto()),
                        Text.seconds(run.predicted().rto()))));
    }

    private void interruption() {
        line(cells("reads back", Text.seconds(run.seen().readRto()), ""));
        Outcome.CopyReads copies = run.seen().copyReads();
        if (copies.answered() > 0) {
            line(cells("reads of copies", Text.count(copies.answered()), "") + "   the oldest "
                    + Text.seconds(Optional.of(copies.oldest())) + " behind");
        }
        if (run.stayed() || !run.seen().rto().equals(Optional.of(run.seen().downtime()))) {
            line(cells("writes stopped", Text.seconds(run.seen().downtime()), ""));
        }
        line("");
    }

    private double longest() {
        return run.seen().phases().values().stream()
                .mapToDouble(DrillReport::seconds)
                .max()
                .orElse(1);
    }

    private String bar(Duration length, double longest) {
        int room = Math.min(48, width - 2 - NAME - 2 * COLUMN - 3);
        int eighths = (int) Math.round(DrillReport.seconds(length) / Math.max(longest, 0.001) * room * 8);
        String rest = " ▏▎▍▌▋▊▉".substring(eighths % 8, eighths % 8 + 1).strip();
        return "█".repeat(eighths / 8) + rest;
    }

    private void writes() {
        Outcome.Writes writes = run.seen().writes();
        heading("writes", "measured", "bound");
        line(cells("acknowledged", Text.count(writes.acknowledged()), ""));
        line(cells("lost", Text.count(writes.lost()), ""));
        line(cells(
                "lost seconds",
                Text.seconds(writes.loss()),
                Text.seconds(run.predicted().loss())));
        String twoSided = cells("two-sided", Text.count(writes.twoSided()), "0");
        line(writes.twoSided() == 0 ? twoSided : tone(Tone.BAD, twoSided + "   ✗ must be 0"));
        if (writes.forkedKeys() > 0) {
            line(cells("forked keys", Text.count(writes.forkedKeys()), ""));
        }
        line(cells("fence", Text.seconds(run.seen().fence()), ""));
        line("");
    }

    private void objectives() {
        int name = Math.max(
                NAME,
                2
                        + report.objectives().stream()
                                .mapToInt(each -> each.id().length())
                                .max()
                                .orElse(0));
        line(tone(
                Tone.QUIET,
                left("objective", name)
                        + right("declared", COLUMN)
                        + right("predicted", COLUMN)
                        + right("measured", COLUMN)));
        for (DrillReport.Objective each : report.objectives()) {
            line(left(each.id(), name)
                    + right(each.declared().text(), COLUMN)
                    + right(each.predicted().map(Figure::text).orElse(Text.NONE), COLUMN)
                    + right(each.measured().map(Figure::text).orElse(Text.NONE), COLUMN)
                    + "   " + verdict(each.verdict()));
        }
        line("");
    }

    private String verdict(DrillReport.ObjectiveVerdict verdict) {
        return switch (verdict) {
            case MET -> tone(Tone.GOOD, "✓ met");
            case MISSED -> tone(Tone.BAD, "✗ missed");
            case NOT_APPLICABLE -> tone(Tone.QUIET, "– does not apply");
        };
    }

    private void runs() {
        DrillReport.Summary summary = report.summary();
        String bound = summary.runs() < summary.runsNeeded()
                ? "no upper bound below " + summary.runsNeeded() + " runs"
                : "upper bound " + seconds(summary.upperBound95()) + " (95 % of runs, 95 % confidence)";
        wrapped(summary.runs() + " runs: p50 " + seconds(summary.p50()) + ", p95 " + seconds(summary.p95()) + ", "
                + bound);
        line("");
    }

    private void refusals() {
        if (run.refusals().isEmpty()) {
            return;
        }
        line(tone(Tone.QUIET, "what held it back"));
        for (Reason reason : run.refusals()) {
            labelled(reason.rule(), reason.text());
        }
        line("");
    }

    private void sightings() {
        if (run.sightings().isEmpty()) {
            return;
        }
        line(tone(Tone.QUIET, "what vantages saw"));
        run.sightings().forEach(sighting -> labelled("GREY", sighting.text()));
        line("");
    }

    private void lossLedger() {
        if (run.lossLedger().isPresent()) {
            line(tone(Tone.QUIET, "what the old side had"));
            wrapped(run.lossLedger().get().sentence());
            line("");
        }
    }

    private void notes() {
        if (run.notes().isEmpty()) {
            return;
        }
        line(tone(Tone.QUIET, "about this measurement"));
        run.notes().forEach(this::wrapped);
        line("");
    }

    private void verdict() {
        boolean met = report.verdict() == DrillReport.Verdict.MET_IN_TWIN;
        String sentence = (met ? "✓ " : "✗ ") + Sentence.headline(report) + ": " + Sentence.verdict(report);
        for (String each : wrap(sentence, width - 2)) {
            line(tone(met ? Tone.GOOD : Tone.BAD, each));
        }
    }

    // --- leaves

    private void heading(String name, String first, String second) {
        line(tone(Tone.QUIET, cells(name, first, second)));
    }

    private static String cells(String name, String first, String second) {
        return left(name, NAME) + right(first, COLUMN) + right(second, COLUMN);
    }

    private void wrapped(String text) {
        wrap(text, width - 2).forEach(this::line);
    }

    /// The text in a column of its own, beside its label.
    private void labelled(String label, String text) {
        String before = left(label, LABEL) + " ";
        for (String each : wrap(text, width - 2 - before.length())) {
            line(before + each);
            before = " ".repeat(before.length());
        }
    }

    /// Lines of at most `room` columns, broken at spaces; a word that is longer stands alone.
    static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!current.isEmpty() && current.length() + 1 + word.length() > room) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    private void line(String text) {
        out.append(text.isEmpty() ? "" : "  " + text.stripTrailing()).append('\n');
    }

    private String tone(Tone tone, String text) {
        return colour ? tone.code + text + RESET : text;
    }

    private static String left(String text, int columns) {
        return String.format(Locale.ROOT, "%-" + columns + "s", text);
    }

    private static String right(String text, int columns) {
        return String.format(Locale.ROOT, "%" + columns + "s", text);
    }

    private static String seconds(Optional<Double> seconds) {
        return seconds.map(each -> String.format(Locale.ROOT, "%.2f s", each)).orElse(Text.NONE);
    }
}
