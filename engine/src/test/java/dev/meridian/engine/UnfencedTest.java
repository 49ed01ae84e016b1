package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where nobody checks an epoch, time has to pass after the old side has stopped: 200 ms of it, and what a clock
/// that is one in a hundred too fast counts more.
class UnfencedTest {
    private static final Order.Signature ADA =
            new Order.Signature("ada", Optional.of("grace"), "because", Duration.ofMinutes(10));

    private final Script script = Script.steady(Climates.unfenced("sessions"));

    private static Script handedOver(Script script) {
        String plan = Plan.of(script.policy, US, EU, Order.Variant.GRACEFUL).hash();
        script.calm(1000, EU, AP)
                .say(new Event.Ordered(script.stamp(EU), new Order.Move(ADA, EU, Order.Variant.GRACEFUL, plan)));
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 4096));
        return script.at(1050).promise(AP, 4096).promise(EU, 4096);
    }

    @Test
    void the_role_is_not_offered_after_a_receipt_before_the_bound_has_passed() {
        handedOver(script);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("LEASE-5");
        script.at(1250).sees(EU, Verdict.HEALTHY, 0);
        assertThat(script.offered()).as("200 ms of a fast clock are less").isEmpty();
        script.at(1252).sees(AP, Verdict.HEALTHY, 0);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void the_reason_says_at_which_store_and_how_long() {
        assertThat(handedOver(script).last().reasons())
                .filteredOn(Reason.UnfencedRunning.class::isInstance)
                .singleElement()
                .satisfies(reason -> assertThat(Prose.sentence(reason))
                        .contains("us-east-1 has stopped", "`sessions`", "202ms are needed", "failover.fence.within"));
    }

    @Test
    void whoever_had_not_seen_the_receipt_does_not_say_how_long_it_is_ago() {
        handedOver(script);
        script.restart(EU);
        script.restart(AP);
        script.at(1400).sees(EU, Verdict.HEALTHY, 0).sees(AP, Verdict.HEALTHY, 0);
        assertThat(script.offered()).as("they begin to count now").isEmpty();
        script.at(1610).sees(EU, Verdict.HEALTHY, 0);
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void nothing_is_waited_for_where_every_store_checks_an_epoch() {
        assertThat(handedOver(Script.steady(Climates.quickstart())).offered()).contains(EU);
    }

    @Test
    void the_wait_for_the_lease_has_the_bound_in_it() {
        script.silence(1000, 1500, EU, AP).promise(EU, 4096).promise(AP, 4096);
        assertThat(script.state().held()).isEqualTo("LEASE-2");
        script.silence(1000, 1600, EU, AP);
        assertThat(script.offered()).contains(EU);
    }

    /// What two people saw may have come about only just before they said so.
    @Test
    void an_attestation_is_when_the_old_side_has_surely_stopped() {
        Script young = Script.steady(Climates.impatient("sessions"));
        young.silence(100, 1000, EU, AP).promise(EU, 4096).promise(AP, 4096);
        assertThat(young.state().held()).isEqualTo("LEASE-2");
        young.at(1010).say(new Event.Ordered(young.stamp(EU), new Order.AttestDown(ADA, US)));
        young.at(1020).sees(EU, Verdict.SILENT, 920);
        assertThat(young.offered()).isEmpty();
        assertThat(young.state().held()).isEqualTo("LEASE-5");
    }

    @Test
    void who_gets_its_own_role_back_is_not_kept_waiting() {
        handedOver(script);
        script.say(script.word(US, Verdict.HEALTHY, 0, ServerState.DOWN));
        script.say(new Event.Ordered(script.stamp(EU), new Order.Cancel(ADA)));
        assertThat(script.offered()).contains(US);
    }
}
