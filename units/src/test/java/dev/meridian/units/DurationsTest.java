package dev.meridian.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        "PT61S, 1m1s"
    })
    void a_duration_reads_as_a_person_would_say_it(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}
