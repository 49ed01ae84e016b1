package dev.meridian.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a promotion may cost, and when it provably costs nothing.
class LossTest {
    private final Lease lease = LeaseTest.lease(1200, 200, 1500, 0.01, 200);

    @Test
    void with_any_one_of_two_standbys_both_must_promise() {
        assertThat(Loss.isProvablyNone(1, 1, 2)).isFalse();
        assertThat(Loss.isProvablyNone(2, 1, 2)).isTrue();
        assertThat(Loss.isProvablyNone(1, 2, 2)).isTrue();
        assertThat(Loss.isProvablyNone(2, 0, 2)).isFalse();
    }

    /// Every way to put a write on `waitFor` of the standbys and to ask `promised` of them, for up to six
    /// standbys.
    @Test
    void it_is_proven_exactly_when_every_choice_of_promises_meets_every_choice_of_confirmations() {
        for (int standbys = 1; standbys <= 6; standbys++) {
            for (int waitFor = 1; waitFor <= standbys; waitFor++) {
                for (int promised = 1; promised <= standbys; promised++) {
                    assertThat(Loss.isProvablyNone(promised, waitFor, standbys))
                            .isEqualTo(alwaysMeet(promised, waitFor, standbys));
                }
            }
        }
    }

    private static boolean alwaysMeet(int promised, int waitFor, int standbys) {
        for (int asked = 0; asked < 1 << standbys; asked++) {
            for (int confirmed = 0; confirmed < 1 << standbys; confirmed++) {
                boolean isChoice = Integer.bitCount(asked) == promised && Integer.bitCount(confirmed) == waitFor;
                if (isChoice && (asked & confirmed) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void a_candidate_that_has_the_newest_heartbeat_may_still_lack_what_the_lease_allowed() {
        assertThat(Loss.fromHeartbeats(lease, 5_000_000_000L, 5_000_000_000L).orElse(Duration.ofDays(1)))
                .isEqualTo(lease.lastCommitAfter());
    }

    @Test
    void a_slow_clock_counts_less_than_passed() {
        Duration bound = Loss.fromHeartbeats(lease, 100_000_000_000L, 0).orElse(Duration.ZERO);
        assertThat(bound).isGreaterThan(Duration.ofMillis(101_010).plus(lease.lastCommitAfter()));
    }

    @Test
    void a_heartbeat_from_after_the_last_possible_write_is_another_clocks_and_proves_nothing() {
        assertThat(Loss.fromHeartbeats(lease, 5_000_000_000L, 6_200_000_000L)).isInstanceOf(Loss.AtMost.class);
        Loss foreign = Loss.fromHeartbeats(lease, 5_000_000_000L, 9_000_000_000L);
        assertThat(foreign).isInstanceOf(Loss.Unknown.class);
        assertThat(foreign.isWithin(Duration.ofDays(1))).isFalse();
    }

    @Test
    void nothing_better_makes_a_bound_worse() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            long renewal = random.nextLong(1_000_000_000_000L);
            long heartbeat = renewal - random.nextLong(100_000_000_000L);
            Duration bound = Loss.fromHeartbeats(lease, renewal, heartbeat).orElse(Duration.ZERO);
            long fresher = heartbeat + random.nextLong(renewal - heartbeat + 1);
            assertThat(Loss.fromHeartbeats(lease, renewal, fresher).orElse(Duration.ZERO))
                    .isLessThanOrEqualTo(bound);
            Lease quicker = lease.withFence(Duration.ofMillis(random.nextInt(200)));
            assertThat(Loss.fromHeartbeats(quicker, renewal, heartbeat).orElse(Duration.ZERO))
                    .isLessThanOrEqualTo(bound);
            assertThat(Loss.fromHeartbeats(twiceTheFence(), renewal, heartbeat).orElse(Duration.ZERO))
                    .isEqualTo(bound.plus(lease.fence()));
        }
    }

    private Lease twiceTheFence() {
        return lease.withFence(lease.fence().multipliedBy(2));
    }

    @Test
    void unknown_is_not_little_and_none_is_within_any_budget() {
        assertThat(new Loss.Unknown("no heartbeat").isWithin(Duration.ofDays(365)))
                .isFalse();
        assertThat(new Loss.ProvablyNone(2, 1, 2).isWithin(Duration.ZERO)).isTrue();
        assertThat(new Loss.AtMost(Duration.ofSeconds(5), "").isWithin(Duration.ofSeconds(5)))
                .isTrue();
        assertThat(new Loss.AtMost(Duration.ofNanos(5_000_000_001L), "").isWithin(Duration.ofSeconds(5)))
                .isFalse();
    }

    @Test
    void it_reads_like_an_argument() {
        assertThat(new Loss.ProvablyNone(2, 1, 2).text())
                .isEqualTo("none: 2 of 2 standbys promised and a commit waited for 1 (2 + 1 > 2)");
        assertThat(Loss.fromHeartbeats(lease, 30_000_000_000L, 0).text())
                .isEqualTo("at most 31.514s (candidate is 30.3s behind the last renewal, which allows commits for 1.21s"
                        + " more: (D − m)/(1 − ρ) + F)");
    }
}
