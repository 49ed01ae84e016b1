package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @ParameterizedTest
    @CsvSource({"20, 0.861", "59, 0.950", "299, 0.990", "0, 0"})
    void clean_runs_prove_what_the_published_table_says(int runs, double probability) {
        assertThat(Statistics.provenProbability(runs)).isCloseTo(probability, within(0.0005));
    }

    /// How many of the largest values may be left out, by the number of runs: the one-sided 95/95 tolerance
    /// limits of Wilks, whose published sample sizes are 59, 93, 124, 153, 181, 208.
    @ParameterizedTest
    @CsvSource({"59, 0", "92, 0", "93, 1", "123, 1", "124, 2", "152, 2", "153, 3", "181, 4", "207, 4", "208, 5"})
    void the_bound_is_the_order_statistic_of_the_published_tolerance_limits(int runs, int leftOut) {
        List<Double> values = shuffled(runs);
        assertThat(Statistics.upperBound95(values)).hasValue((double) (runs - leftOut));
    }

    @Test
    void below_59_runs_there_is_no_bound() {
        for (int runs = 0; runs < Statistics.RUNS_NEEDED; runs++) {
            assertThat(Statistics.upperBound95(shuffled(runs))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 0.95, 19", "20, 0.5, 10", "1, 0.95, 1", "59, 0.95, 57", "100, 0.99, 99", "3, 1, 3"})
    void a_percentile_is_a_value_that_occurred(int runs, double p, double expected) {
        assertThat(Statistics.percentile(shuffled(runs), p)).hasValue(expected);
    }

    @Test
    void a_run_that_never_recovered_makes_the_figures_it_falls_on_unknown() {
        List<Double> values = new ArrayList<>(shuffled(59));
        values.set(values.indexOf(59.0), Double.POSITIVE_INFINITY);
        assertThat(Statistics.percentile(values, 0.5)).hasValue(30.0);
        assertThat(Statistics.upperBound95(values)).isEmpty();
    }

    @Test
    void the_bound_covers_the_true_percentile_at_least_95_times_in_100() {
        Random random = new Random(20260911);
        int covered = 0;
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            List<Double> values =
                    IntStream.range(0, 100).mapToObj(i -> random.nextDouble()).toList();
            covered += Statistics.upperBound95(values).orElseThrow() >= 0.95 ? 1 : 0;
        }
        assertThat(covered / (double) trials).isGreaterThan(0.95);
    }

    private static List<Double> shuffled(int runs) {
        List<Double> values = new ArrayList<>(
                IntStream.rangeClosed(1, runs).mapToObj(i -> (double) i).toList());
        Collections.shuffle(values, new Random(runs));
        return values;
    }
}
