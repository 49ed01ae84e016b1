package dev.meridian.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 2026-11-22 is a Sunday.
class WeeklyWindowTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T03:59:59Z, false",
        "2026-11-22T04:00:00Z, true",
        "2026-11-22T04:59:59Z, true",
        "2026-11-22T05:00:00Z, false",
        "2026-11-23T04:30:00Z, false",
    })
    void of_one_day_has_its_first_instant_and_not_its_last(Instant at, boolean isWithin) {
        WeeklyWindow sunday = new WeeklyWindow(Optional.of(DayOfWeek.SUNDAY), LocalTime.of(4, 0), LocalTime.of(5, 0));
        assertThat(sunday.contains(at.getEpochSecond())).isEqualTo(isWithin);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T22:59:59Z, false",
        "2026-11-22T23:00:00Z, true",
        "2026-11-23T00:59:59Z, true",
        "2026-11-23T01:00:00Z, false",
        "2026-11-22T00:30:00Z, false",
    })
    void past_midnight_belongs_to_the_day_on_which_it_begins(Instant at, boolean isWithin) {
        WeeklyWindow sunday = new WeeklyWindow(Optional.of(DayOfWeek.SUNDAY), LocalTime.of(23, 0), LocalTime.of(1, 0));
        assertThat(sunday.contains(at.getEpochSecond())).isEqualTo(isWithin);
    }

    @Test
    void of_every_day_reads_as_in_files() {
        WeeklyWindow daily = new WeeklyWindow(Optional.empty(), LocalTime.of(2, 0), LocalTime.of(3, 0));
        assertThat(daily.text()).isEqualTo("daily 02:00-03:00 UTC");
        assertThat(daily.contains(Instant.parse("2026-11-25T02:00:00Z").getEpochSecond()))
                .isTrue();
        assertThat(new WeeklyWindow(Optional.of(DayOfWeek.SATURDAY), LocalTime.of(2, 0), LocalTime.of(4, 0)).text())
                .isEqualTo("Sat 02:00-04:00 UTC");
    }
}
