package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// From the first promise until everybody follows the new holder, with whatever comes late, twice, or from the
/// wrong side.
class HandOverTest {
    private final Policy policy = Climates.quickstart();
    private final Script script = Script.steady(policy).silence(1000, 1500, EU, AP);

    @Test
    void the_role_is_not_offered_while_the_old_lease_may_run() {
        script.promise(EU, 4096).promise(AP, 4096);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("LEASE-2");
        script.silence(1000, 1600, EU, AP);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void a_wait_that_began_at_an_older_renewal_does_not_count() {
        script.promise(EU, 4096).promise(AP, 4096);
        Event.Observed word = script.word(EU, Verdict.SILENT, 900);
        script.say(new Event.Observed(
                word.stamp(),
                word.sights(),
                1,
                Duration.ofMinutes(1),
                word.grantAge(),
                ServerState.STANDBY,
                word.serverFor(),
                word.room(),
                word.wallSeconds()));
        assertThat(script.offered()).isEmpty();
    }

    @Test
    void a_survivor_that_is_heard_of_is_waited_for() {
        script.promise(EU, 4096).silence(1000, 4_000, EU, AP);
        assertThat(script.state().held()).isEqualTo("PROMISE-3");
    }

    @Test
    void a_speaker_that_has_just_started_does_not_take_a_survivor_for_gone() {
        Script async = budget(Duration.ofMinutes(1)).silence(1000, 1500, EU, AP);
        async.promise(EU, 4096, OptionalLong.of(async.nanos(US) - 1_000_000_000L));
        async.silence(1000, 1600, EU, AP);
        async.restart(EU);
        async.at(1700).sees(EU, Verdict.SILENT, 700);
        assertThat(async.offered()).isEmpty();
        async.silence(1000, 4_000, EU);
        assertThat(async.offered()).contains(EU);
    }

    @Test
    void a_survivor_without_a_running_database_is_not_waited_for_but_its_writes_are_not_forgotten() {
        script.promise(EU, 4096);
        script.at(1700).say(script.word(AP, Verdict.SILENT, 700, ServerState.DOWN));
        script.sees(EU, Verdict.SILENT, 700);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        script.silence(1000, 2_000, AP).promise(AP, 4096).silence(1000, 2_100, EU, AP);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void the_most_advanced_survivor_is_chosen_when_the_preferred_one_does_not_catch_up_in_time() {
        script.promise(EU, 4000).promise(AP, 4096).silence(1000, 3500, EU, AP);
        assertThat(script.offered()).isEmpty();
        script.silence(1000, 3600, EU, AP);
        assertThat(script.offered()).contains(AP);
        assertThat(script.outstanding()).containsExactly(new Duty.Claim(AP, script.ballot()));
    }

    @Test
    void another_one_fetches_what_a_survivor_has_when_the_likeliest_is_gone() {
        Script away = Script.steady(Climates.withSpare());
        away.silence(1000, 1500, EU, AP, Climates.SA);
        away.promise(EU, 4000).promise(AP, 4000).promise(Climates.SA, 4096);
        assertThat(away.outstanding()).containsExactly(new Duty.CatchUp(EU, Climates.SA, away.ballot(), 4096));
        away.silence(1000, 4_000, AP, Climates.SA);
        assertThat(away.outstanding()).containsExactly(new Duty.CatchUp(AP, Climates.SA, away.ballot(), 4096));
        assertThat(away.state().held()).as("it is waited for in its turn").isEqualTo("MOVE-6");
        away.promise(AP, 4096).silence(1000, 4_100, AP, Climates.SA);
        assertThat(away.offered()).contains(AP);
    }

    @Test
    void nobody_fetches_what_nobody_has_any_more() {
        Script away = Script.steady(Climates.withSpare());
        away.silence(1000, 1500, EU, AP, Climates.SA);
        away.promise(EU, 4000).promise(AP, 4000).promise(Climates.SA, 4096).silence(1000, 15_000, AP);
        assertThat(away.outstanding()).containsExactly(new Duty.CatchUp(EU, Climates.SA, away.ballot(), 4096));
    }

    @Test
    void survivors_receive_from_a_likeliest_one_that_is_there() {
        Script away = Script.steady(Climates.withSpare()).calm(13_000, AP, Climates.SA);
        away.silence(13_500, 16_000, AP, Climates.SA);
        assertThat(away.outstanding()).contains(new Duty.Promise(Climates.SA, away.ballot(), AP));
    }

    @Test
    void survivors_receive_from_where_the_role_is_pinned_to() {
        Script pinned = Script.steady(Climates.withSpare());
        Order.Signature ada = new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(10));
        pinned.say(new Event.Ordered(pinned.stamp(EU), new Order.Pin(ada, AP)));
        pinned.silence(1000, 1500, EU, AP, Climates.SA);
        assertThat(pinned.outstanding())
                .contains(new Duty.Promise(EU, pinned.ballot(), AP), new Duty.Promise(AP, pinned.ballot(), EU));
    }

    @Test
    void the_time_to_catch_up_begins_when_nothing_else_is_waited_for() {
        script.promise(EU, 4000).silence(1000, 5000, EU, AP).promise(AP, 4096).silence(1000, 6900, EU, AP);
        assertThat(script.state().held()).isEqualTo("MOVE-6");
        script.silence(1000, 7000, EU, AP);
        assertThat(script.offered()).contains(AP);
    }

    @Test
    void the_preferred_survivor_gets_the_role_after_it_has_caught_up() {
        script.promise(EU, 4000).promise(AP, 4096);
        assertThat(script.outstanding()).containsExactly(new Duty.CatchUp(EU, AP, script.ballot(), 4096));
        script.silence(1000, 1600, EU, AP);
        assertThat(script.state().held()).isEqualTo("MOVE-6");
        script.promise(EU, 4096);
        assertThat(script.offered()).contains(EU);
        script.claim(EU, script.ballot());
        assertThat(script.state().grant().orElseThrow().lineage()).containsExactly(EU, AP);
    }

    @Test
    void the_preferred_survivor_is_not_waited_for_when_the_one_that_is_ahead_is_gone() {
        script.promise(EU, 4000).promise(AP, 4096);
        script.at(1600).say(script.word(AP, Verdict.SILENT, 600, ServerState.DOWN));
        script.sees(EU, Verdict.SILENT, 600);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        assertThat(script.outstanding()).as("it may come back").hasSize(1);
    }

    @Test
    void a_preferred_survivor_that_is_gone_is_not_waited_for() {
        script.promise(EU, 4000).promise(AP, 4096);
        script.at(1600).say(script.word(EU, Verdict.SILENT, 600, ServerState.DOWN));
        script.sees(AP, Verdict.SILENT, 600);
        assertThat(script.offered()).contains(AP);
    }

    @Test
    void what_another_one_that_is_not_ahead_has_replayed_is_in_the_candidate_too() {
        Script degraded = budget(Duration.ofSeconds(4));
        degraded.at(500).renew(US, false, OptionalLong.empty());
        degraded.silence(1000, 1700, EU, AP);
        degraded.promise(EU, 4096, OptionalLong.of(degraded.nanos(US) - 30_000_000_000L));
        assertThat(degraded.promise(AP, 4000, OptionalLong.of(degraded.nanos(US) - 1_000_000_000L))
                        .silence(1000, 2200, EU, AP)
                        .offered())
                .contains(EU);
    }

    @Test
    void a_heartbeat_of_another_clock_than_the_newest_renewal_bounds_nothing() {
        Script degraded = budget(Duration.ofSeconds(4));
        HoldersClock before = new HoldersClock(degraded.state().epoch(), 0);
        degraded.at(500).renew(US, false, OptionalLong.empty());
        degraded.silence(1000, 1700, EU, AP);
        OptionalLong second = OptionalLong.of(degraded.nanos(US) - 1_000_000_000L);
        degraded.promise(EU, 4096, before, second).promise(AP, 4096, before, second);
        assertThat(degraded.silence(1000, 2200, EU, AP).offered()).isEmpty();
        assertThat(degraded.state().held()).isEqualTo("LOSS-1");
        degraded.promise(EU, 4096, second);
        assertThat(degraded.silence(1000, 2300, EU, AP).offered()).contains(EU);
    }

    @Test
    void a_promise_that_comes_late_does_not_take_back_a_greater_position() {
        script.promise(EU, 4000).promise(AP, 4096).promise(EU, 4096).promise(EU, 4000);
        assertThat(recovering().promises().get(EU).position()).isEqualTo(4096);
    }

    @Test
    void survivors_receive_from_the_likeliest_one_and_that_one_from_the_next() {
        assertThat(script.outstanding())
                .containsExactly(new Duty.Promise(EU, script.ballot(), AP), new Duty.Promise(AP, script.ballot(), EU));
    }

    @Test
    void a_promise_to_another_ballot_counts_nothing() {
        script.say(new Event.Promised(script.stamp(EU), script.ballot() - 1, 9999, Optional.empty()));
        assertThat(script.rules()).contains("PROMISE-2");
        assertThat(recovering().promises()).isEmpty();
    }

    @Test
    void the_suspect_cannot_promise_to_itself() {
        script.promise(US, 9999);
        assertThat(recovering().promises()).isEmpty();
    }

    @Test
    void a_diverged_copy_cannot_promise_and_has_to_rejoin() {
        script.promise(EU, 4096).silence(1000, 4_000, EU);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        Script async = movedToEuWithoutAp();
        assertThat(async.outstanding())
                .contains(new Duty.Rejoin(AP, EU, async.state().epoch()));
        async.silence(async.now() + 100, async.now() + 1_000, US, AP);
        assertThat(async.state().held()).as("nobody of its kin is left").isEqualTo("MOVE-1");
        assertThat(async.ballot()).isEqualTo(-1);
    }

    @Test
    void a_promise_of_a_diverged_copy_counts_nothing() {
        Script async = movedToEuWithoutAp();
        async.done(new Duty.Rejoin(US, EU, async.state().epoch()));
        async.silence(async.now() + 100, async.now() + 3_000, US, AP);
        assertThat(async.ballot()).isPositive();
        assertThat(async.promise(AP, 9999).rules()).contains("PROMISE-2");
    }

    @Test
    void without_a_synchronous_set_in_force_promises_prove_nothing() {
        Script degraded = Script.steady(policy);
        degraded.at(500).renew(US, false, OptionalLong.empty());
        degraded.silence(1000, 1700, EU, AP);
        degraded.promise(EU, 4096).promise(AP, 4096).silence(1000, 3_000, EU, AP);
        assertThat(degraded.state().held()).isEqualTo("LOSS-1");
    }

    @Test
    void a_late_promise_or_a_report_for_an_older_epoch_does_not_hide_that_somebody_has_to_follow() {
        long ballot = script.ballot();
        script.renew(US).settle();
        script.say(new Event.Promised(script.stamp(AP), ballot, 4096, Optional.empty()));
        assertThat(script.outstanding()).containsExactly(new Duty.Follow(AP, US, epoch()));

        Script moved = Script.steady(policy);
        RecoveryGatesTest.moveToEu(moved);
        assertThat(moved.done(new Duty.Follow(AP, US, new Epoch(1))).outstanding())
                .isEmpty();
    }

    @Test
    void whoever_promised_beyond_the_candidate_is_no_kin() {
        Script async = budget(Duration.ofMinutes(1)).silence(1000, 1500, EU, AP);
        async.promise(EU, 4096, OptionalLong.of(async.nanos(US) - 1_000_000_000L));
        async.silence(1000, 3_700, EU);
        assertThat(async.offered()).contains(EU);
        async.promise(AP, 5000).claim(EU, async.ballot());
        assertThat(async.state().grant().orElseThrow().lineage()).containsExactly(EU);
    }

    @Test
    void nobody_is_kin_of_an_unlikely_candidate_unless_all_survivors_promised_at_or_behind_it() {
        Stamp stamp = script.stamp(AP);
        var promises = new java.util.LinkedHashMap<RegionName, Event.Promised>();
        promises.put(AP, new Event.Promised(stamp, 18, 4096, Optional.empty()));
        promises.put(US, new Event.Promised(stamp, 18, 4000, Optional.empty()));
        var open = new State.Stage.Recovering(
                18,
                Climates.SA,
                java.util.Optional.of(EU),
                java.util.Optional.empty(),
                promises,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty());
        List<RegionName> lineage = List.of(Climates.SA, US, EU, AP);
        assertThat(kin(open, AP, lineage)).as("EU may still receive").containsExactly(AP);
        var settled = open.withPromise(new Event.Promised(script.stamp(EU), 18, 4096, Optional.empty()));
        assertThat(kin(settled, AP, lineage)).containsExactlyInAnyOrder(AP, US, EU);
        assertThat(kin(settled, AP, List.of(Climates.SA, US, EU, AP, Climates.CA)))
                .as("EU may have received from one that still receives")
                .containsExactly(AP);
        var ahead = settled.withPromise(new Event.Promised(script.stamp(US), 18, 5000, Optional.empty()));
        assertThat(kin(ahead, AP, lineage)).as("EU may have caught up with US").containsExactly(AP);
        assertThat(kin(ahead, EU, lineage)).as("EU is whom AP receives from").containsExactly(AP, EU);
        assertThat(kin(ahead.withDeputy(AP), EU, lineage))
                .as("AP may have more of US by now")
                .containsExactly(EU);
        assertThat(kin(settled.withDeputy(AP), AP, lineage)).containsExactlyInAnyOrder(AP, US, EU);
    }

    private static List<RegionName> kin(
            State.Stage.Recovering recovering, RegionName candidate, List<RegionName> lineage) {
        return new Kinship(recovering, lineage).of(candidate);
    }

    @Test
    void an_offer_to_a_candidate_that_is_gone_is_withdrawn_and_its_late_claim_is_harmless() {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP).silence(1000, 5_000, AP);
        assertThat(script.offered()).contains(AP);
        script.claim(EU, script.ballot());
        assertThat(script.rules()).contains("ROLE-3");
        assertThat(script.state().holder()).contains(US);
    }

    @Test
    void without_another_candidate_the_role_is_offered_again_to_one_that_returns() {
        script.promise(EU, 4096).promise(AP, 4000).silence(1000, 1600, EU, AP).silence(1000, 5_000, AP);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        script.silence(1000, 5_500, EU, AP);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void a_candidate_whose_database_stopped_loses_the_offer() {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP);
        script.at(1700).say(script.word(EU, Verdict.SILENT, 700, ServerState.DOWN));
        assertThat(script.rules()).containsExactly("MOVE-5", "MOVE-4");
        assertThat(script.offered()).contains(AP);
    }

    @Test
    void a_claim_counts_only_for_the_ballot_it_was_offered_in() {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP);
        script.claim(EU, script.ballot() - 1);
        assertThat(script.state().holder()).contains(US);
    }

    @Test
    void a_renewal_calls_the_recovery_off_and_everybody_receives_again() {
        script.promise(EU, 4096).renew(US);
        assertThat(script.outstanding())
                .containsExactly(new Duty.Follow(EU, US, epoch()), new Duty.Follow(AP, US, epoch()));
        assertThat(script.claim(EU, 18).rules()).contains("ROLE-3");
    }

    @Test
    void a_renewal_of_an_older_epoch_calls_nothing_off() {
        Script moved = Script.steady(policy);
        RecoveryGatesTest.moveToEu(moved);
        moved.say(new Event.Renewed(moved.stamp(US), new Epoch(1), true, OptionalLong.empty()));
        assertThat(moved.rules()).containsExactly("LEASE-1");
        moved.say(new Event.Renewed(moved.stamp(EU), new Epoch(1), true, OptionalLong.empty()));
        assertThat(moved.rules()).containsExactly("LEASE-1");
        moved.say(new Event.Renewed(moved.stamp(US), moved.state().epoch(), true, OptionalLong.empty()));
        assertThat(moved.rules()).containsExactly("LEASE-1");
    }

    @Test
    void a_suspect_that_answers_again_but_never_renews_does_not_stop_the_recovery() {
        script.promise(EU, 4096).promise(AP, 4096);
        for (long at = 1600; at < 3_000; at += 100) {
            script.at(at).sees(EU, Verdict.HEALTHY, 0).sees(AP, Verdict.HEALTHY, 0);
        }
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void the_new_holder_stays_protected_while_it_is_still_a_standby() {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP).claim(EU, script.ballot());
        script.renew(EU, false, OptionalLong.empty());
        assertThat(script.state().renewal().orElseThrow().isProtected()).isTrue();
        script.done(new Duty.Promote(EU, epoch())).renew(EU, false, OptionalLong.empty());
        assertThat(script.state().renewal().orElseThrow().isProtected()).isFalse();
    }

    @Test
    void what_was_inherited_unproven_is_not_protected() {
        Script unproven = movedToEuWithoutAp();
        assertThat(unproven.state().grant().orElseThrow().loss()).isInstanceOf(Loss.AtMost.class);
        assertThat(unproven.state().renewal().orElseThrow().isProtected()).isFalse();
    }

    @Test
    void what_was_done_for_an_older_epoch_is_not_done_for_this_one() {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP).claim(EU, script.ballot());
        List<Duty> before = script.outstanding();
        script.done(new Duty.Promote(US, new Epoch(1)))
                .done(new Duty.Follow(AP, US, new Epoch(1)))
                .done(new Duty.Rejoin(US, EU, new Epoch(1)))
                .done(new Duty.Route(AP, US, new Epoch(1)));
        assertThat(script.outstanding()).isEqualTo(before);
    }

    @Test
    void an_entry_counts_once_and_an_older_start_of_an_agent_is_not_heard_any_more() {
        Event.Promised promise = new Event.Promised(script.stamp(EU), script.ballot(), 1, Optional.empty());
        script.say(promise).say(promise);
        assertThat(script.rules()).containsExactly("LOG-1");
        Stamp old = script.stamp(EU);
        script.restart(EU);
        script.promise(EU, 2);
        script.say(new Event.Promised(old, script.ballot(), 3, Optional.empty()));
        assertThat(script.rules()).containsExactly("LOG-1");
    }

    @Test
    void a_report_before_any_grant_changes_nothing() {
        Script empty = new Script(policy);
        empty.done(new Duty.Promote(US, new Epoch(1))).done(new Duty.Rejoin(EU, US, new Epoch(1)));
        assertThat(empty.state().stage()).isInstanceOf(State.Stage.Vacant.class);
        assertThat(empty.claim(EU, 0).rules()).contains("ROLE-3");
        assertThat(empty.claim(US, 0).rules()).contains("ROLE-1");
        assertThat(empty.claim(US, 0).rules()).contains("ROLE-3");
    }

    private State.Stage.Recovering recovering() {
        return (State.Stage.Recovering) script.state().stage();
    }

    private Epoch epoch() {
        return script.state().epoch();
    }

    private Script movedToEuWithoutAp() {
        Script async = budget(Duration.ofMinutes(1)).silence(1000, 1500, EU, AP);
        async.promise(EU, 4096, OptionalLong.of(async.nanos(US) - 1_000_000_000L));
        async.silence(1000, 3_700, EU);
        return async.claim(EU, async.ballot())
                .done(new Duty.Promote(EU, async.state().epoch()));
    }

    private Script budget(Duration maxLoss) {
        return Script.steady(new Policy(
                "orders",
                US,
                policy.members(),
                policy.targets(),
                policy.voters(),
                true,
                policy.hold(),
                policy.lease(),
                policy.renewEvery(),
                policy.silentAfter(),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Optional.empty(),
                OptionalInt.empty(),
                maxLoss,
                1,
                policy.freshness(),
                AddedSteps.NONE,
                Optional.empty(),
                Climates.PATIENCE,
                List.of()));
    }
}
