package dev.meridian.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Arithmetic of two sides, one of which may be without bound.
class SpanTest {
    private static final Span MINUTES = Span.of(Duration.ofMinutes(1), Duration.ofMinutes(3));
    private static final Span OPEN = Span.from(Duration.ofMinutes(2));

    @Test
    void is_without_bound_as_soon_as_a_summand_is() {
        assertThat(MINUTES.plus(OPEN)).isEqualTo(Span.from(Duration.ofMinutes(3)));
        assertThat(MINUTES.plus(Span.NEVER)).isEqualTo(Span.NEVER);
        assertThat(OPEN.times(3)).isEqualTo(Span.from(Duration.ofMinutes(6)));
    }

    @Test
    void of_two_ways_takes_the_shorter_and_of_two_waits_the_longer_side_by_side() {
        assertThat(MINUTES.max(OPEN)).isEqualTo(Span.from(Duration.ofMinutes(2)));
        assertThat(MINUTES.min(OPEN)).isEqualTo(MINUTES);
        assertThat(OPEN.min(Span.NEVER)).isEqualTo(OPEN);
    }

    @Test
    void leaves_nothing_after_what_never_ends() {
        assertThat(OPEN.after(MINUTES)).isEqualTo(new Span(Optional.of(Duration.ofMinutes(1)), Optional.empty()));
        assertThat(OPEN.after(OPEN)).isEqualTo(Span.ZERO);
        assertThat(MINUTES.after(Span.of(Duration.ofMinutes(2), Duration.ofMinutes(2))))
                .isEqualTo(Span.of(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void cannot_be_within_a_bound_that_its_best_is_above_and_surely_is_when_its_plan_is_below() {
        assertThat(MINUTES.cannotBeWithin(Duration.ofSeconds(59))).isTrue();
        assertThat(MINUTES.cannotBeWithin(Duration.ofMinutes(1))).isFalse();
        assertThat(MINUTES.isWithin(Duration.ofMinutes(2))).isFalse();
        assertThat(MINUTES.isWithin(Duration.ofMinutes(3))).isTrue();
        assertThat(Span.NEVER.cannotBeWithin(Duration.ofDays(10_000))).isTrue();
        assertThat(OPEN.isWithin(Duration.ofDays(10_000))).isFalse();
    }

    @Test
    void is_told_as_people_say_it() {
        assertThat(MINUTES.text()).isEqualTo("1m to 3m");
        assertThat(OPEN.text()).isEqualTo("2m or more");
        assertThat(Span.NEVER.text()).isEqualTo("without bound");
        assertThat(Span.exactly(Duration.ofSeconds(90)).text()).isEqualTo("1m30s");
    }
}
