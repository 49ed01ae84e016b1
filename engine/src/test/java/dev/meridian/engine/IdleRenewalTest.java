package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Loss;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A holder whose database is down tries whether it is heard, and lets nothing be written by that
/// (docs/adr/0031-a-renewal-that-lets-nothing-be-written.md).
class IdleRenewalTest {
    private final Script script = Script.steady(Climates.quickstart());
    private final long beat = script.nanos(US);
    private OptionalLong clock = OptionalLong.empty();
    private Optional<Boolean> isProtected = Optional.of(false);

    private void renew(boolean isIdle) {
        script.at(60_000)
                .say(new Event.Renewed(
                        script.stamp(US),
                        script.state().epoch(),
                        isProtected,
                        OptionalLong.empty(),
                        isIdle ? OptionalLong.of(script.nanos(US)) : OptionalLong.empty(),
                        clock));
    }

    /// The refusal of a move after that, where one of two standbys is gone.
    private String refused() {
        return refused(beat);
    }

    private String refused(long newest) {
        script.silence(61_000, 63_000, EU, AP).promise(EU, 4096, OptionalLong.of(newest));
        script.sees(US, Sight.Verdict.UNKNOWN, 0).silence(61_000, 70_000, EU);
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        return script.text();
    }

    @Test
    void lets_what_a_move_may_lose_grow_no_further() {
        renew(true);
        assertThat(refused()).contains("the loss would be at most 1.211s");
    }

    @Test
    void is_another_one_than_that_by_which_the_database_may_come_back() {
        renew(false);
        assertThat(refused()).contains("the loss would be at most 1m2s");
    }

    @Test
    void keeps_the_role_like_any_other() {
        script.silence(1000, 1500, EU, AP);
        assertThat(script.ballot()).isPositive();
        renew(true);
        assertThat(script.rules()).contains("MOVE-3");
        assertThat(script.state().holder()).contains(US);
    }

    @Test
    void of_a_machine_that_has_booted_says_nothing_of_what_was_before() {
        script.restart(US);
        renew(true);
        assertThat(refused()).contains("the loss would be unknown");
        assertThat(prospect()).as("its holder need not keep still for anybody").isEqualTo(Prospect.NOBODY);
    }

    /// Its clock goes on, whatever becomes of agents.
    @Test
    void of_an_agent_that_has_started_again_is_no_other_than_before() {
        clock = OptionalLong.of(script.stamp(US).incarnation());
        script.restart(US);
        renew(true);
        assertThat(refused()).contains("the loss would be at most 1.211s");
    }

    /// Its writes of before are where they were, whoever watches over it.
    @Test
    void of_an_agent_that_cannot_tell_yet_what_standbys_have_leaves_what_was_said() {
        isProtected = Optional.empty();
        renew(true);
        assertThat(script.state().renewal().orElseThrow().isProtected()).isTrue();
        isProtected = Optional.of(false);
        renew(true);
        isProtected = Optional.empty();
        renew(true);
        assertThat(script.state().renewal().orElseThrow().isProtected()).isFalse();
    }

    /// At best a move would lose 1.21 s; this copy lacks 0.4 s more, and will, as long as nothing is written.
    @Test
    void leaves_no_prospect_where_survivors_have_told_what_they_lack() {
        accept(Duration.ofMillis(1300), Optional.empty());
        renew(true);
        assertThat(refused(beat - Duration.ofMillis(400).toNanos())).contains("the loss would be at most 1.615s");
        assertThat(prospect()).isEqualTo(Prospect.NOBODY);
        script.silence(71_000, 72_000, AP);
        assertThat(prospect()).as("somebody is back who may have more").isNotEqualTo(Prospect.NOBODY);
        accept(Duration.ofMillis(1700), Optional.empty());
        assertThat(prospect()).as("more may be lost now").isNotEqualTo(Prospect.NOBODY);
    }

    private Prospect prospect() {
        return Engine.prospect(script.state(), script.stamp(US), script.policy);
    }

    /// A database that does not come up after its machine has booted: nobody knows what its copies lack.
    @Test
    void of_a_machine_that_has_booted_leaves_a_loss_that_two_people_may_accept() {
        script.restart(US);
        renew(true);
        refused();
        accept(Duration.ofDays(300), Optional.of("grace"));
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        accept(Loss.ANY, Optional.empty());
        assertThat(script.text()).contains("one person is not enough to accept a loss that nobody knows");
        assertThat(script.state().held()).isEqualTo("LOSS-1");
        accept(Loss.ANY, Optional.of("grace"));
        assertThat(script.state().held()).isEmpty();
        assertThat(script.offered()).contains(EU);
    }

    private void accept(Duration most, Optional<String> second) {
        Order.Signature by = new Order.Signature("ada", second, "its disk is gone", Duration.ofMinutes(10));
        script.say(new Event.Ordered(script.stamp(EU), new Order.AcceptLoss(by, most)));
        script.silence(61_000, 71_000, EU);
    }
}
