package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A move was refused for what the copy at hand lacks. One of those that were not at hand is fresher: what a move
/// would cost is what that one told (docs/adr/0031-a-renewal-that-lets-nothing-be-written.md).
class TooDearTest {
    private static final Order.Signature ADA =
            new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(30));
    private static final long FRESH = 4096;
    private static final long STALE = 1024;

    private final Script script = Script.steady(Climates.quickstart());
    private final long beat = script.nanos(US);

    TooDearTest() {
        // With the 1.21 s that a holder may acknowledge after its last renewal: EU's copy would do, AP's would not.
        order(new Order.AcceptLoss(ADA, Duration.ofMillis(1500)));
        renewIdly(60_000);
    }

    private void renewIdly(long at) {
        renewIdly(script, at);
    }

    private static void renewIdly(Script script, long at) {
        script.at(at)
                .say(new Event.Renewed(
                        script.stamp(US),
                        script.state().epoch(),
                        Optional.of(false),
                        OptionalLong.empty(),
                        OptionalLong.of(script.nanos(US)),
                        OptionalLong.empty()));
    }

    private void order(Order order) {
        script.say(new Event.Ordered(script.stamp(EU), order));
    }

    private void force(RegionName to) {
        String plan = Plan.of(script.policy, US, to, Order.Variant.FORCED).hash();
        order(new Order.Move(ADA, to, Order.Variant.FORCED, plan));
    }

    private void bothPromise() {
        script.promise(EU, FRESH, OptionalLong.of(beat));
        script.promise(AP, STALE, OptionalLong.of(beat - Duration.ofMillis(800).toNanos()));
    }

    private void refusedUnderAPin() {
        order(new Order.Pin(ADA, AP));
        script.silence(61_000, 63_000, EU, AP);
        bothPromise();
        script.silence(61_000, 72_000, EU, AP);
        assertThat(script.text()).contains("ap-southeast-1 could take over, but the loss would be at most 2.019s");
        renewIdly(72_500);
    }

    private Prospect prospect() {
        return Engine.prospect(script.state(), script.stamp(US), script.policy);
    }

    @Test
    void that_one_is_heard_of_again() {
        script.silence(61_000, 63_000, EU, AP);
        bothPromise();
        script.sees(US, Sight.Verdict.UNKNOWN, 0).silence(61_000, 72_000, AP);
        assertThat(script.text()).contains("ap-southeast-1 could take over, but the loss would be at most 2.019s");
        assertThat(prospect()).as("EU is gone").isEqualTo(Prospect.NOBODY);
        script.sees(EU, Sight.Verdict.SILENT, 0);
        assertThat(prospect()).as("EU is back").isNotEqualTo(Prospect.NOBODY);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void the_role_was_pinned_to_another_one() {
        refusedUnderAPin();
        assertThat(script.ballot()).isNegative();
        order(new Order.Resume(ADA));
        script.silence(72_600, 73_500, EU, AP);
        assertThat(prospect()).isNotEqualTo(Prospect.NOBODY);
    }

    @Test
    void another_one_had_been_ordered() {
        script.silence(61_000, 61_400, EU, AP);
        force(AP);
        bothPromise();
        script.silence(61_500, 72_000, EU, AP);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        order(new Order.Cancel(ADA));
        renewIdly(72_500);
        assertThat(script.ballot()).isNegative();
        script.sees(US, Sight.Verdict.UNKNOWN, 0);
        force(EU);
        assertThat(script.rules()).contains("ORDER-1").doesNotContain("ORDER-2");
    }

    /// Another survivor has given it what it lacked, and is gone.
    @Test
    void the_copy_has_grown_since_and_is_told_again() {
        script.silence(61_000, 63_000, EU, AP);
        assertThat(Duties.refused(AP, script.state()))
                .as("nothing is refused yet")
                .isEmpty();
        long stale = beat - Duration.ofMillis(800).toNanos();
        script.promise(AP, STALE, OptionalLong.of(stale)).silence(61_000, 65_500, AP);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        assertThat(Duties.refused(AP, script.state()).map(Event.Promised::position))
                .contains(STALE);
        assertThat(Duties.refused(EU, script.state())).as("it has not promised").isEmpty();
        script.promise(AP, FRESH, OptionalLong.of(beat));
        assertThat(script.offered()).contains(AP);
    }

    @Test
    void the_role_is_still_pinned_there() {
        refusedUnderAPin();
        script.silence(72_600, 73_500, EU, AP);
        assertThat(prospect()).as("nothing is otherwise than it was").isEqualTo(Prospect.NOBODY);
    }

    /// Who has the most takes no role, and nobody could fetch it in the time of the last move.
    @Test
    void what_was_not_fetched_is_not_hoped_for_again() {
        Script script = Script.steady(Climates.withSpare());
        long now = script.nanos(US);
        script.say(new Event.Ordered(script.stamp(EU), new Order.AcceptLoss(ADA, Duration.ofMillis(1500))));
        renewIdly(script, 60_000);
        script.silence(61_000, 63_000, EU, AP, Climates.SA);
        script.promise(Climates.SA, FRESH, OptionalLong.of(now));
        for (RegionName target : List.of(EU, AP)) {
            script.promise(
                    target, STALE, OptionalLong.of(now - Duration.ofMillis(800).toNanos()));
        }
        script.silence(61_000, 80_000, EU, AP, Climates.SA);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        assertThat(Engine.prospect(script.state(), script.stamp(US), script.policy))
                .isEqualTo(Prospect.NOBODY);
    }

    /// Who caught up with nobody in vain turns to the next.
    @Test
    void the_furthest_copy_is_gone_and_another_one_has_enough() {
        Script script = Script.steady(Climates.withSpare()).silence(1000, 1500, EU, AP, Climates.SA);
        script.promise(EU, STALE).promise(AP, FRESH).promise(Climates.SA, 4000);
        Duty.CatchUp duty = (Duty.CatchUp) script.outstanding().getFirst();
        assertThat(duty.from()).isEqualTo(AP);
        assertThat(Duties.sources(duty, script.state()))
                .extracting(it -> it.stamp().by())
                .containsExactly(AP, Climates.SA);
        script.promise(EU, 4000);
        assertThat(Duties.sources(duty, script.state()))
                .extracting(it -> it.stamp().by())
                .containsExactly(AP);
    }

    /// A row may have come and not been replayed when the position was told.
    @Test
    void the_same_position_with_a_newer_heartbeat_is_more() {
        HoldersClock clock = script.state().holdersClock();
        Optional<Beat> before = Optional.of(new Beat(clock, 100));
        Optional<Beat> after = Optional.of(new Beat(clock, 200));
        Event.Promised told = new Event.Promised(script.stamp(EU), 1, FRESH, before);
        assertThat(told.isLessThan(FRESH, after)).isTrue();
        assertThat(told.isLessThan(FRESH, before)).isFalse();
        assertThat(told.isLessThan(FRESH, Optional.empty())).isFalse();
        assertThat(told.isLessThan(STALE, after)).isFalse();
        assertThat(told.isLessThan(FRESH + 1, Optional.empty())).isTrue();
        assertThat(new Event.Promised(script.stamp(EU), 1, FRESH, Optional.empty()).isLessThan(FRESH, after))
                .isTrue();
    }
}
