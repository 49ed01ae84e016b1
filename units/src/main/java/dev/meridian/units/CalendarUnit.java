package dev.meridian.units;

import java.util.Locale;

/// A stretch of the calendar that something is counted over: money per month, downtime per year. Months and years
/// differ in length, so none of them is a duration.
public enum CalendarUnit {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    /// As it is written behind a slash: `month`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
