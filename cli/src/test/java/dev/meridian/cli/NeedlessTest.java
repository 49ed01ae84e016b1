package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Api;
import dev.meridian.engine.Order;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever resumes or acknowledges is told when there was nothing to.
class NeedlessTest {
    private static final Duration ALLOWED = Duration.ofSeconds(5);
    private static final RegionName US = new RegionName("us-east-1");
    private static final Order.Signature ANNA = new Order.Signature("anna", Optional.empty(), "x", Duration.ofHours(1));

    private static final Order RESUME = new Order.Resume(ANNA);
    private static final Order ACKNOWLEDGE = new Order.Acknowledge(ANNA);

    @Test
    void is_a_resume_with_nothing_paused_or_pinned() {
        assertThat(needless(RESUME, Statuses.withOrders(US))).contains("nothing was paused or pinned");
        assertThat(needless(RESUME, Statuses.withOrders(US, new Order.AcceptLoss(ANNA, Duration.ofSeconds(30)))))
                .isPresent();
    }

    @Test
    void is_no_resume_of_a_pause_or_a_pin() {
        assertThat(needless(RESUME, Statuses.withOrders(US, new Order.Pause(ANNA))))
                .isEmpty();
        assertThat(needless(RESUME, Statuses.withOrders(US, new Order.Pin(ANNA, US))))
                .isEmpty();
    }

    @Test
    void is_an_acknowledgement_while_no_cooldown_holds_back() {
        assertThat(needless(ACKNOWLEDGE, shut())).isPresent();
        assertThat(needless(ACKNOWLEDGE, shut("MODE-2"))).isPresent();
        assertThat(needless(ACKNOWLEDGE, shut("PACE-1"))).isEmpty();
    }

    /// These are looked at before the cooldown, and hide it.
    @ParameterizedTest
    @ValueSource(strings = {"DETECT-2", "DETECT-3", "DETECT-8", "MODE-1"})
    void is_not_told_where_nobody_can_tell(String hiding) {
        assertThat(needless(ACKNOWLEDGE, shut(hiding))).isEmpty();
    }

    /// Whoever accepts less than the file allows has not made anything possible.
    @Test
    void is_an_accepted_loss_that_the_file_allows_anyway() {
        assertThat(needless(new Order.AcceptLoss(ANNA, ALLOWED), shut()))
                .hasValueSatisfying(note -> assertThat(note).contains("5s", "failover.maxLoss"));
        assertThat(needless(new Order.AcceptLoss(ANNA, ALLOWED.plusMillis(1)), shut()))
                .isEmpty();
    }

    @Test
    void is_no_other_order() {
        assertThat(needless(new Order.Pause(ANNA), shut())).isEmpty();
    }

    private static Optional<String> needless(Order order, Api.Status before) {
        return Needless.of(order, before, ALLOWED);
    }

    private static Api.Status shut(String... rules) {
        return Statuses.of(
                US,
                new Api.Automation(true, true, "", ""),
                List.of(rules).stream()
                        .map(rule -> new Api.Shut(rule, "", Optional.empty()))
                        .toList());
    }
}
