package dev.meridian.fidelity;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Simulation;
import dev.meridian.simulator.Timings;
import dev.meridian.simulator.Timings.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Drills of one fault beside simulated worlds of the same fault, struck at the same moments: phase by phase
/// the medians, and how far the two samples are apart. Beside it the steps themselves, as these drills took
/// them and as worlds draw them.
///
/// @param fault    what was done in all of them, without when
/// @param isFitted whether the step times come from drills of the same fault; never from these
/// @param drills   those that moved, which are compared
/// @param leftOut  those that came to something else, of which the phases say nothing
/// @param worlds   that were simulated
/// @param at       when the last of the drills began
/// @param rows     each phase, then all of them together as `rto`
/// @param steps    each step that was fitted and is seen in these drills too
public record Comparison(
        String fault,
        boolean isFitted,
        int drills,
        int leftOut,
        int worlds,
        Instant at,
        List<Row> rows,
        List<StepRow> steps) {
    /// Medians agree if they are no farther apart than this share of what drills measured …
    static final double SHARE = 0.2;

    /// … or than this, where that is shorter than it, in seconds.
    static final double SHORTEST = 0.05;

    private static final int WORLDS_PER_DRILL = 15;
    private static final String WHOLE = "rto";

    public Comparison {
        rows = List.copyOf(rows);
        steps = List.copyOf(steps);
    }

    /// A phase.
    ///
    /// @param twin      the median of the drills, in seconds
    /// @param simulated the median of the worlds, in seconds
    /// @param samples   how far the two are apart
    public record Row(String phase, double twin, double simulated, TwoSamples samples) {
        /// How far the medians may be apart, in seconds.
        public double allowed() {
            return twin < SHORTEST ? SHORTEST : twin * SHARE;
        }

        /// Whether they are no farther apart.
        public boolean isWithin() {
            return Math.abs(simulated - twin) <= allowed();
        }

        /// Whether neither of them has any such phase: the same nothing says nothing.
        boolean isNothing() {
            return twin == 0 && simulated == 0;
        }
    }

    /// A step: what worlds draw, beside what these drills took. Nothing is promised of a step by itself; where a
    /// phase is off, this tells whether a step takes other times or the model lacks one.
    ///
    /// @param step    as files name it
    /// @param seen    how often these drills took it
    /// @param twin    the median of these drills, in milliseconds
    /// @param drawn   the median that worlds draw, in milliseconds
    /// @param samples how far the two are apart
    public record StepRow(String step, int seen, double twin, double drawn, TwoSamples samples) {}

    /// Whether all phases are within what is allowed.
    public boolean isWithin() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::isWithin);
    }

    /// Lets worlds live and compares.
    ///
    /// @param drills of one fault
    /// @param fitted what worlds draw from
    public static Comparison of(List<Drilled> drills, StepsFile fitted) {
        Timings timings = fitted.timings();
        List<Drilled> moved = drills.stream().filter(Drilled::hasMoved).toList();
        SequencedMap<String, List<Double>> twin = new LinkedHashMap<>();
        SequencedMap<String, List<Double>> simulated = new LinkedHashMap<>();
        int worlds = 0;
        for (Drilled drill : moved) {
            add(twin, drill.phases(), drill.rtoSeconds().orElseThrow());
            for (int i = 0; i < WORLDS_PER_DRILL; i++) {
                Result world = live(drill, timings, ++worlds);
                if (world.moves() > 0 && Double.isFinite(world.recoverySeconds())) {
                    add(simulated, world.phases(), world.recoverySeconds());
                }
            }
        }
        String fault = drills.getFirst().fault();
        Instant at =
                drills.stream().map(Drilled::startedAt).max(Instant::compareTo).orElseThrow();
        return new Comparison(
                fault,
                fitted.source().faults().contains(fault),
                moved.size(),
                drills.size() - moved.size(),
                worlds,
                at,
                rows(twin, simulated),
                steps(Fit.samples(moved), fitted.steps()));
    }

    private static void add(
            SequencedMap<String, List<Double>> samples, SequencedMap<String, Double> phases, double whole) {
        phases.forEach((phase, seconds) ->
                samples.computeIfAbsent(phase, _ -> new ArrayList<>()).add(seconds));
        samples.computeIfAbsent(WHOLE, _ -> new ArrayList<>()).add(whole);
    }

    private static Result live(Drilled drill, Timings timings, long seed) {
        Scene scene = drill.scene().with(timings);
        List<Fault> faults = new ArrayList<>();
        for (String text : drill.incident().header().faults()) {
            switch (Fault.parse(text, Ground.of(drill.blueprint()))) {
                case Fault.Parsed.Right(Fault fault) -> faults.add(fault);
                case Fault.Parsed.Not(Fault.Wrong wrong) -> throw new IllegalArgumentException(wrong.what());
            }
        }
        return Simulation.live(scene, Faults.listed(scene, faults), seed);
    }

    private static List<Row> rows(
            SequencedMap<String, List<Double>> twin, SequencedMap<String, List<Double>> simulated) {
        List<Row> rows = new ArrayList<>();
        twin.forEach((phase, measured) -> {
            List<Double> shown = simulated.getOrDefault(phase, List.of());
            if (!shown.isEmpty()) {
                rows.add(new Row(phase, Fit.median(measured), Fit.median(shown), TwoSamples.of(measured, shown)));
            }
        });
        return rows;
    }

    private static List<StepRow> steps(Map<Step, List<Double>> taken, Map<Step, StepsFile.Times> fitted) {
        List<StepRow> rows = new ArrayList<>();
        fitted.forEach((step, times) -> {
            // To the tenth that a file keeps: a hundredth more is not another distribution.
            List<Double> seen = taken.getOrDefault(step, List.of()).stream()
                    .map(millis -> StepsFile.rounded(millis, 1))
                    .toList();
            if (!seen.isEmpty()) {
                rows.add(new StepRow(
                        step.word(),
                        seen.size(),
                        Fit.median(seen),
                        Fit.median(times.millis()),
                        TwoSamples.of(seen, times.millis())));
            }
        });
        return rows;
    }

    // ---- as JSON ----

    void put(ObjectNode node) {
        node.put("fault", fault)
                .put("isFitted", isFitted)
                .put("drills", drills)
                .put("leftOut", leftOut)
                .put("worlds", worlds)
                .put("at", at.toString());
        ArrayNode all = node.putArray("phases");
        for (Row row : rows) {
            all.addObject()
                    .put("phase", row.phase())
                    .put("twin", StepsFile.rounded(row.twin(), 3))
                    .put("simulated", StepsFile.rounded(row.simulated(), 3))
                    .put("d", StepsFile.rounded(row.samples().d(), 3))
                    .put("p", StepsFile.rounded(row.samples().p(), 4));
        }
        ArrayNode taken = node.putArray("steps");
        for (StepRow row : steps) {
            taken.addObject()
                    .put("step", row.step())
                    .put("seen", row.seen())
                    .put("twinMillis", StepsFile.rounded(row.twin(), 1))
                    .put("drawnMillis", StepsFile.rounded(row.drawn(), 1))
                    .put("d", StepsFile.rounded(row.samples().d(), 3))
                    .put("p", StepsFile.rounded(row.samples().p(), 4));
        }
    }

    static Comparison of(JsonNode node) {
        List<Row> rows = new ArrayList<>();
        node.path("phases")
                .forEach(row -> rows.add(new Row(
                        row.path("phase").asString(),
                        row.path("twin").asDouble(),
                        row.path("simulated").asDouble(),
                        samples(row))));
        List<StepRow> steps = new ArrayList<>();
        node.path("steps")
                .forEach(row -> steps.add(new StepRow(
                        row.path("step").asString(),
                        row.path("seen").asInt(),
                        row.path("twinMillis").asDouble(),
                        row.path("drawnMillis").asDouble(),
                        samples(row))));
        return new Comparison(
                node.path("fault").asString(),
                node.path("isFitted").asBoolean(),
                node.path("drills").asInt(),
                node.path("leftOut").asInt(),
                node.path("worlds").asInt(),
                Instant.parse(node.path("at").asString()),
                rows,
                steps);
    }

    private static TwoSamples samples(JsonNode row) {
        return new TwoSamples(row.path("d").asDouble(), row.path("p").asDouble());
    }
}
