package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.CA;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.SA;
import static dev.meridian.engine.Climates.US;
import static dev.meridian.engine.Climates.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.bounds.Lease;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Every gate between a silence and an offer, shut for one reason at a time.
///
/// Each gate was taken out once, by hand, and a test had to fail (2026-11-20). Where the small worlds found it as
/// well, the law that broke is named; S: stories, G: this class, H: [HandOverTest].
///
/// | gate | found by |
/// |---|---|
/// | quorum of vantages | S G, I7 |
/// | hold; stability of the quorum's slowest | S G |
/// | freshness; a speaker that cannot tell; its restart | G H |
/// | newest renewal seen by all that speak; age of it | G |
/// | automatic; third opinion | G; S |
/// | cooldown, told by who remembers most | S G |
/// | inequality with the measured fence, kept for the grant | S G |
/// | somebody of the holder's kin can take over | G H |
/// | lease wait; counted from the newest renewal | S H, I5; H |
/// | promises of all that are heard of and have a database | S H |
/// | the candidate is heard of, is the most advanced | S H |
/// | time for the preferred one to catch up; both are heard of | S H |
/// | a later promise never lowers the position | H |
/// | loss gate; protected; R + W > N; only those at or behind | S H, I6; H |
/// | promise: ballot, lineage, not the suspect | H |
/// | kin: position, and what came after the promise | H |
/// | claim: ballot, offer, home | S H |
/// | offer withdrawn | S H |
/// | renewal: holder, epoch, aborts, measured fence, protection | S G H |
/// | entries once; older start of an agent | H |
/// | reports of an older epoch | H |
class RecoveryGatesTest {
    private final Policy policy = Climates.quickstart();
    private final Script script = Script.steady(policy);

    @Test
    void one_vantage_is_not_enough() {
        script.silence(1000, 9_000, EU);
        assertSteady("DETECT-2");
    }

    @Test
    void the_word_of_a_vantage_that_is_gone_does_not_count() {
        script.silence(1000, 1200, EU, AP).silence(1000, 9_000, EU);
        assertSteady("DETECT-2");
    }

    @Test
    void its_own_old_word_does_not_count_when_it_says_something_else() {
        script.silence(1000, 1300, EU, AP).silence(1000, 4_000, AP);
        script.at(4_050).done(new Duty.Route(EU, US, script.state().epoch()));
        assertThat(script.ballot()).isEqualTo(-1);
    }

    @Test
    void a_speaker_that_has_just_started_cannot_tell_how_old_words_are() {
        Policy slow = hold(600);
        Script waiting = Script.steady(slow).silence(1000, 1500, EU, AP);
        waiting.restart(US);
        waiting.at(1600).done(new Duty.Route(US, US, waiting.state().epoch()));
        assertThat(waiting.last().reasons()).extracting(Reason::rule).containsExactly(Rule.DUTY_1);
        assertThat(waiting.state().held()).isEqualTo("DETECT-4");
    }

    /// A log that has no leader for a while takes in afterwards what was said meanwhile.
    @Test
    void who_speaks_of_what_it_had_not_heard_does_not_know_that_somebody_is_gone() {
        script.silence(1000, 1500, EU, AP).promise(EU, 4096);
        List<Event.Observed> heldUp = new ArrayList<>();
        for (long at = 1_600; at <= 9_600; at += 500) {
            heldUp.add(script.at(at).word(EU, Verdict.SILENT, at - 1000));
        }
        script.sees(AP, Verdict.SILENT, 8_600);
        heldUp.forEach(script::say);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("PROMISE-3");

        script.silence(1000, 13_000, EU);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
    }

    @Test
    void after_a_reboot_clocks_begin_anew_and_date_nothing() {
        script.silence(1000, 1400, EU, AP).sees(AP, Verdict.SILENT, 5_000);
        script.at(9_000).restart(EU);
        Event.Observed word = script.word(EU, Verdict.SILENT, 8_000);
        Stamp early = new Stamp(
                EU,
                word.stamp().incarnation(),
                word.stamp().sequence(),
                5,
                word.stamp().seen());
        script.say(new Event.Observed(
                early,
                word.sights(),
                word.renewalSeen(),
                Duration.ofSeconds(8),
                word.grantAge(),
                ServerState.STANDBY,
                word.serverFor(),
                word.room(),
                word.wallSeconds()));
        assertThat(script.ballot()).isEqualTo(-1);
    }

    @Test
    void the_hold_is_waited_for_by_a_quorum() {
        script.silence(1000, 1400, EU, AP);
        assertSteady("DETECT-4");
        script.at(1500).sees(EU, Verdict.SILENT, 500).sees(AP, Verdict.SILENT, 400);
        assertSteady("DETECT-4");
    }

    @Test
    void a_vantage_that_missed_the_newest_renewal_proves_nothing() {
        Event.Observed stale = script.at(1400).word(AP, Verdict.SILENT, 5_000);
        script.at(1500).renew(US);
        Event.Observed late = new Event.Observed(
                script.stamp(AP),
                stale.sights(),
                stale.renewalSeen(),
                Duration.ofSeconds(5),
                stale.grantAge(),
                ServerState.STANDBY,
                stale.serverFor(),
                stale.room(),
                stale.wallSeconds());
        script.at(2_600).sees(EU, Verdict.SILENT, 5_000).say(late);
        assertSteady("DETECT-5");
    }

    @Test
    void a_holder_that_renews_is_alive() {
        script.at(1400).renew(US);
        script.at(1500).sees(EU, Verdict.SILENT, 900).sees(AP, Verdict.SILENT, 900);
        assertSteady("DETECT-5");
    }

    @Test
    void a_person_decides_when_the_policy_says_so() {
        Script manual =
                Script.steady(of(false, policy.cooldown(), policy.lease())).silence(1000, 9_000, EU, AP);
        assertThat(manual.state().held()).isEqualTo("MODE-1");
    }

    @Test
    void a_lease_that_allows_two_writers_arms_nothing() {
        Lease wrong = policy.lease().withFence(Duration.ofSeconds(180));
        Script unsafe = Script.steady(of(true, policy.cooldown(), wrong)).silence(1000, 9_000, EU, AP);
        assertThat(unsafe.state().held()).isEqualTo("LEASE-3");
    }

    @Test
    void a_measured_fence_stays_measured_when_a_restarted_agent_does_not_know_it() {
        script.at(500).renew(US, true, OptionalLong.of(900_000_000L)).renew(US);
        script.silence(1000, 9_000, EU, AP);
        assertSteady("LEASE-3");
    }

    @Test
    void nobody_can_take_over_when_the_only_targets_are_down() {
        for (long at = 1000; at < 4_000; at += 100) {
            script.at(at);
            script.say(script.word(EU, Verdict.SILENT, at, ServerState.DOWN));
            script.say(script.word(AP, Verdict.SILENT, at, ServerState.DOWN));
        }
        assertSteady("MOVE-1");
    }

    @Test
    void the_quorum_is_more_than_half_of_those_outside_seen_or_not() {
        Script five = Script.steady(places(List.of(US, EU, AP, SA, CA)));
        for (long at = 1000; at <= 3000; at += 100) {
            five.silence(1000, at, EU, AP).sees(SA, Verdict.HEALTHY, 0).sees(CA, Verdict.HEALTHY, 0);
        }
        assertThat(five.state().held()).isEqualTo("DETECT-2");
        for (long at = 3100; at <= 4000; at += 100) {
            five.silence(1000, at, EU, AP, SA).sees(CA, Verdict.HEALTHY, 0);
        }
        assertThat(five.ballot()).isPositive();
    }

    /// It finds everybody silent, and every renewal as young as can be.
    @Test
    void one_vantage_that_errs_does_not_keep_the_role_where_it_is() {
        Script five = Script.steady(places(List.of(US, EU, AP, SA, CA)));
        for (long at = 1000; at <= 3000; at += 100) {
            five.silence(1000, at, EU, AP, SA);
            Event.Observed word = five.word(CA, Verdict.SILENT, 0);
            five.say(new Event.Observed(
                    word.stamp(),
                    word.sights(),
                    word.renewalSeen(),
                    Duration.ZERO,
                    Duration.ZERO,
                    word.server(),
                    word.serverFor(),
                    word.room(),
                    word.wallSeconds()));
        }
        assertThat(five.ballot()).isPositive();
    }

    /// With four vantages outside one may err, whatever it says.
    @Test
    void one_vantage_that_errs_does_not_end_the_wait_for_the_lease() {
        Script five = Script.steady(places(List.of(US, EU, AP, SA, CA)));
        five.silence(1000, 1500, EU, AP, SA).promise(EU, 4096).promise(AP, 4096);
        five.promise(SA, 4096).promise(CA, 4096);
        Event.Observed word = five.word(SA, Verdict.SILENT, 600);
        five.say(new Event.Observed(
                word.stamp(),
                word.sights(),
                word.renewalSeen(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                word.server(),
                word.serverFor(),
                word.room(),
                word.wallSeconds()));
        assertThat(five.offered()).isEmpty();
        assertThat(five.state().held()).isEqualTo("LEASE-2");
        five.silence(1000, 2500, EU, AP, SA);
        assertThat(five.offered()).contains(EU);
    }

    @Test
    void silence_is_written_down_once_however_verdicts_flip_and_before_a_recovery_opens() {
        script.at(1000).sees(EU, Verdict.SILENT, 900).sees(AP, Verdict.SILENT, 900);
        assertThat(script.rules()).containsExactly("DETECT-1", "MOVE-2");

        Script flips = Script.steady(hold(5_000)).silence(1000, 1500, EU, AP);
        assertThat(flips.text().split("DETECT-1", -1)).hasSize(2);
        flips.at(1700).sees(AP, Verdict.GREY, 0);
        assertThat(flips.rules()).containsExactly("DETECT-6", "DETECT-2");
        flips.silence(1800, 2_000, EU, AP);
        assertThat(flips.text().split("DETECT-1", -1)).hasSize(3);
    }

    @Test
    void a_vantage_that_goes_away_and_returns_does_not_begin_the_silence_anew() {
        Script patient = Script.steady(hold(20_000)).silence(1000, 1500, EU, AP);
        patient.silence(1000, 6_000, EU).silence(1000, 9_000, EU, AP);
        assertThat(patient.text().split("DETECT-1", -1)).hasSize(2);
        assertThat(patient.text()).contains("DETECT-2");
    }

    @Test
    void no_second_move_within_the_cooldown_and_one_after_it() {
        Script second = Script.steady(of(true, Duration.ofSeconds(20), policy.lease()));
        moveToEu(second);
        long movedAt = second.now();
        second.silence(movedAt + 1000, movedAt + 19_000, US, AP);
        assertThat(second.state().held()).isEqualTo("PACE-1");
        assertThat(second.text()).contains("PACE-1    the last move was");
        second.silence(movedAt + 1000, movedAt + 20_100, US, AP);
        assertThat(second.ballot()).isPositive();
    }

    @Test
    void an_agent_that_starts_again_does_not_prolong_the_cooldown() {
        Script second = Script.steady(of(true, Duration.ofSeconds(20), policy.lease()));
        moveToEu(second);
        long movedAt = second.now();
        second.silence(movedAt + 1000, movedAt + 15_000, US, AP);
        second.restart(AP);
        second.silence(movedAt + 1000, movedAt + 20_500, US, AP);
        assertThat(second.ballot()).isPositive();
    }

    /// At that moment nobody can have seen its newest renewal: a holder that renews and is cut off let its role go
    /// never again, once it had moved.
    @Test
    void a_holder_that_has_just_renewed_knows_when_the_cooldown_is_over() {
        Policy pacing = of(true, Duration.ofSeconds(20), policy.lease());
        Script second = Script.steady(pacing);
        moveToEu(second);
        long movedAt = second.now();
        second.silence(movedAt + 1000, movedAt + 19_000, US, AP).renew(EU);
        assertThat(Engine.prospect(second.state(), second.stamp(EU), pacing)).isNotEqualTo(Prospect.SOMEBODY);
        second.silence(movedAt + 19_000, movedAt + 20_500, US, AP).renew(EU);
        assertThat(Engine.prospect(second.state(), second.stamp(EU), pacing)).isEqualTo(Prospect.SOMEBODY);
    }

    static void moveToEu(Script script) {
        script.silence(1000, 1500, EU, AP);
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1600, EU, AP);
        script.claim(EU, script.ballot()).settle();
    }

    private void assertSteady(String held) {
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);
        assertThat(script.state().held()).isEqualTo(held);
    }

    private Policy hold(long hold) {
        return copy(policy.members(), true, millis(hold), policy.cooldown(), policy.lease());
    }

    private Policy of(boolean automatic, Duration cooldown, Lease lease) {
        return copy(policy.members(), automatic, policy.hold(), cooldown, lease);
    }

    private Policy places(List<RegionName> regions) {
        return copy(regions, true, policy.hold(), policy.cooldown(), policy.lease());
    }

    private Policy copy(List<RegionName> regions, boolean automatic, Duration hold, Duration cooldown, Lease lease) {
        return new Policy(
                "orders",
                US,
                regions,
                regions,
                regions,
                automatic,
                hold,
                lease,
                policy.renewEvery(),
                policy.silentAfter(),
                cooldown,
                Duration.ofSeconds(10),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ZERO,
                1,
                policy.freshness(),
                AddedSteps.NONE,
                Optional.empty(),
                Climates.PATIENCE,
                List.of());
    }
}
