package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.CA;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.SA;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The role goes home by itself when the home has followed for twenty seconds, and not while anything speaks
/// against it. Servers of a script have done what they do since its beginning.
class WayHomeTest {
    private static final long READY = 20_000;
    private static final RegionName[] OTHERS = {US, AP, SA, CA};

    private final Script script = moved();

    /// EU holds the role after US was lost; nothing that follows from that is done.
    private static Script moved() {
        Script script = Script.steady(Climates.homing()).calm(1000, EU, AP, SA, CA);
        script.silence(1000, 1600, EU, AP, SA, CA);
        for (RegionName survivor : new RegionName[] {EU, AP, SA, CA}) {
            script.promise(survivor, 4096);
        }
        script.silence(1000, 3000, EU, AP, SA, CA).claim(EU, script.ballot());
        assertThat(script.state().holder()).contains(EU);
        return script;
    }

    private void goesHome() {
        assertThat(script.ballot()).isPositive();
        assertThat(handover().to()).isEqualTo(US);
    }

    private Handover handover() {
        return ((State.Stage.Recovering) script.state().stage()).handover().orElseThrow();
    }

    private void stays() {
        assertThat(script.ballot()).isNegative();
        assertThat(script.state().holder()).contains(EU);
    }

    private Order.Signature ada() {
        return new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(10));
    }

    private Script order(Order order) {
        return script.say(new Event.Ordered(script.stamp(AP), order));
    }

    @Test
    void begins_when_the_home_has_followed_for_long_enough() {
        script.settle().calm(READY - 600, OTHERS);
        stays();
        script.calm(READY + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_for_the_home_to_follow_whoever_holds_the_role() {
        script.done(new Duty.Promote(EU, script.state().epoch())).calm(READY + 5000, OTHERS);
        stays();
        script.settle().calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_for_the_one_that_has_the_role_to_accept_writes() {
        script.done(new Duty.Rejoin(US, EU, script.state().epoch())).calm(READY + 5000, OTHERS);
        stays();
        script.settle().calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_for_the_database_of_the_home_to_run_as_a_standby() {
        script.settle().calm(READY - 1000, OTHERS);
        for (long at = READY - 500; at < READY + 5000; at += 500) {
            script.at(at).renew(EU).say(script.word(EU, Verdict.UNKNOWN, 0));
            script.say(script.word(US, Verdict.HEALTHY, at, ServerState.DOWN));
            stays();
        }
        script.calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_for_the_one_that_has_the_role_to_be_heard_of() {
        script.settle().calm(READY - 5000, OTHERS);
        for (long at = READY - 4500; at < READY + 5000; at += 500) {
            script.at(at);
            for (RegionName other : OTHERS) {
                script.sees(other, Verdict.HEALTHY, at);
            }
            stays();
        }
        script.calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_for_the_home_to_be_heard_of() {
        script.settle().calm(READY - 5000, OTHERS).calm(READY + 5000, AP, SA, CA);
        stays();
        script.calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_while_another_region_fell_silent_not_long_ago() {
        long storm = script.policy.storm().toMillis();
        script.settle().calm(READY - 4000, OTHERS);
        script.calm(READY - 4000 + storm - 600, US, AP, SA);
        stays();
        assertThat(script.state().held()).isEqualTo("PACE-2");
        script.calm(READY - 4000 + storm + 3000, US, AP, SA);
        goesHome();
    }

    @Test
    void waits_while_a_person_has_paused_the_automatism() {
        script.settle().calm(READY - 1000, OTHERS);
        order(new Order.Pause(ada())).calm(READY + 3000, OTHERS);
        stays();
        order(new Order.Resume(ada())).calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void waits_while_a_person_has_pinned_the_role_elsewhere() {
        script.settle().calm(READY - 1000, OTHERS);
        order(new Order.Pin(ada(), AP)).calm(READY + 3000, OTHERS);
        stays();
        order(new Order.Pin(ada(), US)).calm(script.now() + 600, OTHERS);
        goesHome();
    }

    @Test
    void is_given_up_for_a_person_as_long_as_the_old_side_has_not_stopped() {
        script.settle().calm(READY + 600, OTHERS);
        goesHome();
        order(new Order.Pause(ada())).calm(script.now() + 600, OTHERS);
        stays();
    }

    @Test
    void is_given_up_when_the_old_side_does_not_stop_in_its_time() {
        script.settle().calm(READY + 600, OTHERS);
        goesHome();
        script.calm(script.now() + handover().expires().toMillis() + 1500, OTHERS);
        stays();
    }

    /// What was tried in vain was the way to another region.
    @Test
    void is_not_barred_by_a_move_of_a_person_that_came_to_nothing() {
        script.settle().calm(4000, OTHERS);
        String plan = Plan.of(script.policy, EU, AP, Order.Variant.GRACEFUL).hash();
        order(new Order.Move(ada(), AP, Order.Variant.GRACEFUL, plan));
        script.say(new Event.Yielded(script.stamp(EU), script.ballot(), 5000));
        script.say(script.word(AP, Verdict.UNKNOWN, 0, ServerState.DOWN));
        assertThat(script.offered()).as("it gets back what it handed over").contains(EU);
        script.claim(EU, script.ballot()).settle();
        script.calm(script.now() + READY + 2000, OTHERS);
        goesHome();
    }
}
