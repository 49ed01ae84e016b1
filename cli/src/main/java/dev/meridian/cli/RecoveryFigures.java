package dev.meridian.cli;

import dev.meridian.evidence.Statistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// How long users waited in the worlds of one application, in seconds, or in those of the one that is worst off.
/// A figure is empty where there is none, or where it would be infinite.
///
/// @param worlds how many times they are made of
/// @param proven the longest of all, where that proves something: all recovered from the same fault
/// @param phases the median of each
record RecoveryFigures(
        int worlds,
        Optional<Double> p50,
        Optional<Double> p95,
        Optional<Double> p99,
        Optional<Double> upperBound95,
        Optional<Double> proven,
        SequencedMap<String, Optional<Double>> phases) {
    RecoveryFigures {
        phases = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(phases));
    }

    /// @param times infinite where users were not served again
    /// @param proves whether the longest one says something
    /// @param phases of the same times; none where they are of something else
    static RecoveryFigures of(List<Double> times, boolean proves, SequencedMap<String, List<Double>> phases) {
        SequencedMap<String, Optional<Double>> medians = new LinkedHashMap<>();
        phases.forEach((phase, all) -> medians.put(phase, Statistics.percentile(all, 0.5)));
        return new RecoveryFigures(
                times.size(),
                Statistics.percentile(times, 0.5),
                Statistics.percentile(times, 0.95),
                Statistics.percentile(times, 0.99),
                Statistics.upperBound95(times),
                proves ? Statistics.percentile(times, 1) : Optional.empty(),
                medians);
    }

    /// Of several applications each figure where it is worst: whoever uses both waits for the slower one. Those
    /// without any times are left out; the phases are of the one whose median is the longest.
    static RecoveryFigures worst(List<RecoveryFigures> all) {
        List<RecoveryFigures> some =
                all.stream().filter(figures -> figures.worlds > 0).toList();
        if (some.isEmpty()) {
            return of(new ArrayList<>(), false, new LinkedHashMap<>());
        }
        RecoveryFigures slowest = Collections.max(
                some, Comparator.comparingDouble(figures -> figures.p50.orElse(Double.POSITIVE_INFINITY)));
        return new RecoveryFigures(
                some.stream().mapToInt(RecoveryFigures::worlds).min().orElse(0),
                worst(some, RecoveryFigures::p50),
                worst(some, RecoveryFigures::p95),
                worst(some, RecoveryFigures::p99),
                worst(some, RecoveryFigures::upperBound95),
                worst(some, RecoveryFigures::proven),
                slowest.phases);
    }

    private static Optional<Double> worst(
            List<RecoveryFigures> some, Function<RecoveryFigures, Optional<Double>> figure) {
        double most = some.stream()
                .map(figure)
                .mapToDouble(one -> one.orElse(Double.POSITIVE_INFINITY))
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        return Optional.of(most).filter(Double::isFinite);
    }

    void json(ObjectNode node) {
        ObjectNode rto = node.putObject("rto");
        figure(rto, "p50", p50);
        figure(rto, "p95", p95);
        figure(rto, "p99", p99);
        figure(rto, "upperBound95", upperBound95);
        ObjectNode provenly = node.putObject("proven");
        figure(provenly, "rtoSeconds", proven);
        figure(provenly, "probability", proven.map(_ -> Statistics.provenProbability(worlds)));
        figure(provenly, "confidence", proven.map(_ -> 0.95));
        ObjectNode medians = node.putObject("phases");
        phases.forEach((phase, median) -> figure(medians, phase, median));
    }

    private static void figure(ObjectNode node, String name, Optional<Double> value) {
        value.ifPresentOrElse(some -> node.put(name, some), () -> node.putNull(name));
    }
}
