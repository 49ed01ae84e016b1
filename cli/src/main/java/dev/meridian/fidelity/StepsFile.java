package dev.meridian.fidelity;

import dev.meridian.simulator.Timings;
import dev.meridian.simulator.Timings.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Step times that drills measured, as a file: where they come from, what they are, and how well what is simulated
/// with them agreed with drills that they were not fitted on.
///
/// @param source where they come from
/// @param steps  of each step that was measured the times
/// @param checks each comparison with other drills, the fitted fault first
public record StepsFile(Source source, Map<Step, Times> steps, List<Comparison> checks) {
    private static final String SCHEMA_VERSION = "1";
    private static final String BUILT_IN = "steps.json";

    /// More than these say no more: evenly spread quantiles stand for a step that was seen more often.
    private static final int MOST = 101;

    public StepsFile {
        steps = new EnumMap<>(steps);
        checks = List.copyOf(checks);
    }

    /// The drills that it was fitted on.
    ///
    /// @param meridian the version that measured
    /// @param faults   what was done in them, without when
    /// @param from     when the first of them began
    /// @param to       when the last of them began
    /// @param cores    of the machine
    /// @param leastLoad the machine's load average when the idlest of them began
    /// @param mostLoad  when the busiest of them began
    public record Source(
            String meridian,
            int drills,
            List<String> faults,
            Instant from,
            Instant to,
            int cores,
            double leastLoad,
            double mostLoad) {
        public Source {
            faults = List.copyOf(faults);
        }
    }

    /// A step's times.
    ///
    /// @param n      how often it was seen
    /// @param millis at most 101 of them, the shortest first
    public record Times(int n, List<Double> millis) {
        public Times {
            millis = List.copyOf(millis);
        }

        static Times of(List<Double> samples) {
            List<Double> sorted = samples.stream().sorted().toList();
            List<Double> kept = new ArrayList<>();
            int count = Math.min(MOST, sorted.size());
            for (int i = 0; i < count; i++) {
                double at = count == 1 ? 0 : (double) i * (sorted.size() - 1) / (count - 1);
                kept.add(rounded(sorted.get((int) Math.round(at)), 1));
            }
            return new Times(sorted.size(), kept);
        }
    }

    /// What the simulator comes with.
    public static StepsFile builtIn() {
        try (InputStream in = StepsFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the distribution has lost " + BUILT_IN);
            }
            return of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with other comparisons.
    public StepsFile with(List<Comparison> other) {
        return new StepsFile(source, steps, other);
    }

    /// For the simulator; what was not measured stays as assumed.
    public Timings timings() {
        Timings timings = Timings.assumed();
        for (Map.Entry<Step, Times> step : steps.entrySet()) {
            timings = timings.with(
                    step.getKey(),
                    step.getValue().millis().stream()
                            .map(millis -> Duration.ofNanos((long) (millis * 1e6)))
                            .toList());
        }
        return timings;
    }

    /// Steps that nobody measured, of which ranges are assumed.
    public List<String> assumed() {
        return Arrays.stream(Step.values())
                .filter(step -> !steps.containsKey(step))
                .map(Step::word)
                .toList();
    }

    /// The row of all comparisons in which the samples differ most; empty if nothing was compared.
    public Optional<Comparison.Row> worst() {
        return checks.stream()
                .flatMap(check -> check.rows().stream())
                .filter(row -> !row.isNothing())
                .max((a, b) -> Double.compare(a.samples().d(), b.samples().d()));
    }

    /// The step of all comparisons whose times differ most from what was fitted; empty if none was compared.
    public Optional<Comparison.StepRow> worstStep() {
        return checks.stream()
                .flatMap(check -> check.steps().stream())
                .max((a, b) -> Double.compare(a.samples().d(), b.samples().d()));
    }

    // ---- as text ----

    /// As a file has it.
    public String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        ObjectNode from = root.putObject("source");
        from.put("meridianVersion", source.meridian()).put("drills", source.drills());
        ArrayNode faults = from.putArray("faults");
        source.faults().forEach(faults::add);
        from.put("from", source.from().toString())
                .put("to", source.to().toString())
                .put("cores", source.cores())
                .put("leastLoad", rounded(source.leastLoad(), 2))
                .put("mostLoad", rounded(source.mostLoad(), 2));
        ObjectNode all = root.putObject("steps");
        steps.forEach((step, times) -> {
            ObjectNode one = all.putObject(step.word()).put("n", times.n());
            ArrayNode millis = one.putArray("millis");
            times.millis().forEach(millis::add);
        });
        ArrayNode compared = root.putArray("checks");
        checks.forEach(check -> check.put(compared.addObject()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /// Reads such a file.
    ///
    /// @throws IllegalArgumentException if it is none, in one sentence
    public static StepsFile of(String text) {
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            if (!root.path("schemaVersion").asString("").equals(SCHEMA_VERSION)) {
                throw new IllegalArgumentException("its schemaVersion is not " + SCHEMA_VERSION);
            }
            Map<Step, Times> steps = new EnumMap<>(Step.class);
            root.path("steps").properties().forEach(step -> steps.put(step(step.getKey()), times(step)));
            List<Comparison> checks = new ArrayList<>();
            root.path("checks").forEach(check -> checks.add(Comparison.of(check)));
            return new StepsFile(source(root.path("source")), steps, checks);
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            String at = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            throw new IllegalArgumentException("it is not one JSON document of this form" + at, e);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("it has an instant that is none", e);
        }
    }

    private static Source source(JsonNode node) {
        List<String> faults = new ArrayList<>();
        node.path("faults").forEach(fault -> faults.add(fault.asString()));
        return new Source(
                node.path("meridianVersion").asString(),
                node.path("drills").asInt(),
                faults,
                Instant.parse(node.path("from").asString()),
                Instant.parse(node.path("to").asString()),
                node.path("cores").asInt(),
                node.path("leastLoad").asDouble(),
                node.path("mostLoad").asDouble());
    }

    private static Step step(String word) {
        return Arrays.stream(Step.values())
                .filter(step -> step.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no step `" + word + "`"));
    }

    private static Times times(Map.Entry<String, JsonNode> step) {
        List<Double> millis = new ArrayList<>();
        step.getValue().path("millis").forEach(one -> millis.add(one.asDouble()));
        boolean isSorted = millis.equals(millis.stream().sorted().toList());
        if (millis.isEmpty() || !isSorted || millis.getFirst() < 0) {
            throw new IllegalArgumentException(
                    "`" + step.getKey() + "` needs times of 0 ms and more, the shortest first");
        }
        return new Times(step.getValue().path("n").asInt(), millis);
    }

    static double rounded(double value, int digits) {
        return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    /// Steps and how often each was seen, for people.
    public SequencedMap<String, Integer> counts() {
        SequencedMap<String, Integer> counts = new java.util.LinkedHashMap<>();
        steps.forEach((step, times) -> counts.put(step.word(), times.n()));
        return counts;
    }
}
