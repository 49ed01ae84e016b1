package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.evidence.Stamp;
import dev.meridian.evidence.Statistics;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What simulated worlds showed, as text and as JSON.
///
/// @param fault as it was listed; empty where each seed drew its own
/// @param first the first seed
/// @param all the worlds of all applications together
record SimulationReport(String file, String fault, long first, List<Part> parts, Series all) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// One application's worlds.
    record Part(Scene scene, Series series) {}

    // ---- for people ----

    String text() {
        return parts.stream().map(this::text).collect(Collectors.joining("\n\n"));
    }

    private String text(Part part) {
        Series series = part.series();
        List<String> lines = new ArrayList<>();
        lines.add(part.scene().policy().application() + " (" + part.scene().store() + ") in "
                + part.scene().places().stream().map(RegionName::text).collect(Collectors.joining(", ")));
        lines.add(line(
                "worlds",
                number(series.worlds()) + (fault.isEmpty() ? " with random faults" : " with " + fault) + ", seeds "
                        + number(first) + " to " + number(first + series.worlds() - 1)));
        lines.add(line(
                "laws",
                series.violated() == 0
                        ? "every one held, after every event"
                        : number(series.violated()) + " violations"));
        series.violations().forEach(broken -> broken(broken, lines));
        lines.add(line(
                "decisions",
                number(series.moves()) + " moves, " + number(series.refusals()) + " refused, " + number(series.holds())
                        + " held back"));
        lines.add(line(
                "writes",
                number(series.acknowledged()) + " acknowledged, " + number(series.lost()) + " lost"
                        + (series.lost() == 0
                                ? ""
                                : ", at most " + seconds(series.lossSeconds()) + " of them at once")));
        times(series, lines);
        if (fault.isEmpty()) {
            lines.add(line("faults", counts(series.faults())));
            List<String> never = series.rulesNeverFired();
            lines.add(line("rules", never.isEmpty() ? "all fired" : "all fired but " + String.join(", ", never)));
        }
        lines.add(line(
                "events",
                number(series.events() / series.worlds()) + " in a world, which lasts "
                        + seconds(series.seconds() / series.worlds())));
        return String.join("\n", lines);
    }

    private void broken(Result broken, List<String> lines) {
        Result.Violation violation = broken.violation().orElseThrow();
        lines.add(line("", "seed " + broken.seed() + " at " + seconds(violation.second()) + ": " + violation.what()));
        lines.add(line("", "  ./meridian simulate " + Printable.of(file) + again(broken) + " --trace"));
    }

    private String again(Result broken) {
        return (fault.isEmpty() ? "" : " --fault " + fault.replace(", ", " --fault ")) + " --seed " + broken.seed();
    }

    private void times(Series series, List<String> lines) {
        List<Double> times = times(series);
        if (times.isEmpty()) {
            return;
        }
        long recovered = times.stream().filter(Double::isFinite).count();
        if (!fault.isEmpty()) {
            lines.add(line("recovered", number(recovered) + " of " + number(times.size())));
        }
        lines.add(line(
                fault.isEmpty() ? "interrupted" : "rto",
                "p50 " + shown(Statistics.percentile(times, 0.5)) + ", p95 " + shown(Statistics.percentile(times, 0.95))
                        + ", p99 " + shown(Statistics.percentile(times, 0.99)) + ", longest "
                        + shown(Statistics.percentile(times, 1))));
        proven(times)
                .ifPresent(most -> lines.add(line(
                        "proven",
                        String.format(
                                Locale.ROOT,
                                "P(RTO ≤ %s) ≥ %.4f with 95 %% confidence, for this model",
                                seconds(most),
                                Statistics.provenProbability(times.size())))));
        if (!fault.isEmpty() && !series.phases().isEmpty()) {
            lines.add(line(
                    "phases",
                    series.phases().entrySet().stream()
                                    .map(phase ->
                                            phase.getKey() + " " + shown(Statistics.percentile(phase.getValue(), 0.5)))
                                    .collect(Collectors.joining(", "))
                            + " (medians)"));
        }
    }

    private List<Double> times(Series series) {
        return fault.isEmpty() ? series.interruptions() : series.recoveries();
    }

    /// The longest of all, which proves something only where all recovered from the same fault.
    private Optional<Double> proven(List<Double> times) {
        return fault.isEmpty() ? Optional.empty() : Statistics.percentile(times, 1);
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
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        json(JSON.createObjectNode(), all).properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        ArrayNode applications = JSON.createArrayNode();
        for (Part part : parts) {
            ObjectNode node = JSON.createObjectNode()
                    .put("application", part.scene().policy().application())
                    .put("store", part.scene().store());
            applications.add(json(node, part.series()));
        }
        members.put("applications", applications);
        return stamp.document(members);
    }

    private ObjectNode json(ObjectNode node, Series series) {
        node.put("runs", series.worlds());
        ArrayNode violations = node.putArray("violations");
        for (Result broken : series.violations()) {
            Result.Violation violation = broken.violation().orElseThrow();
            violations
                    .addObject()
                    .put("seed", broken.seed())
                    .put("law", violation.law())
                    .put("what", violation.what())
                    .put("second", violation.second());
        }
        node.put("violated", series.violated())
                .put("promotions", series.moves())
                .put("refusals", series.refusals())
                .put("holds", series.holds())
                .put("acknowledgedWrites", series.acknowledged())
                .put("lostWrites", series.lost())
                .put("lossSeconds", series.lossSeconds());
        List<Double> times = times(series);
        ObjectNode rto = node.putObject("rto");
        figure(rto, "p50", Statistics.percentile(times, 0.5));
        figure(rto, "p95", Statistics.percentile(times, 0.95));
        figure(rto, "p99", Statistics.percentile(times, 0.99));
        figure(rto, "upperBound95", Statistics.upperBound95(times));
        ObjectNode proven = node.putObject("proven");
        Optional<Double> most = proven(times);
        figure(proven, "rtoSeconds", most);
        figure(proven, "probability", most.map(_ -> Statistics.provenProbability(times.size())));
        figure(proven, "confidence", most.map(_ -> 0.95));
        ObjectNode phases = node.putObject("phases");
        series.phases().forEach((phase, values) -> figure(phases, phase, Statistics.percentile(values, 0.5)));
        ObjectNode faults = node.putObject("faults");
        series.faults().forEach(faults::put);
        ArrayNode never = node.putArray("rulesNeverFired");
        series.rulesNeverFired().forEach(never::add);
        return node.put("eventsPerRun", series.events() / series.worlds());
    }

    private static void figure(ObjectNode node, String name, Optional<Double> value) {
        if (value.isPresent()) {
            node.put(name, value.get());
        } else {
            node.putNull(name);
        }
    }
}
