package dev.meridian.fidelity;

import dev.meridian.simulator.Timings.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Step times of several drills together.
public final class Fit {
    private Fit() {}

    /// What their logs tell.
    ///
    /// @param drills at least one
    /// @throws IllegalArgumentException if there are none
    public static StepsFile of(List<Drilled> drills) {
        if (drills.isEmpty()) {
            throw new IllegalArgumentException("nothing can be fitted on no drill");
        }
        Map<Step, StepsFile.Times> steps = new EnumMap<>(Step.class);
        samples(drills).forEach((step, times) -> steps.put(step, StepsFile.Times.of(times)));
        return new StepsFile(source(drills), steps, List.of());
    }

    /// Every time of every step that the logs of these drills tell of, in milliseconds.
    static Map<Step, List<Double>> samples(List<Drilled> drills) {
        Map<Step, List<Double>> samples = new EnumMap<>(Step.class);
        drills.forEach(drill -> StepTimes.ofLog(drill).forEach((step, times) -> add(samples, step, times)));
        double commit = median(samples.getOrDefault(Step.COMMIT, List.of()));
        double notice = median(samples.getOrDefault(Step.NOTICE, List.of()));
        drills.forEach(
                drill -> StepTimes.ofDuties(drill, commit, notice).forEach((step, times) -> add(samples, step, times)));
        return samples;
    }

    private static void add(Map<Step, List<Double>> samples, Step step, List<Double> times) {
        samples.computeIfAbsent(step, _ -> new ArrayList<>()).addAll(times);
    }

    private static StepsFile.Source source(List<Drilled> drills) {
        List<Instant> began = drills.stream().map(Drilled::startedAt).sorted().toList();
        List<Double> load = drills.stream()
                .map(drill -> drill.machine().loadAverage())
                .sorted()
                .toList();
        return new StepsFile.Source(
                drills.getFirst().incident().header().meridian(),
                drills.size(),
                drills.stream().map(Drilled::fault).distinct().sorted().toList(),
                began.getFirst(),
                began.getLast(),
                drills.getFirst().machine().cores(),
                load.getFirst(),
                load.getLast());
    }

    /// The lower one of two in the middle; 0 of none.
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    }
}
