package dev.meridian.evidence;

import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The tables of the HTML report.
final class Tables {
    private final Markup page;

    Tables(Markup page) {
        this.page = page;
    }

    void phases(DrillRun run) {
        begin(
                "Phases, measured beside predicted",
                "Phase",
                "#Measured",
                "#Predicted",
                "Where the prediction comes from");
        for (Phase phase : Phase.values()) {
            Optional<Duration> measured =
                    Optional.ofNullable(run.seen().phases().get(phase));
            Optional<Prediction.PredictedPhase> predicted =
                    Optional.ofNullable(run.predicted().phases().get(phase));
            page.open("tr").open("th", "scope", "row");
            page.leaf("span", "", "class", "swatch phase-" + phase.text())
                    .text(phase.text())
                    .close();
            number(Text.seconds(measured));
            number(Text.seconds(predicted.map(Prediction.PredictedPhase::duration)));
            page.open("td");
            predicted.ifPresent(this::origin);
            page.close().close();
        }
        page.open("tr", "class", "total").leaf("th", "time to recover", "scope", "row");
        number(Text.seconds(run.seen().rto()));
        number(Text.seconds(run.predicted().rto()));
        cell("");
        page.close();
        end();
    }

    private void origin(Prediction.PredictedPhase predicted) {
        badge(predicted.origin().text());
        page.text(predicted.why());
        predicted
                .cloud()
                .ifPresent(cloud -> page.leaf(
                        "small",
                        cloud.local() + " stands in for " + cloud.cloud() + ", whose planning value is "
                                + Durations.text(cloud.planned()) + " (" + cloud.source() + ").",
                        "class",
                        "note"));
    }

    void marks(DrillRun run) {
        begin("Marked events", "#No.", "#Second", "Event", "Detail");
        int number = 1;
        for (Timeline.Mark mark : Timeline.marks(run)) {
            page.open("tr");
            number(String.valueOf(number));
            number(String.format(Locale.ROOT, "%.2f", mark.at()));
            cell(mark.kind().text());
            cell(mark.text());
            page.close();
            number++;
        }
        end();
    }

    void objectives(List<DrillReport.Objective> objectives) {
        begin("Measured beside declared and predicted", "Objective", "Verdict", "#Measured", "#Declared", "#Predicted");
        for (DrillReport.Objective each : objectives) {
            page.open("tr").leaf("th", each.id(), "scope", "row");
            page.open("td");
            verdict(each.verdict());
            page.close();
            figure(each.measured());
            figure(Optional.of(each.declared()));
            figure(each.predicted());
            page.close();
        }
        end();
    }

    private void figure(Optional<Figure> figure) {
        page.open("td", "class", "number").text(figure.map(Figure::text).orElse(Text.NONE));
        figure.filter(each -> !each.why().isEmpty())
                .ifPresent(each -> page.leaf("small", each.origin().text() + ": " + each.why(), "class", "note"));
        page.close();
    }

    void writes(DrillRun run) {
        Outcome.Writes writes = run.seen().writes();
        begin("What became of the writes", "Figure", "#Measured", "#Bound", "What it means");
        fact("acknowledged writes", Text.count(writes.acknowledged()), "", "success returned to a client");
        fact("lost writes", Text.count(writes.lost()), "", "acknowledged and not in the surviving system");
        fact(
                "lost seconds",
                Text.seconds(writes.loss()),
                Text.seconds(run.predicted().loss()),
                "the oldest lost write → the last of the old side; the bound is what the engine promoted with");
        fact(
                "two-sided writes",
                Text.count(writes.twoSided()),
                "0",
                "acknowledged by the old side after the new one's first; anything but 0 is a defect");
        fact(
                "forked keys",
                Text.count(writes.forkedKeys()),
                "",
                "changed on both sides since they parted; possible before the fence");
        fact(
                "fence",
                Text.seconds(run.seen().fence()),
                "",
                "deadline or order to fence → the last write the old side acknowledged");
        fact("reads back after", Text.seconds(run.seen().readRto()), "", "like the time to recover, for reads");
        fact(
                "reads of copies",
                Text.count(run.seen().copyReads().answered()),
                "",
                "answered by a copy while nobody served; the oldest was "
                        + Text.seconds(Optional.of(run.seen().copyReads().oldest())) + " behind");
        fact(
                "downtime of writes",
                Text.seconds(run.seen().downtime()),
                "",
                "gaps of more than a second after the fault, worst surviving location");
        end();
    }

    private void fact(String name, String measured, String bound, String meaning) {
        page.open("tr").leaf("th", name, "scope", "row");
        number(measured);
        number(bound);
        cell(meaning);
        page.close();
    }

    /// Clients of one kind at one place in one row; `report.json` has each of them.
    void clients(DrillRun run) {
        SequencedMap<Place, List<Outcome.ClientResult>> places = new LinkedHashMap<>();
        run.seen()
                .clients()
                .forEach(each -> places.computeIfAbsent(
                                new Place(each.client().kind(), each.client().location()), place -> new ArrayList<>())
                        .add(each));
        begin("Clients", "Kind", "Location", "#Clients", "#Acknowledged", "#Lost", "#Two-sided", "Failures");
        places.forEach((place, results) -> {
            page.open("tr").leaf("th", place.kind().text(), "scope", "row");
            cell(place.location().text());
            number(Text.count(results.size()));
            number(sum(results, Outcome.ClientResult::acknowledged));
            number(sum(results, Outcome.ClientResult::lost));
            number(sum(results, Outcome.ClientResult::twoSided));
            Map<Failure, Long> failures = new EnumMap<>(Failure.class);
            results.forEach(each -> each.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum)));
            cell(failures(failures));
            page.close();
        });
        end();
    }

    private record Place(Client.Kind kind, RegionName location) {}

    private static String sum(List<Outcome.ClientResult> results, ToLongFunction<Outcome.ClientResult> figure) {
        return Text.count(results.stream().mapToLong(figure).sum());
    }

    private static String failures(Map<Failure, Long> failures) {
        return failures.isEmpty()
                ? Text.NONE
                : failures.entrySet().stream()
                        .map(each -> Text.count(each.getValue()) + " "
                                + each.getKey().text())
                        .collect(Collectors.joining(", "));
    }

    void summary(DrillReport.Summary summary) {
        begin("Time to recover over all runs", "#Runs", "#p50", "#p95", "#Upper bound", "What that shows");
        page.open("tr");
        number(String.valueOf(summary.runs()));
        number(seconds(summary.p50()));
        number(seconds(summary.p95()));
        number(seconds(summary.upperBound95()));
        cell(
                summary.runs() >= summary.runsNeeded()
                        ? "with 95 % confidence, 95 of 100 such runs on this machine stay below the upper bound"
                        : "no upper bound: that takes " + summary.runsNeeded() + " runs");
        page.close();
        end();
    }

    void runs(List<DrillRun> runs) {
        beginIn(
                "scroll tall",
                "Every run",
                "#Run",
                "Fault",
                "Outcome",
                "#To recover",
                "#Acknowledged",
                "#Lost",
                "#Two-sided",
                "#Fence");
        for (int i = 0; i < runs.size(); i++) {
            DrillRun run = runs.get(i);
            page.open("tr").leaf("th", String.valueOf(i + 1), "scope", "row", "class", "number");
            cell(run.fault());
            cell(run.result().text() + (run.right() ? "" : " — not the right outcome"));
            number(Text.seconds(run.seen().rto()));
            number(Text.count(run.seen().writes().acknowledged()));
            number(Text.count(run.seen().writes().lost()));
            number(Text.count(run.seen().writes().twoSided()));
            number(Text.seconds(run.seen().fence()));
            page.close();
        }
        end();
    }

    void substitutions(List<DrillReport.Substitution> substitutions) {
        begin("What stood in for what", "Here ran", "In place of", "What that means for the figures");
        substitutions.forEach(each -> row(each.local(), each.cloud(), each.means()));
        end();
    }

    void notExercised(List<DrillReport.NotExercised> gaps) {
        begin("Not exercised", "What", "Why");
        gaps.forEach(each -> row(each.what(), each.why()));
        end();
    }

    void stores(List<DrillReport.Store> stores) {
        begin("Stores", "Store", "Engine", "Replication", "#Unprotected");
        for (DrillReport.Store each : stores) {
            page.open("tr").leaf("th", each.name(), "scope", "row");
            cell(each.engine());
            cell(each.replication());
            number(Text.seconds(each.unprotected()));
            page.close();
        }
        end();
    }

    // --- leaves

    /// A word with a sign in front, so that nobody needs to see the colour.
    void verdict(DrillReport.ObjectiveVerdict verdict) {
        switch (verdict) {
            case MET -> page.leaf("span", "✓ met", "class", "good");
            case MISSED -> page.leaf("span", "✗ missed", "class", "bad");
            case NOT_APPLICABLE -> page.leaf("span", "– does not apply", "class", "muted");
        }
    }

    private void badge(String text) {
        page.leaf("span", text, "class", "badge").text(" ");
    }

    /// A caption and a head; a column whose name begins with `#` holds numbers.
    private void begin(String caption, String... columns) {
        beginIn("scroll", caption, columns);
    }

    private void beginIn(String frame, String caption, String... columns) {
        page.open("div", "class", frame, "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").leaf("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            if (column.startsWith("#")) {
                page.leaf("th", column.substring(1), "scope", "col", "class", "number");
            } else {
                page.leaf("th", column, "scope", "col");
            }
        }
        page.close().close().open("tbody");
    }

    private void end() {
        page.close().close().close();
    }

    private void row(String first, String... rest) {
        page.open("tr").leaf("th", first, "scope", "row");
        for (String text : rest) {
            cell(text);
        }
        page.close();
    }

    private void cell(String text) {
        page.leaf("td", text);
    }

    private void number(String text) {
        page.leaf("td", text, "class", "number");
    }

    private static String seconds(Optional<Double> seconds) {
        return Text.seconds(seconds.map(each -> Duration.ofMillis(Math.round(each * 1000))));
    }
}
