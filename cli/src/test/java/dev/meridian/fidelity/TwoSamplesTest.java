package dev.meridian.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The statistic against values that tables give.
class TwoSamplesTest {
    private static List<Double> from(double first, int n) {
        return IntStream.range(0, n).mapToObj(i -> first + i).toList();
    }

    @Test
    void of_the_same_values_is_nothing_and_likely() {
        assertThat(TwoSamples.of(from(0, 20), from(0, 20))).isEqualTo(new TwoSamples(0, 1));
    }

    @Test
    void of_samples_that_do_not_overlap_is_one_and_unlikely() {
        TwoSamples apart = TwoSamples.of(from(0, 20), from(100, 20));
        assertThat(apart.d()).isEqualTo(1);
        assertThat(apart.p()).isLessThan(1e-6);
    }

    /// Shifted by a quarter of the sample, a quarter lies outside the other one at each end.
    @Test
    void is_the_greatest_difference_of_shares() {
        assertThat(TwoSamples.of(from(0, 20), from(5, 20)).d()).isCloseTo(0.25, within(1e-12));
        assertThat(TwoSamples.of(List.of(1.0, 2.0), List.of(1.5, 2.5, 3.5)).d()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void counts_values_that_are_alike_on_both_sides() {
        List<Double> one = DoubleStream.of(1, 1, 1, 2).boxed().toList();
        List<Double> other = DoubleStream.of(1, 2, 2, 2).boxed().toList();
        assertThat(TwoSamples.of(one, other).d()).isCloseTo(0.5, within(1e-12));
    }

    /// The critical values of the limit distribution, as every table has them.
    @ParameterizedTest
    @CsvSource({"1.2239, 0.10", "1.3581, 0.05", "1.6276, 0.01", "1.9495, 0.001"})
    void has_the_tail_that_tables_give(double lambda, double p) {
        assertThat(TwoSamples.tail(lambda)).isCloseTo(p, within(p * 0.002));
    }

    /// For two samples of twenty the exact tables put 5 % between 8/20 and 9/20.
    @Test
    void agrees_with_the_exact_tables_for_small_samples() {
        assertThat(TwoSamples.of(from(0, 20), from(8, 20)).p()).isBetween(0.05, 0.09);
        assertThat(TwoSamples.of(from(0, 20), from(9, 20)).p()).isBetween(0.015, 0.05);
    }

    @Test
    void says_nothing_of_nothing() {
        assertThatThrownBy(() -> TwoSamples.of(List.of(), from(0, 3))).isInstanceOf(IllegalArgumentException.class);
    }
}
