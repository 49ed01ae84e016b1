package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
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
        assertThat(script.text()).as("it proves nothing either").contains("the loss of a forced move would be at most");
        Order.Signature by = new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(10));
        script.say(new Event.Ordered(script.stamp(AP), new Order.AcceptLoss(by, Duration.ofMinutes(1))));
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

    @Test
    void only_the_old_side_itself_says_that_it_has_stopped() {
        order(Order.Variant.GRACEFUL, plan(Order.Variant.GRACEFUL));
        script.say(new Event.Yielded(script.stamp(EU), script.ballot(), 4096));
        assertThat(script.rules()).contains("PROMISE-2");
        assertThat(((State.Stage.Recovering) script.state().stage()).yielded()).isEmpty();
    }

    @Test
    void room_of_which_it_was_spoken_long_ago_is_none() {
        Script roomy = Script.steady(Climates.roomy()).room(EU, 100).calm(1000, EU, AP);
        assertThat(evidence(roomy).hasRoom(EU)).isTrue();
        roomy.calm(1000 + 2 * roomy.policy.freshness().toMillis(), AP);
        assertThat(evidence(roomy).hasRoom(EU)).isFalse();
    }

    private static Evidence evidence(Script script) {
        return new Evidence(script.state(), script.stamp(AP), new Rules(script.policy, List.of()));
    }

    /// It remembers the move before it, which is longer ago; the holder would keep still for a move that may not
    /// come yet.
    @Test
    void whoever_has_not_seen_the_last_move_does_not_tell_how_long_it_is_ago() {
        Script paced = Script.steady(Climates.quickstart());
        RecoveryGatesTest.moveToEu(paced);
        long movedAt = paced.now();
        paced.silence(movedAt + 1000, movedAt + 3000, US, AP).renew(EU);
        paced.silence(movedAt + 1000, movedAt + 3500, US, AP).renew(EU);
        Event.Observed word = paced.word(AP, Sight.Verdict.SILENT, 2000);
        paced.say(new Event.Observed(
                word.stamp(),
                word.sights(),
                paced.state().epoch().number() - 1,
                word.renewalAge(),
                Duration.ofHours(1),
                word.server(),
                word.serverFor(),
                word.room(),
                word.wallSeconds()));
        assertThat(Engine.prospect(paced.state(), paced.stamp(EU), paced.policy))
                .isNotEqualTo(Prospect.SOMEBODY);
    }

    /// Those who were there when it was said have started again, and cannot tell whether it is over.
    @Test
    void a_look_at_the_last_move_of_unknown_age_ends_no_cooldown() {
        Script paced = Script.steady(Climates.quickstart());
        RecoveryGatesTest.moveToEu(paced);
        Order.Signature by = new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(10));
        paced.say(new Event.Ordered(paced.stamp(AP), new Order.Acknowledge(by)));
        paced.restart(US);
        paced.restart(AP);
        long movedAt = paced.now();
        paced.silence(movedAt + 1000, movedAt + 3000, US, AP);
        assertThat(paced.state().held()).isEqualTo("PACE-1");
        assertThat(paced.state().orders()).isNotEmpty();
    }
}
