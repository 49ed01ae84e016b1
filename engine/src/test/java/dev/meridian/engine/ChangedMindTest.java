package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What people say while a recovery is under way, or what they said and is over, counts for what has not been
/// decided yet.
class ChangedMindTest {
    private final Policy policy = Climates.quickstart();
    private final Script script = Script.steady(policy);

    private static Order.Signature by(String second, Duration expires) {
        return new Order.Signature("ada", Optional.of(second), "because", expires);
    }

    private static Order.Signature ada() {
        return by("grace", Duration.ofMinutes(10));
    }

    private Script order(Order order) {
        return script.say(new Event.Ordered(script.stamp(EU), order));
    }

    @Test
    void a_pause_holds_back_a_recovery_that_has_begun_and_takes_back_its_offer() {
        script.silence(1000, 1500, EU, AP);
        order(new Order.Pause(ada()));
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 3000, EU, AP);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("MODE-2");

        order(new Order.Resume(ada()));
        assertThat(script.offered()).contains(EU);
        long ballot = script.ballot();
        order(new Order.Pause(ada()));
        assertThat(script.rules()).contains("MOVE-5");
        assertThat(script.claim(EU, ballot).state().holder()).contains(US);
    }

    @Test
    void a_recovery_is_cancelled_once_nothing_begins_it_again() {
        script.silence(1000, 1500, EU, AP);
        order(new Order.Cancel(ada()));
        assertThat(script.rules()).contains("ORDER-2");
        order(new Order.Pause(ada()));
        order(new Order.Cancel(ada()));
        assertThat(script.rules()).contains("MOVE-9");
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);
    }

    @Test
    void an_attestation_is_over_as_soon_as_the_region_says_anything() {
        script.silence(100, 2500, EU, AP);
        order(new Order.AttestDown(ada(), US));
        assertThat(script.state().orders()).hasSize(1);
        script.say(script.word(US, Verdict.UNKNOWN, 0, ServerState.DOWN));
        assertThat(script.rules()).contains("ORDER-3");
        assertThat(script.state().orders()).isEmpty();
    }

    /// Two people are in a hurry: the region that they would vouch for writes under a lease that runs.
    @Test
    void nobody_attests_of_a_region_that_is_heard_of_that_it_is_down() {
        order(new Order.AttestDown(ada(), US));
        assertThat(script.rules()).contains("ORDER-2");
        assertThat(script.state().orders()).isEmpty();
    }

    @Test
    void a_pin_lets_the_role_go_where_it_says_and_nowhere_else() {
        order(new Order.Pin(ada(), AP));
        script.silence(1000, 1500, EU, AP).promise(EU, 4096).promise(AP, 4096);
        script.silence(1000, 3000, EU, AP);
        assertThat(script.offered()).contains(AP);

        order(new Order.Pin(ada(), US));
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("MODE-3");
    }

    @Test
    void one_person_is_no_second_one_with_other_capitals_or_what_nobody_sees() {
        for (String same : List.of(" Ada", "ada\u00a0", "a\u200bda", "\u2060")) {
            order(new Order.AttestDown(by(same, Duration.ofMinutes(10)), US));
            assertThat(script.rules()).contains("ORDER-2");
        }
    }

    /// The lease's inequality does not hold with a fence of three minutes: without the attestation there is
    /// nothing that keeps the old side from writing.
    @Test
    void a_forced_move_that_an_attestation_let_in_does_not_go_on_under_a_lease_that_stops_nobody() {
        script.renew(US, true, OptionalLong.of(Duration.ofMinutes(3).toNanos()));
        script.silence(1000, 2500, EU, AP);
        order(new Order.AttestDown(by("grace", Duration.ofMillis(300)), US));
        String plan = Plan.of(policy, US, EU, Order.Variant.FORCED).hash();
        order(new Order.Move(ada(), EU, Order.Variant.FORCED, plan));
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Recovering.class);

        script.silence(1000, 2500, EU, AP).promise(EU, 4096).promise(AP, 4096);
        script.silence(1000, 5000, EU, AP);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("LEASE-3");
    }

    /// An offer that rests on somebody's word falls with it, and whoever takes the role up may not know whether
    /// the word still counts.
    @Test
    void an_attestation_is_not_built_on_once_the_lease_has_run_out() {
        script.silence(1000, 2100, EU, AP);
        order(new Order.AttestDown(by("grace", Duration.ofMinutes(2)), US));
        script.promise(EU, 4096).promise(AP, 4096).sees(EU, Verdict.SILENT, 1200);
        assertThat(script.offered()).contains(EU);
        long ballot = script.ballot();
        script.silence(1000, 2_900, EU, AP).restart(EU);
        assertThat(script.at(3_400).claim(EU, ballot).state().holder()).contains(EU);
    }

    /// An agent that has started since cannot tell on its clock what is in force: somebody else's has to.
    @Test
    void an_offer_that_its_candidate_could_not_take_is_made_anew() {
        Script lossy = Script.steady(policy).at(100).renew(US, false, OptionalLong.empty());
        lossy.silence(1000, 1500, EU, AP).promise(EU, 4096, OptionalLong.of(lossy.nanos(US) - 1_000_000_000L));
        lossy.promise(AP, 4000, OptionalLong.of(lossy.nanos(US) - 1_000_000_000L))
                .silence(1500, 3_500, EU, AP);
        assertThat(lossy.offered()).isEmpty();
        lossy.say(new Event.Ordered(lossy.stamp(AP), new Order.AcceptLoss(ada(), Duration.ofMinutes(1))));
        assertThat(lossy.offered()).contains(EU);

        lossy.restart(EU);
        lossy.at(3_700).claim(EU, lossy.ballot());
        assertThat(lossy.rules()).contains("ROLE-3", "MOVE-5");
        assertThat(lossy.offered()).isEmpty();
        lossy.at(3_800).sees(AP, Verdict.SILENT, 2_800);
        assertThat(lossy.offered()).contains(EU);
        assertThat(lossy.at(3_900).claim(EU, lossy.ballot()).state().holder()).contains(EU);
    }

    /// No standby vouches for the newest writes, so a lease's length of them may be lost, and nothing may.
    @Test
    void a_primary_that_serves_is_not_stopped_for_a_forced_move_that_the_loss_guard_would_refuse() {
        script.at(100).sees(US, Verdict.HEALTHY, 0).renew(US, false, OptionalLong.empty());
        Order forced = new Order.Move(
                ada(),
                EU,
                Order.Variant.FORCED,
                Plan.of(policy, US, EU, Order.Variant.FORCED).hash());
        order(forced);
        assertThat(script.rules()).contains("ORDER-2");
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);

        order(new Order.AcceptLoss(ada(), Duration.ofSeconds(2)));
        order(forced);
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Recovering.class);
    }

    /// Nobody has said anything since the offer but whoever it was made to.
    @Test
    void an_offer_that_rests_on_what_a_person_allows_is_not_taken_after_its_time() {
        for (boolean isLate : new boolean[] {false, true}) {
            Script lonely = Script.steady(policy).silence(1000, 1500, EU, AP);
            lonely.promise(EU, 4096, OptionalLong.of(lonely.nanos(US) - 1_000_000_000L));
            lonely.silence(1500, 3_500, EU);
            assertThat(lonely.offered()).isEmpty();
            Order.Signature briefly = by("grace", Duration.ofSeconds(2));
            lonely.say(new Event.Ordered(lonely.stamp(EU), new Order.AcceptLoss(briefly, Duration.ofMinutes(1))));
            lonely.at(3_600).sees(EU, Verdict.SILENT, 2_600);
            assertThat(lonely.offered()).contains(EU);

            lonely.at(isLate ? 60_000 : 3_700).claim(EU, lonely.ballot());
            assertThat(lonely.state().holder()).contains(isLate ? US : EU);
        }
    }

    @Test
    void a_forced_move_that_is_over_before_the_lease_is_refused_with_how_long_it_has_to_be() {
        script.calm(1000, EU, AP);
        order(forced(Duration.ofSeconds(1)));
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);
        assertThat(script.last().reasons())
                .filteredOn(Reason.OrderRefused.class::isInstance)
                .singleElement()
                .satisfies(reason -> assertThat(Prose.sentence(reason))
                        .contains("over after 1s", "1.5s more (failover.lease.wait)", "give it 3.5s or more"));

        order(forced(Duration.ofMillis(3500)));
        assertThat(script.rules()).contains("ORDER-1");
    }

    @Test
    void a_forced_move_waits_for_no_lease_of_one_that_two_people_vouch_is_down() {
        Script young = Script.steady(Climates.impatient());
        Order.Move forced = forced(Duration.ofMillis(200));
        young.say(new Event.Ordered(young.stamp(EU), new Order.Pause(ada())));
        young.calm(500, EU, AP).silence(500, 1300, EU, AP);
        young.say(new Event.Ordered(young.stamp(EU), forced));
        assertThat(young.rules()).as("the lease goes on for 700 ms").contains("ORDER-2");
        young.say(new Event.Ordered(young.stamp(EU), new Order.AttestDown(by("grace", Duration.ofMinutes(10)), US)));
        young.say(new Event.Ordered(young.stamp(EU), forced));
        assertThat(young.rules()).contains("ORDER-1");
    }

    /// Its agent speaks on: without this nobody would serve until the order is over.
    @Test
    void a_forced_move_to_a_region_whose_database_dies_is_dropped_and_the_holder_goes_on() {
        script.calm(1000, EU, AP);
        order(forced(Duration.ofMinutes(10)));
        assertThat(script.state().isHandedOver()).isTrue();
        script.say(script.word(EU, Verdict.HEALTHY, 0, ServerState.DOWN));
        assertThat(script.rules()).contains("MOVE-9");
        script.renew(US);
        assertThat(script.rules()).doesNotContain("LEASE-4");
    }

    /// A holder that serves nobody lets its role go where somebody would take it, and keeps it elsewhere.
    @Test
    void the_role_could_move_by_itself_unless_a_person_or_the_state_of_the_others_holds_it_back() {
        assertThat(couldMove()).isTrue();
        order(new Order.Pause(ada()));
        assertThat(couldMove()).as("paused").isFalse();
        order(new Order.Resume(ada()));
        order(new Order.Pin(ada(), US));
        assertThat(couldMove()).as("pinned to where it is").isFalse();
        order(new Order.Resume(ada()));
        assertThat(couldMove()).isTrue();
        script.say(script.word(EU, Verdict.SILENT, 0, ServerState.DOWN));
        assertThat(couldMove()).as("what one has proves nothing").isFalse();
        order(new Order.AcceptLoss(ada(), Duration.ofMinutes(1)));
        assertThat(couldMove()).as("one can take over").isTrue();
        script.say(script.word(AP, Verdict.SILENT, 0, ServerState.DOWN));
        assertThat(couldMove()).as("nobody can take over").isFalse();
    }

    /// A holder would keep still for nobody: no quorum finds it silent while it answers others in part.
    @Test
    void the_role_could_not_move_by_itself_while_its_holder_answers_in_part() {
        script.sees(AP, Verdict.GREY, 0);
        assertThat(couldMove()).isFalse();
        script.sees(AP, Verdict.SILENT, 0);
        assertThat(couldMove()).isTrue();
    }

    private boolean couldMove() {
        return Engine.prospect(script.state(), script.stamp(US), policy) == Prospect.SOMEBODY;
    }

    private Order.Move forced(Duration expires) {
        String plan = Plan.of(policy, US, EU, Order.Variant.FORCED).hash();
        return new Order.Move(by("grace", expires), EU, Order.Variant.FORCED, plan);
    }
}
