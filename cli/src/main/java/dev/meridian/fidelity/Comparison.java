package dev.meridian.fidelity;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Simulation;
import dev.meridian.simulator.Timings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Drills of one fault beside simulated worlds of the same fault, struck at the same moments: phase by phase the
/// medians,
/// and how far the two samples are apart.
///
/// @param fault    what was done in all of them, without when
/// @param isFitted whether the step times come from drills of the same fault; never from these
/// @param drills   those that moved, which are compared
/// @param leftOut  those that came to something else, of which the phases say nothing
/// @param worlds   that were simulated
/// @param at       when the last of the drills began
/// @param rows     each phase, then all of them together as `rto`
public record Comparison(
        String fault, boolean isFitted, int drills, int leftOut, int worlds, Instant at, List<Row> rows) {
    /// Medians agree if they are no farther apart than this share of what drills measured …
    static final double SHARE = 0.2;

    /// … or than this, where that is shorter than it, in seconds.
    static final double SHORTEST = 0.05;

    private static final int WORLDS_PER_DRILL = 15;
    private static final String WHOLE = "rto";

    public Comparison {
        rows = List.copyOf(rows);
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

    /// Whether all phases are within what is allowed.
    public boolean isWithin() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::isWithin);
    }

    /// Lets worlds live and compares.
    ///
    /// @param drills of one fault
    /// @param source what the timings were fitted on
    public static Comparison of(List<Drilled> drills, StepsFile.Source source, Timings timings) {
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
                source.faults().contains(fault),
                moved.size(),
                drills.size() - moved.size(),
                worlds,
                at,
                rows(twin, simulated));
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
    }

    static Comparison of(JsonNode node) {
        List<Row> rows = new ArrayList<>();
        node.path("phases")
                .forEach(row -> rows.add(new Row(
                        row.path("phase").asString(),
                        row.path("twin").asDouble(),
                        row.path("simulated").asDouble(),
                        new TwoSamples(row.path("d").asDouble(), row.path("p").asDouble()))));
        return new Comparison(
                node.path("fault").asString(),
                node.path("isFitted").asBoolean(),
                node.path("drills").asInt(),
                node.path("leftOut").asInt(),
                node.path("worlds").asInt(),
                Instant.parse(node.path("at").asString()),
                rows);
    }
}
