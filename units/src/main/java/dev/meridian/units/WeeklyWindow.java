package dev.meridian.units;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// Hours of one day of the week, or of every day, in UTC.
///
/// @param day on which it begins; empty for every day
/// @param from its first instant
/// @param until the first instant after it; earlier than `from` if it goes past midnight
public record WeeklyWindow(Optional<DayOfWeek> day, LocalTime from, LocalTime until) {
    /// Whether an instant is within it.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    public boolean contains(long seconds) {
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        LocalTime time = at.toLocalTime();
        if (from.isBefore(until)) {
            return isOn(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
        }
        return (isOn(at.getDayOfWeek()) && !time.isBefore(from))
                || (isOn(at.getDayOfWeek().minus(1)) && time.isBefore(until));
    }

    private boolean isOn(DayOfWeek today) {
        return day.isEmpty() || day.get() == today;
    }

    /// As files have it: `Sun 04:00-05:00 UTC`.
    public String text() {
        String name = day.map(
                        it -> it.name().charAt(0) + it.name().substring(1, 3).toLowerCase(Locale.ROOT))
                .orElse("daily");
        return name + " " + from + "-" + until + " UTC";
    }
}
