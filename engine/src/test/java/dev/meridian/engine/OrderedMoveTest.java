package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A move that a person orders stops the old side: what can come to nothing is refused before it does.
class OrderedMoveTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Script script = Script.steady(Climates.quickstart()).calm(1000, EU, AP);

    private static Order.Move move(Script script, RegionName to, Order.Variant variant) {
        RegionName from = script.state().holder().orElseThrow();
        String plan = Plan.of(script.policy, from, to, variant).hash();
        return new Order.Move(new Order.Signature("ada", Optional.empty(), "a test", TEN_MINUTES), to, variant, plan);
    }

    private static Script order(Script script, RegionName to, Order.Variant variant) {
        return script.say(new Event.Ordered(script.stamp(AP), move(script, to, variant)));
    }

    @Test
    void a_fence_that_was_measured_too_slow_lets_no_forced_move_begin() {
        script.renew(US, true, OptionalLong.of(Duration.ofSeconds(2).toNanos()));
        order(script, EU, Order.Variant.FORCED);
        assertThat(script.rules()).containsExactly("ORDER-2");
        assertThat(script.last().reasons().getFirst())
                .isInstanceOfSatisfying(
                        Reason.OrderRefused.class,
                        it -> assertThat(it.why()).startsWith("two sides could write at once"));
    }

    /// A lease that does not stop the old side is never over: until then two people's word is built on, and not
    /// longer.
    @Test
    void a_lease_that_does_not_hold_stands_in_for_no_attestation() {
        script.renew(US, true, OptionalLong.of(Duration.ofSeconds(2).toNanos()));
        script.silence(1000, 6000, EU, AP);
        Order.Signature two = new Order.Signature("ada", Optional.of("grace"), "it is off", TEN_MINUTES);
        script.say(new Event.Ordered(script.stamp(AP), new Order.AttestDown(two, US)));
        order(script, EU, Order.Variant.FORCED);
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 7000, EU, AP);
        assertThat(script.offered()).contains(EU);
        script.silence(1000, 7000 + TEN_MINUTES.toMillis(), EU, AP);
        assertThat(script.offered()).isEmpty();
    }

    @Test
    void a_copy_that_is_none_of_this_history_is_no_place_to_move_to() {
        script.silence(1000, 1500, EU, AP);
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 3_000, EU, AP);
        script.claim(EU, script.ballot())
                .done(new Duty.Promote(EU, script.state().epoch()));
        script.calm(script.now() + 1000, AP, US);
        assertThat(script.state().grant().orElseThrow().lineage()).doesNotContain(US);
        order(script, US, Order.Variant.FORCED);
        assertThat(script.rules()).contains("ORDER-2");
        assertThat(script.ballot()).isEqualTo(-1);
        script.done(new Duty.Rejoin(US, EU, script.state().epoch()));
        order(script, US, Order.Variant.FORCED);
        assertThat(script.rules()).contains("ORDER-1");
    }

    @Test
    void the_holder_gets_its_role_back_where_the_region_that_it_was_taken_for_is_gone() {
        order(script, EU, Order.Variant.FORCED);
        assertThat(script.renew(US).rules()).contains("LEASE-4");
        script.silence(script.now(), script.now() + 12_000, AP);
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);
        assertThat(script.renew(US).rules()).doesNotContain("LEASE-4");
    }

    @Test
    void only_its_own_sure_word_for_this_very_order_says_that_the_old_side_does_not_stop() {
        order(script, EU, Order.Variant.GRACEFUL);
        long ballot = script.ballot();
        Duty.Yield yield = new Duty.Yield(US, ballot, EU);
        script.say(new Event.Failed(script.stamp(US), yield, "not now", false));
        script.say(new Event.Failed(script.stamp(AP), yield, "not that I know", true));
        script.say(new Event.Failed(script.stamp(US), new Duty.Yield(US, ballot - 1, EU), "of another order", true));
        assertThat(script.ballot()).isEqualTo(ballot);
        script.say(new Event.Failed(script.stamp(US), yield, "it is none", true));
        assertThat(script.rules()).contains("MOVE-9");
    }

    /// One that hears nothing of the log, though it is heard, would keep writes down for as long as it takes to be
    /// sure of that.
    @Test
    void who_has_all_that_was_handed_over_waits_for_nobody_else_and_nobody_needs_a_new_copy() {
        order(script, EU, Order.Variant.GRACEFUL);
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 5000));
        assertThat(script.state().held()).isEqualTo("PROMISE-3");
        script.promise(EU, 5000);
        assertThat(script.offered()).contains(EU);
        script.claim(EU, script.ballot());
        assertThat(script.state().grant().orElseThrow().lineage()).containsExactlyInAnyOrder(US, EU, AP);
    }

    @Test
    void who_lacks_some_of_what_was_handed_over_waits_for_those_that_may_have_it() {
        order(script, EU, Order.Variant.GRACEFUL);
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 5000)).promise(EU, 4096);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("PROMISE-3");
    }

    @Test
    void whoever_does_not_promise_in_the_time_of_the_order_does_not_get_what_was_handed_over() {
        order(script, EU, Order.Variant.GRACEFUL);
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 5000)).promise(AP, 5000);
        long over = script.now() + TEN_MINUTES.toMillis();
        script.calm(over - 1000, EU, AP);
        assertThat(script.offered()).isEmpty();
        script.calm(over + 1000, EU, AP);
        assertThat(script.offered()).contains(US);
    }

    @Test
    void a_region_that_may_not_take_over_is_no_place_to_move_to() {
        Script spare = Script.steady(Climates.withSpare()).calm(1000, EU, AP, Climates.SA);
        order(spare, Climates.SA, Order.Variant.GRACEFUL);
        assertThat(spare.rules()).containsExactly("ORDER-2");
        order(spare, Climates.SA, Order.Variant.FORCED);
        assertThat(spare.rules()).containsExactly("ORDER-2");
        assertThat(spare.ballot()).isEqualTo(-1);
    }

    @Test
    void a_graceful_move_is_forced_only_as_long_as_the_old_side_has_not_stopped() {
        order(script, EU, Order.Variant.GRACEFUL);
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 5000));
        order(script, EU, Order.Variant.FORCED);
        assertThat(script.rules()).contains("ORDER-2");
        assertThat(script.state().stage())
                .isInstanceOfSatisfying(
                        State.Stage.Recovering.class,
                        it -> assertThat(it.yielded()).hasValue(5000));
    }

    @Test
    void a_graceful_move_ends_when_the_old_side_does_not_stop_in_the_time_of_the_order() {
        order(script, EU, Order.Variant.GRACEFUL);
        long over = script.now() + TEN_MINUTES.toMillis();
        script.calm(over - 1000, EU, AP);
        assertThat(script.ballot()).isPositive();
        script.calm(over + 3000, EU, AP);
        assertThat(script.ballot()).isEqualTo(-1);
        assertThat(script.state().holder()).contains(US);
    }

    @Test
    void users_are_not_sent_back_by_a_report_that_comes_late() {
        Epoch first = script.state().epoch();
        RecoveryGatesTest.moveToEu(script);
        script.settle();
        Epoch second = script.state().epoch();
        assertThat(script.state().routes()).containsEntry(AP, second);
        script.done(new Duty.Route(AP, US, first));
        assertThat(script.state().routes()).containsEntry(AP, second);
    }
}
