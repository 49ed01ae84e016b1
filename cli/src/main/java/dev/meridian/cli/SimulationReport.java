package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.blueprint.AddedSteps;
import dev.meridian.evidence.Stamp;
import dev.meridian.evidence.Statistics;
import dev.meridian.fidelity.Comparison;
import dev.meridian.fidelity.FidelityText;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Timings;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What simulated worlds showed, as text and as JSON.
///
/// @param command the command, the file and its values, for another run
/// @param fault as it was listed, or the option that names a public outage; empty where each seed drew its own
/// @param recovers whether a time to recover says anything: after a fault that moves nothing there is none
/// @param seeds which worlds were asked for; whoever interrupts gets fewer
/// @param drawing what the worlds are made of beside the file
/// @param all the worlds of all applications together
record SimulationReport(
        String command,
        String fault,
        boolean recovers,
        Seeds seeds,
        List<SimulatedPart> parts,
        Series all,
        Drawing drawing) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What was asked for.
    ///
    /// @param each how many worlds of each application
    record Seeds(long first, long each, int applications) {
        long all() {
            return each * applications;
        }
    }

    /// The worst of its applications'.
    int exitCode() {
        return ExitCode.worst(parts.stream().map(SimulatedPart::exitCode).toList());
    }

    // ---- for people ----

    String text() {
        return parts.stream().map(this::text).collect(Collectors.joining("\n\n"));
    }

    private String text(SimulatedPart part) {
        Series series = part.series();
        List<String> lines = new ArrayList<>();
        lines.add(part.scene().policy().application() + " (" + part.scene().store() + ") in "
                + part.scene().places().stream().map(RegionName::text).collect(Collectors.joining(", ")));
        drawing.standIns(part.scene().store()).forEach(notice -> lines.add(line("stand-in", Printable.of(notice))));
        lines.add(line(
                "worlds",
                number(series.worlds()) + (fault.isEmpty() ? " with random faults" : " with " + fault) + ", seeds "
                        + number(seeds.first()) + " to " + number(seeds.first() + series.worlds() - 1)
                        + (series.worlds() < seeds.each()
                                ? "; interrupted, " + number(seeds.each()) + " were asked for"
                                : "")));
        lines.add(line(
                "laws",
                series.violated() == 0
                        ? "every one held, after every event"
                        : number(series.violated()) + (series.violated() == 1 ? " violation" : " violations")));
        series.violations().forEach(broken -> broken(part, broken, lines));
        if (!fault.isEmpty()) {
            outcome(part, lines);
        }
        lines.add(line(
                "decisions",
                number(series.moves()) + " moves, " + number(part.refusals()) + " refused, " + number(series.holds())
                        + " held back"));
        lines.add(line("writes", writes(series)));
        times(part, lines);
        steps(part.scene().policy().steps(), lines);
        if (fault.isEmpty()) {
            coverage(series, lines);
        }
        lines.add(line(
                "events",
                number(series.events() / series.worlds()) + " in a world, which lasts "
                        + seconds(series.seconds() / series.worlds())));
        return String.join("\n", lines);
    }

    private static String writes(Series series) {
        String few = number(series.acknowledged()) + " acknowledged, " + number(series.lost()) + " lost";
        String foretold = series.violated() == 0 ? ", no more than was foretold" : "";
        return series.lost() == 0
                ? few
                : few + ", at most " + seconds(series.lossSeconds()) + " of them at once" + foretold;
    }

    private static void coverage(Series series, List<String> lines) {
        lines.add(line("faults", series.faults().isEmpty() ? "none" : counts(series.faults())));
        series.unwhole()
                .forEach((why, worlds) ->
                        lines.add(line("no writer", "in the end, rightly, in " + number(worlds) + ": " + why)));
        List<String> never = series.rulesNeverFired();
        lines.add(line("rules", never.isEmpty() ? "all fired" : "all fired but " + String.join(", ", never)));
    }

    private void outcome(SimulatedPart part, List<String> lines) {
        Series series = part.series();
        lines.add(line(
                "outcome",
                series.right() == series.worlds()
                        ? "as it should be in all" + (part.leavesNobody() ? "; nobody is left who could serve" : "")
                        : "as it should be in " + number(series.right()) + " of " + number(series.worlds())));
        series.wrong().stream()
                .filter(wrong -> wrong.violation().isEmpty() && !wrong.isRefused())
                .forEach(wrong -> wrong(wrong, lines));
        part.refusal().ifPresent(why -> lines.add(line("refused", "the move: " + why)));
        if (series.refused() > 0) {
            lines.add(line("refused", "the move, for what it may cost, in " + number(series.refused()) + " of them"));
            series.wrong().stream().filter(Result::isRefused).findFirst().ifPresent(wrong -> wrong(wrong, lines));
        }
        if (!part.isStruck()) {
            lines.add(line("struck", "nothing of this application"));
        }
    }

    private void wrong(Result wrong, List<String> lines) {
        lines.add(line("", "seed " + wrong.seed() + ": " + String.join("; ", wrong.otherwise())));
        lines.add(line("", "  " + Printable.of(command) + again(wrong) + " --trace"));
    }

    private void broken(SimulatedPart part, Result broken, List<String> lines) {
        Result.Violation violation = broken.violation().orElseThrow();
        lines.add(line("", "seed " + broken.seed() + " at " + seconds(violation.second()) + ": " + violation.what()));
        lines.add(line("", "  " + Printable.of(command) + again(broken) + " --trace"));
        part.reduced(broken)
                .ifPresent(reduced -> reduced.lines().forEach(text -> lines.add(line("", "  " + Printable.of(text)))));
    }

    private List<String> listed() {
        return Stream.of(fault.split(", ")).filter(one -> !one.isEmpty()).toList();
    }

    private String again(Result broken) {
        String faults = listed().stream()
                .map(one -> one.startsWith("--") ? " " + one : " --fault " + Shell.word(one))
                .collect(Collectors.joining());
        return faults + " --seed " + broken.seed();
    }

    private void times(SimulatedPart part, List<String> lines) {
        List<Double> times = times(part);
        long unmeasured = part.series().worlds() - times.size();
        if (!fault.isEmpty() && part.isStruck() && unmeasured > 0) {
            lines.add(line(
                    "unmeasured",
                    number(unmeasured) + " of " + number(part.series().worlds())
                            + ": served in the end, and no location with users was left all the time"));
        }
        if (times.isEmpty()) {
            return;
        }
        RecoveryFigures figures = figures(part);
        long recovered = times.stream().filter(Double::isFinite).count();
        if (!fault.isEmpty()) {
            lines.add(line("recovered", number(recovered) + " of " + number(times.size())));
        }
        lines.add(line(
                label(),
                "p50 " + shown(figures.p50()) + ", p95 " + shown(figures.p95()) + ", p99 " + shown(figures.p99())
                        + ", longest " + shown(Statistics.percentile(times, 1))));
        figures.proven()
                .ifPresent(most -> lines.add(line(
                        "proven",
                        String.format(
                                Locale.ROOT,
                                "P(RTO ≤ %s) ≥ %.4f with 95 %% confidence, for this model",
                                seconds(most),
                                Statistics.provenProbability(times.size())))));
        part.objective().ifPresent(kept -> lines.add(line("objective", kept)));
        if (recovers && !figures.phases().isEmpty()) {
            lines.add(line(
                    "phases",
                    figures.phases().entrySet().stream()
                                    .map(phase -> phase.getKey() + " " + shown(phase.getValue()))
                                    .collect(Collectors.joining(", "))
                            + " (medians)"));
            lines.add(line("trust", FidelityText.trust(drawing.steps(), listed())));
        }
    }

    /// A move's interruption is measured from write to write, wherever users are; what a listed fault costs, from
    /// each location of users for itself: two figures, two names.
    private String label() {
        return recovers ? "rto" : fault.isEmpty() ? "interrupted" : "unserved";
    }

    /// None where nothing went wrong that could have kept users waiting.
    private List<Double> times(SimulatedPart part) {
        if (!part.isStruck()) {
            return List.of();
        }
        return fault.isEmpty() ? part.series().interruptions() : part.series().recoveries();
    }

    /// The phases of a world are those of its recovery from what was listed; where a seed draws what goes wrong,
    /// an interruption is something else.
    private RecoveryFigures figures(SimulatedPart part) {
        return RecoveryFigures.of(
                times(part),
                recovers && part.unjudged().isEmpty(),
                fault.isEmpty() || !part.isStruck()
                        ? new LinkedHashMap<>()
                        : part.series().phases());
    }

    /// What the file adds to a move, and how long it takes here.
    private static void steps(AddedSteps added, List<String> lines) {
        String all = added.all()
                .map(step -> step.name() + " "
                        + step.takes()
                                .map(Durations::text)
                                .orElse("up to " + Durations.text(Timings.UNPLANNED) + ", since the file does not say"))
                .distinct()
                .collect(Collectors.joining("; "));
        if (!all.isEmpty()) {
            lines.add(line("steps", all));
        }
    }

    private static String counts(SequencedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "  %-12s %s", name, text);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String shown(Optional<Double> value) {
        return value.map(SimulationReport::seconds).orElse("never");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }

    // ---- for programs ----

    String json(Stamp stamp) {
        return stamp.document(members());
    }

    /// What stands in the document beside its head.
    SequencedMap<String, JsonNode> members() {
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        json(JSON.createObjectNode().put("asked", seeds.all()), all, parts)
                .properties()
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        ArrayNode applications = JSON.createArrayNode();
        for (SimulatedPart part : parts) {
            ObjectNode node = JSON.createObjectNode()
                    .put("application", part.scene().policy().application())
                    .put("store", part.scene().store())
                    .put("planHash", SimulatedPart.planHash(List.of(part.scene())));
            ArrayNode standIns = node.putArray("standIns");
            drawing.standIns(part.scene().store()).forEach(standIns::add);
            applications.add(json(node.put("asked", seeds.each()), part.series(), List.of(part)));
        }
        members.put("applications", applications);
        members.put("timings", timings());
        return members;
    }

    /// What step times were drawn from, and how far they may be trusted.
    private ObjectNode timings() {
        ObjectNode node = JSON.createObjectNode();
        StepsFile steps = drawing.steps();
        node.put("drills", steps.source().drills());
        ArrayNode fitted = node.putArray("faults");
        steps.source().faults().forEach(fitted::add);
        node.put("from", steps.source().from().toString())
                .put("to", steps.source().to().toString());
        ArrayNode assumed = node.putArray("assumed");
        steps.assumed().forEach(assumed::add);
        ArrayNode compared = node.putArray("compared");
        for (Comparison check : steps.checks()) {
            ObjectNode one = compared.addObject()
                    .put("fault", check.fault())
                    .put("isFitted", check.isFitted())
                    .put("drills", check.drills())
                    .put("isWithin", check.isWithin());
            ArrayNode phases = one.putArray("phases");
            for (Comparison.Row row : check.rows()) {
                phases.addObject()
                        .put("phase", row.phase())
                        .put("twinSeconds", row.twin())
                        .put("simulatedSeconds", row.simulated())
                        .put("d", row.samples().d())
                        .put("p", row.samples().p());
            }
            ArrayNode taken = one.putArray("steps");
            for (Comparison.StepRow row : check.steps()) {
                taken.addObject()
                        .put("step", row.step())
                        .put("seen", row.seen())
                        .put("twinMillis", row.twin())
                        .put("drawnMillis", row.drawn())
                        .put("d", row.samples().d())
                        .put("p", row.samples().p());
            }
        }
        return node;
    }

    /// @param some whose worlds these are: of several the times are those of the one that is worst off
    private ObjectNode json(ObjectNode node, Series series, List<SimulatedPart> some) {
        node.put("runs", series.worlds());
        violations(node.putArray("violations"), series);
        node.put("violated", series.violated())
                .put("promotions", series.moves())
                .put(
                        "refusals",
                        some.stream().mapToLong(SimulatedPart::refusals).sum())
                .put("holds", series.holds())
                .put("acknowledgedWrites", series.acknowledged())
                .put("lostWrites", series.lost())
                .put("lossSeconds", series.lossSeconds());
        RecoveryFigures.worst(some.stream().map(this::figures).toList()).json(node);
        ArrayNode objectives = node.putArray("objectives");
        some.forEach(part -> part.objective(objectives));
        ObjectNode faults = node.putObject("faults");
        series.faults().forEach(faults::put);
        ObjectNode unwhole = node.putObject("withoutWriter");
        series.unwhole().forEach(unwhole::put);
        outcome(node.putObject("outcome"), series, some);
        ArrayNode never = node.putArray("rulesNeverFired");
        series.rulesNeverFired().forEach(never::add);
        return node.put("eventsPerRun", series.events() / series.worlds());
    }

    private void violations(ArrayNode violations, Series series) {
        for (Result broken : series.violations()) {
            Result.Violation violation = broken.violation().orElseThrow();
            ObjectNode one = violations
                    .addObject()
                    .put("seed", broken.seed())
                    .put("law", violation.law())
                    .put("what", violation.what())
                    .put("second", violation.second());
            parts.stream()
                    .flatMap(part -> part.reduced(broken).stream())
                    .findFirst()
                    .ifPresent(reduced -> reduced.json(one.putObject("reduced")));
        }
    }

    /// What listed faults came to; null for random ones, of which nobody can say what is right.
    private void outcome(ObjectNode node, Series series, List<SimulatedPart> some) {
        if (fault.isEmpty()) {
            node.putNull("asItShouldBe");
        } else {
            node.put("asItShouldBe", series.right());
        }
        some.stream()
                .flatMap(part -> part.refusal().stream())
                .findFirst()
                .ifPresentOrElse(why -> node.put("refused", why), () -> node.putNull("refused"));
        ArrayNode otherwise = node.putArray("otherwise");
        for (Result wrong : fault.isEmpty() ? List.<Result>of() : series.wrong()) {
            ArrayNode what = otherwise.addObject().put("seed", wrong.seed()).putArray("what");
            wrong.otherwise().forEach(what::add);
        }
    }
}
