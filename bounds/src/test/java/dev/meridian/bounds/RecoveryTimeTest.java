package dev.meridian.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// A prediction that a measurement may be compared with: seven phases that add up, each moved by its own figures
/// only in the right direction.
class RecoveryTimeTest {
    private static final int FIGURES = 14;

    @Test
    void the_phases_are_the_ones_that_every_report_shows_in_their_order() {
        assertThat(predict(figures()).keySet())
                .containsExactly("detect", "hold", "fence", "promote", "scale", "route", "verify");
    }

    @Test
    void the_quickstart_is_predicted_phase_by_phase() {
        var phases = predict(figures());
        assertThat(phases.get("detect").duration()).isEqualTo(Duration.ofMillis(3 * 100 + 300 + 364));
        assertThat(phases.get("hold").duration()).isEqualTo(Duration.ofMillis(100 + 364));
        assertThat(phases.get("fence").duration()).isEqualTo(Duration.ofMillis(2 * 364 + 100));
        assertThat(phases.get("fence").why())
                .isEqualTo("the longer of lease wait left 536ms to 636ms and promises 828ms");
        assertThat(phases.get("route").duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(phases.get("verify").duration()).isEqualTo(Duration.ofMillis(9 * 182 - 1500 + 219));
    }

    @Test
    void the_first_of_three_probes_fails_at_once_at_best() {
        assertThat(predict(figures()).get("detect").span().best()).contains(Duration.ofMillis(2 * 100 + 300 + 364));
    }

    @Test
    void a_long_hold_hides_the_lease_wait_and_only_the_promises_are_left() {
        List<Duration> figures = figures();
        figures.set(3, Duration.ofSeconds(60));
        assertThat(predict(figures).get("fence").why()).contains("lease wait left 0s");
    }

    @Test
    void who_counts_as_renewing_for_long_is_promised_away_from_late() {
        assertThat(predict(figures(), Duration.ofMillis(1500)).get("fence").why())
                .isEqualTo("the longer of lease wait left 536ms to 636ms and promises 1.36s to 1.46s");
    }

    @Test
    void nothing_better_makes_a_prediction_worse_and_no_phase_is_negative() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Duration> worse = new ArrayList<>();
            for (int i = 0; i < FIGURES; i++) {
                worse.add(Duration.ofMillis(random.nextInt(5_000)));
            }
            List<Duration> better = new ArrayList<>(worse);
            better.set(random.nextInt(FIGURES), Duration.ZERO);
            assertThat(total(better)).isLessThanOrEqualTo(total(worse));
            assertThat(predict(worse).values())
                    .noneMatch(phase -> phase.duration().isNegative());
        }
    }

    @Test
    void doubling_what_is_on_the_path_makes_it_longer() {
        for (int figure : new int[] {0, 1, 3, 4, 5, 8, 9, 10, 12, 13}) {
            List<Duration> longer = figures();
            longer.set(figure, longer.get(figure).multipliedBy(4).plusSeconds(4));
            assertThat(total(longer)).as("figure " + figure).isGreaterThan(total(figures()));
        }
    }

    private static Duration total(List<Duration> figures) {
        return predict(figures).values().stream()
                .map(RecoveryTime.Phase::duration)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// In the order of the terms; 2 and 6 to 7 stand for figures that are no part of the sum.
    private static List<Duration> figures() {
        List<Duration> figures = new ArrayList<>(Collections.nCopies(FIGURES, Duration.ZERO));
        long[] millis = {100, 300, 0, 0, 100, 1500, 1200, 200, 182, 182, 400, 1000, 500, 219};
        for (int i = 0; i < FIGURES; i++) {
            figures.set(i, Duration.ofMillis(millis[i]));
        }
        return figures;
    }

    private static SequencedMap<String, RecoveryTime.Phase> predict(List<Duration> figures) {
        return predict(figures, Duration.ofMillis(600));
    }

    private static SequencedMap<String, RecoveryTime.Phase> predict(List<Duration> figures, Duration silentAfter) {
        Lease lease = new Lease(figures.get(6), figures.get(7), figures.get(5), 0.001, Duration.ofMillis(200));
        return RecoveryTime.predict(
                new RecoveryTime.Control(
                        term(figures, 0),
                        term(figures, 1),
                        3,
                        term(figures, 3),
                        term(figures, 4),
                        silentAfter,
                        Term.exactly("people", Duration.ZERO),
                        Optional.of(lease),
                        term(figures, 8)),
                new RecoveryTime.Successor(
                        term(figures, 10),
                        term(figures, 9),
                        Term.exactly("scale", Duration.ZERO),
                        term(figures, 11),
                        term(figures, 12),
                        term(figures, 13)));
    }

    private static Term term(List<Duration> figures, int index) {
        return Term.exactly("figure " + index, figures.get(index));
    }
}
