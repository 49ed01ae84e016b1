package dev.meridian.evidence;

import static dev.meridian.evidence.Load.ASIA_USER;
import static dev.meridian.evidence.Load.EU;
import static dev.meridian.evidence.Load.EU_USER;
import static dev.meridian.evidence.Load.NEW;
import static dev.meridian.evidence.Load.OLD;
import static dev.meridian.evidence.Load.RUDE;
import static dev.meridian.evidence.Load.US;
import static dev.meridian.evidence.Load.US_USER;
import static dev.meridian.evidence.Load.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final RegionName AP = new RegionName("ap-southeast-1");

    private final Load load = new Load();

    @Test
    void time_to_recover_is_that_of_the_surviving_location_that_waited_longest() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 39_900, 100);
        load.writes(ASIA_USER, US, 0, 9_800, 100);
        load.writes(ASIA_USER, EU, 13_500, 39_900, 100);
        load.writes(US_USER, US, 0, 9_990, 10);

        Outcome outcome = load.outcome(US);

        assertThat(outcome.rto()).hasValue(Duration.ofMillis(3_700));
        assertThat(load.outcome().rto())
                .as("users at a location that is not dead wait for ever")
                .isEmpty();
    }

    @Test
    void writes_that_go_on_for_less_than_five_seconds_are_not_a_recovery() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 12_000, 16_900, 100);
        load.writes(EU_USER, EU, 18_000, 39_900, 100);
        assertThat(load.outcome().rto()).hasValue(Duration.ofMillis(8_100));
    }

    @Test
    void a_gap_of_exactly_a_second_is_no_gap() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 12_000, 16_000, 100);
        load.writes(EU_USER, EU, 17_000, 39_900, 100);
        assertThat(load.outcome().rto()).hasValue(Duration.ofMillis(2_100));
    }

    @Test
    void users_who_are_never_served_again_have_no_time_to_recover_and_no_phases() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 36_000, 39_900, 100);
        Outcome outcome = load.outcome();
        assertThat(outcome.rto()).isEmpty();
        assertThat(outcome.phases()).isEmpty();
        assertThat(outcome.span().effect()).hasValue(millis(9_900));
    }

    @Test
    void answers_in_flight_when_the_fault_struck_count_as_before_it() {
        load.writes(EU_USER, US, 0, 10_060, 20);
        load.writes(EU_USER, EU, 13_060, 39_900, 20);
        assertThat(load.outcome().rto()).hasValue(Duration.ofMillis(3_000));
    }

    @Test
    void a_fault_that_stops_writes_late_is_counted_from_when_they_stop() {
        load.writes(EU_USER, US, 0, 18_000, 100);
        load.writes(EU_USER, EU, 21_000, 39_900, 100);
        assertThat(load.outcome().rto()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void a_fault_that_users_do_not_feel_costs_one_wait_between_writes_and_no_downtime() {
        load.writes(EU_USER, US, 0, 39_950, 50);
        Outcome outcome = load.outcome();
        assertThat(outcome.rto()).hasValue(Duration.ofMillis(50));
        assertThat(outcome.downtime()).isZero();
    }

    @Test
    void downtime_is_the_sum_of_gaps_of_more_than_a_second_at_the_worst_location() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, US, 15_000, 20_000, 100);
        load.writes(EU_USER, US, 22_000, 39_900, 100);
        load.writes(ASIA_USER, US, 0, 39_900, 100);
        assertThat(load.outcome().downtime()).isEqualTo(Duration.ofMillis(7_100));
    }

    @Test
    void reads_recover_on_their_own() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 39_900, 100);
        for (long at = 0; at < 40_000; at += 100) {
            if (at <= 9_900 || at >= 11_400) {
                load.ledger.readAnswered(EU_USER, EU, millis(at - 3), millis(at));
            }
        }
        assertThat(load.outcome().readRto()).hasValue(Duration.ofMillis(1_500));
    }

    @Test
    void other_clients_do_not_decide_when_users_have_recovered() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(RUDE, EU, 9_900, 39_900, 100);
        assertThat(load.outcome().rto()).isEmpty();
    }

    @Test
    void a_write_deleted_behind_its_back_is_lost() {
        List<Long> keys = load.writes(EU_USER, US, 0, 9_900, 100);
        load.surviving.remove(keys.get(97));
        Outcome.Writes writes = load.outcome().writes();
        assertThat(writes.acknowledged()).isEqualTo(100);
        assertThat(writes.lost()).isEqualTo(1);
        assertThat(writes.loss()).as("9 700 → 9 900 ms").isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_a_client_committed_without_durability_of_its_own_will_is_acknowledged_but_not_lost() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.ledger.acknowledgedUnsafe(RUDE, 9_999, US, OLD, millis(9_000), millis(9_950));
        Outcome.Writes writes = load.outcome().writes();
        assertThat(writes.acknowledged()).isEqualTo(101);
        assertThat(writes.lost()).isZero();
        assertThat(writes.loss()).isZero();
    }

    @Test
    void a_write_of_the_old_side_after_the_first_of_the_new_one_is_two_sided_whoever_made_it() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 39_900, 100);
        load.ledger.acknowledgedUnsafe(RUDE, 9_999, US, OLD, millis(12_000), millis(13_001));
        Outcome outcome = load.outcome();
        assertThat(outcome.writes().twoSided()).isEqualTo(1);
        assertThat(outcome.clients().get(RUDE).twoSided()).isEqualTo(1);
        assertThat(outcome.clients().get(EU_USER).twoSided()).isZero();
    }

    @Test
    void a_write_of_a_region_that_took_over_and_lost_the_role_again_is_two_sided_as_well() {
        Epoch third = new Epoch(20);
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 20_000, 100);
        load.ledger.acknowledged(EU_USER, 9_997, AP, third, millis(24_000), millis(24_001));
        load.ledger.acknowledged(EU_USER, 9_998, EU, NEW, millis(24_000), millis(24_002));
        load.ledger.acknowledged(EU_USER, 9_999, AP, NEW, millis(24_000), millis(24_003));
        assertThat(load.outcome().writes().twoSided())
                .as("one by the second side after the third began; one region is never two sides")
                .isEqualTo(1);
    }

    @Test
    void what_a_second_side_lost_is_counted_to_the_end_of_that_side() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        List<Long> keys = load.writes(EU_USER, EU, 13_000, 20_000, 100);
        load.surviving.remove(keys.get(50));
        assertThat(load.outcome().writes().loss()).isEqualTo(Duration.ofMillis(2_000));
    }

    @Test
    void a_location_where_no_write_ever_worked_is_one_that_never_recovered() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 39_900, 100);
        assertThat(load.outcome().rto()).isPresent();
        load.ledger.failed(ASIA_USER, 9_999, millis(1_000), millis(2_000), Failure.TIMEOUT);
        assertThat(load.outcome().rto()).isEmpty();
    }

    @Test
    void the_same_region_under_a_later_epoch_is_the_new_side() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 20_000, 100);
        load.ledger.acknowledged(EU_USER, 9_999, US, NEW, millis(20_000), millis(20_100));
        assertThat(load.outcome().writes().twoSided()).isZero();
    }

    @Test
    void keys_changed_on_both_sides_are_forked() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        List<Long> keys = load.writes(EU_USER, EU, 13_000, 39_900, 100);
        load.changedOnOldSide.add(keys.getFirst());
        load.changedOnOldSide.add(777_777L);
        load.ledger.acknowledged(RUDE, keys.getLast(), US, OLD, millis(13_500), millis(13_600));
        assertThat(load.outcome().writes().forkedKeys()).isEqualTo(2);
    }

    @Test
    void the_fence_takes_until_the_last_write_of_the_old_side() {
        load.writes(EU_USER, US, 0, 12_400, 100);
        load.writes(EU_USER, EU, 14_000, 39_900, 100);
        assertThat(load.outcome().fence()).isEmpty();
        load.fence = Load.fence(12_000);
        assertThat(load.outcome().fence()).hasValue(Duration.ofMillis(400));
        load.fence = Load.fence(12_900);
        assertThat(load.outcome().fence()).hasValue(Duration.ZERO);
    }

    @Test
    void a_side_that_serves_again_after_a_blip_has_not_leaked_through_its_fence() {
        load.writes(EU_USER, US, 0, 12_400, 100);
        load.writes(EU_USER, US, 20_500, 39_900, 100);
        load.fence = Load.fence(12_000);
        load.healed = OptionalLong.of(millis(20_000));
        assertThat(load.outcome().fence()).hasValue(Duration.ofMillis(400));
    }

    @Test
    void a_side_that_was_started_again_in_its_place_has_not_leaked_through_its_fence() {
        load.writes(EU_USER, US, 0, 12_100, 100);
        load.writes(EU_USER, US, 15_000, 39_900, 100);
        load.fence = Optional.of(new FaultFacts.Fence(millis(12_000), OptionalLong.of(millis(12_200))));
        assertThat(load.outcome().fence()).hasValue(Duration.ofMillis(100));
    }

    @Test
    void a_phase_ends_at_its_event_but_never_before_the_one_in_front_of_it() {
        load.writes(EU_USER, US, 0, 9_900, 100);
        load.writes(EU_USER, EU, 13_000, 39_900, 100);
        load.phaseEnds.putAll(Map.of(
                Phase.DETECT, millis(11_000),
                Phase.HOLD, millis(10_500),
                Phase.FENCE, millis(11_800),
                Phase.PROMOTE, millis(12_300),
                Phase.ROUTE, millis(99_000)));
        assertThat(load.outcome().phases())
                .containsExactly(
                        Map.entry(Phase.DETECT, Duration.ofMillis(1_100)),
                        Map.entry(Phase.HOLD, Duration.ZERO),
                        Map.entry(Phase.FENCE, Duration.ofMillis(800)),
                        Map.entry(Phase.PROMOTE, Duration.ofMillis(500)),
                        Map.entry(Phase.SCALE, Duration.ZERO),
                        Map.entry(Phase.ROUTE, Duration.ofMillis(700)),
                        Map.entry(Phase.VERIFY, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void phases_always_add_up_to_the_time_to_recover(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Load any = new Load();
            long gap = 1_001 + random.nextInt(20_000);
            any.ledger.acknowledged(EU_USER, 1, US, OLD, 0, millis(9_500) + random.nextInt(500_000_000));
            long offset = random.nextInt(1_000_000);
            for (long at = 10_000 + gap; at < 39_000; at += 50) {
                any.ledger.acknowledged(EU_USER, at, EU, NEW, 0, millis(at) + offset);
            }
            for (Phase phase : Phase.values()) {
                if (phase != Phase.VERIFY && random.nextInt(4) > 0) {
                    any.phaseEnds.put(phase, millis(9_000) + random.nextLong(millis(25_000)));
                }
            }
            Outcome outcome = any.outcome();
            Duration sum = outcome.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(outcome.rto()).hasValue(sum);
            assertThat(outcome.phases().values()).allMatch(length -> !length.isNegative());
        }
    }

    @Test
    void the_picture_counts_what_arrived_in_each_tenth_of_a_second() {
        load.writes(EU_USER, US, 0, 290, 10);
        load.ledger.failed(EU_USER, 9_999, millis(100), millis(250), Failure.TIMEOUT);
        Outcome outcome = load.outcome();
        Outcome.Series eu = outcome.series().getFirst();
        assertThat(eu.location()).isEqualTo(EU);
        assertThat(eu.buckets()).hasSize(401);
        assertThat(eu.buckets().get(2)).isEqualTo(new Outcome.Bucket(10, 1, Duration.ofMillis(5)));
        assertThat(outcome.clients().getFirst().failures()).isEqualTo(new EnumMap<>(Map.of(Failure.TIMEOUT, 1L)));
    }
}
