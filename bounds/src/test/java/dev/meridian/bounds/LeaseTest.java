package dev.meridian.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The one inequality that all automatic promotion rests on.
class LeaseTest {
    private static final int SEEDS = 2_000;

    @Test
    void the_quickstart_allows_one_writer_and_says_so_with_its_figures() {
        Inequality inequality = lease(1200, 200, 1500, 0.001, 200).oneWriter();
        assertThat(inequality.holds()).isTrue();
        assertThat(inequality.statement()).isEqualTo("(D − m)/(1 − ρ) + F = 1.2s ≤ W/(1 + ρ) = 1.5s");
        assertThat(inequality.slack()).isBetween(Duration.ofMillis(290), Duration.ofMillis(300));
    }

    /// CloudNativePG 1.30: a lease of 15 s, and a fence that was measured at about 180 s because open sessions
    /// went on.
    @Test
    void a_lease_of_15_seconds_with_a_fence_of_180_is_refused_and_the_fence_is_to_blame() {
        Inequality inequality = lease(15_000, 5_000, 15_000, 0.001, 180_000).oneWriter();
        assertThat(inequality.holds()).isFalse();
        assertThat(inequality.weakestTerm()).startsWith("F");
        assertThat(inequality.statement()).contains("= 3m10s > W/(1 + ρ) = 14.99s");
    }

    @Test
    void without_drift_it_holds_at_exactly_the_boundary_and_not_a_nanosecond_beyond() {
        Lease exact = lease(1000, 0, 1200, 0, 200);
        assertThat(exact.oneWriter().holds()).isTrue();
        assertThat(exact.withFence(Duration.ofMillis(200).plusNanos(1))
                        .oneWriter()
                        .holds())
                .isFalse();
    }

    @Test
    void rounding_never_helps() {
        Lease odd = new Lease(nanos(10), Duration.ZERO, nanos(10), 0.001, Duration.ZERO);
        assertThat(odd.lastCommitAfter()).isEqualTo(nanos(11));
        assertThat(odd.surelyWaited()).isEqualTo(nanos(9));
    }

    @Test
    void a_drift_of_a_whole_clock_is_no_drift() {
        assertThatThrownBy(() -> lease(1, 0, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease(1, 0, 1, -0.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease(1, 0, 1, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doubling_a_figure_moves_the_inequality_the_way_it_should() {
        forSeeds(lease -> {
            Duration slack = lease.oneWriter().slack();
            assertThat(twice(lease, 0).oneWriter().slack()).as("D").isLessThan(slack);
            assertThat(twice(lease, 1).oneWriter().slack()).as("m").isGreaterThan(slack);
            assertThat(twice(lease, 2).oneWriter().slack()).as("W").isGreaterThan(slack);
            assertThat(twice(lease, 3).oneWriter().slack()).as("ρ").isLessThan(slack);
            assertThat(twice(lease, 4).oneWriter().slack()).as("F").isLessThan(slack);
        });
    }

    /// What the inequality promises: a holder on the slowest clock and a challenger on the fastest never
    /// overlap.
    @Test
    void where_it_holds_no_pair_of_clocks_within_the_drift_lets_two_sides_write() {
        forSeeds(lease -> {
            if (lease.oneWriter().holds()) {
                double holderStops = lease.holderStopsAfter().toNanos() / (1 - lease.drift())
                        + lease.fence().toNanos();
                double challengerStarts = lease.challengerWait().toNanos() / (1 + lease.drift());
                assertThat(holderStops).isLessThanOrEqualTo(challengerStarts);
            }
        });
    }

    private static Lease twice(Lease lease, int term) {
        return new Lease(
                lease.duration().multipliedBy(term == 0 ? 2 : 1),
                lease.margin().multipliedBy(term == 1 ? 2 : 1),
                lease.challengerWait().multipliedBy(term == 2 ? 2 : 1),
                lease.drift() * (term == 3 ? 2 : 1),
                lease.fence().multipliedBy(term == 4 ? 2 : 1));
    }

    private static void forSeeds(java.util.function.Consumer<Lease> law) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            law.accept(new Lease(
                    Duration.ofMillis(1000 + random.nextInt(60_000)),
                    Duration.ofMillis(1 + random.nextInt(400)),
                    Duration.ofMillis(1 + random.nextInt(90_000)),
                    0.0001 + random.nextDouble() / 20,
                    Duration.ofMillis(1 + random.nextInt(30_000))));
        }
    }

    static Lease lease(long duration, long margin, long wait, double drift, long fence) {
        return new Lease(
                Duration.ofMillis(duration),
                Duration.ofMillis(margin),
                Duration.ofMillis(wait),
                drift,
                Duration.ofMillis(fence));
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }

    @Test
    void calls_a_renewal_late_when_it_takes_a_quarter_longer_and_never_too_late_for_a_way_round() {
        Lease quick = new Lease(
                Duration.ofMillis(1500),
                Duration.ofMillis(250),
                Duration.ofMillis(1500),
                0.001,
                Duration.ofMillis(200));
        Duration every = Duration.ofMillis(300);

        assertThat(quick.lateAfter(every, Duration.ofMillis(160))).isEqualTo(Duration.ofMillis(500));
        assertThat(quick.lateAfter(every, Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(625));
    }
}
