package dev.meridian.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.25S, 250ms",
        "PT1.6S, 1.6s",
        "PT43S, 43s",
        "PT12M, 12m",
        "PT4H30M, 4h30m",
        "PT168H, 7d",
        "PT61S, 1m1s",
        "PT59.9996S, 1m",
        "PT0.0004S, 0s",
        "PT26400000000H, 1100000000d",
        "PT-1.5S, -1.5s",
        "PT-0.0004S, 0s"
    })
    void a_duration_reads_as_a_person_would_say_it(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1.4509S, PT1.4512S, 1.4509s, 1.4512s",
        "PT1M1.2S, PT61.1S, 61.2s, 61.1s",
        "PT1.5S, PT1.5S, 1.5s, 1.5s",
        "PT2S, PT1.5S, 2s, 1.5s",
        "PT-1.0000004S, PT-1S, -1.0000004s, -1s"
    })
    void two_that_differ_read_as_two(Duration one, Duration other, String its, String others) {
        assertThat(Durations.text(one, other)).isEqualTo(its);
        assertThat(Durations.text(other, one)).isEqualTo(others);
    }

    @ParameterizedTest
    @CsvSource({
        "PT2.0231S, 2.024s",
        "PT1.21S, 1.21s",
        "PT0.0404S, 41ms",
        "PT61.001S, 1m2s",
        "PT59.9996S, 1m",
        "PT0S, 0s"
    })
    void a_bound_is_not_rounded_down(Duration most, String text) {
        assertThat(Durations.bound(most)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"43.8, 43.8", "4.0, 4", "0.125, 0.13", "1200, 1200", "-0.001, 0", "NaN, NaN"})
    void a_number_has_as_many_decimals_as_it_needs(double value, String text) {
        assertThat(Durations.decimal(value, 2)).isEqualTo(text);
    }

    @Test
    void a_duration_of_many_lives_is_a_number_of_seconds() {
        assertThat(Durations.seconds(Duration.ofMillis(1500))).isEqualTo(1.5);
        assertThat(Durations.seconds(Duration.ofDays(1_100_000_000))).isEqualTo(9.504e13);
    }
}
