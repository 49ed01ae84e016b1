package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What comes too late, or from somebody whom it is not asked of, changes nothing. In simulated worlds nobody says
/// such things, or nothing comes of it: no law there would miss these conditions.
class LateWordTest {
    private final Script script = Script.steady(Climates.quickstart()).calm(1000, EU, AP);
    private final Epoch before = script.state().epoch();

    /// EU holds the role after US was lost, and does not accept writes yet.
    private void moved() {
        recovering();
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 3_000, EU, AP);
        script.claim(EU, script.ballot());
        assertThat(script.state().holder()).contains(EU);
    }

    private void recovering() {
        script.silence(1000, 1500, EU, AP);
        assertThat(script.ballot()).isPositive();
    }

    private void order(Order.Variant variant, String plan) {
        Order.Signature by = new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(10));
        script.say(new Event.Ordered(script.stamp(AP), new Order.Move(by, AP, variant, plan)));
    }

    private String plan(Order.Variant variant) {
        return Plan.of(script.policy, script.state().holder().orElseThrow(), AP, variant)
                .hash();
    }

    @Test
    void another_plan_than_the_one_that_was_approved_is_not_followed() {
        order(Order.Variant.GRACEFUL, plan(Order.Variant.FORCED));
        assertThat(script.rules()).containsExactly("ORDER-2");
        assertThat(script.ballot()).isEqualTo(-1);
        order(Order.Variant.GRACEFUL, plan(Order.Variant.GRACEFUL));
        assertThat(script.rules()).contains("ORDER-1");
    }

    @Test
    void who_does_not_accept_writes_yet_is_not_asked_to_stop() {
        moved();
        script.calm(script.now() + 500, AP);
        order(Order.Variant.GRACEFUL, plan(Order.Variant.GRACEFUL));
        assertThat(script.rules()).containsExactly("ORDER-2");
        script.done(new Duty.Promote(EU, script.state().epoch()));
        order(Order.Variant.GRACEFUL, plan(Order.Variant.GRACEFUL));
        assertThat(script.rules()).contains("ORDER-1");
    }

    @Test
    void a_promise_of_the_suspect_itself_does_not_count() {
        recovering();
        script.promise(US, 9000);
        assertThat(script.rules()).contains("PROMISE-2");
        assertThat(promised()).isEmpty();
    }

    @Test
    void a_promise_of_a_copy_with_another_history_does_not_count() {
        moved();
        script.done(new Duty.Promote(EU, script.state().epoch()));
        script.calm(script.now() + 1000, AP, US);
        order(Order.Variant.FORCED, plan(Order.Variant.FORCED));
        assertThat(script.ballot()).isPositive();
        script.promise(US, 9000);
        assertThat(script.rules()).contains("PROMISE-2");
        assertThat(promised()).doesNotContain(US);
    }

    private Iterable<RegionName> promised() {
        return ((State.Stage.Recovering) script.state().stage()).promises().keySet();
    }

    @Test
    void a_promotion_of_an_older_epoch_promotes_nobody() {
        moved();
        script.done(new Duty.Promote(US, before));
        assertThat(script.state().grant().orElseThrow().accepting()).isFalse();
    }

    @Test
    void whoever_follows_an_older_epoch_does_not_follow_this_one() {
        moved();
        Epoch now = script.state().epoch();
        script.done(new Duty.Follow(AP, US, before));
        assertThat(script.state().follows().get(AP)).isNotEqualTo(now);
        script.done(new Duty.Follow(AP, EU, now));
        assertThat(script.state().follows()).containsEntry(AP, now);
    }

    @Test
    void a_new_copy_of_an_older_epoch_is_none_of_this_history() {
        moved();
        script.done(new Duty.Rejoin(US, EU, before));
        assertThat(script.state().grant().orElseThrow().lineage()).doesNotContain(US);
    }
}
