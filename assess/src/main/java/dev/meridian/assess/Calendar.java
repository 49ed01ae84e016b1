package dev.meridian.assess;

import dev.meridian.units.CalendarUnit;
import java.time.Duration;

/// Stretches of the calendar as lengths, for downtimes: a year is 365.25 days (8,766 h), a month a twelfth of it.
final class Calendar {
    private Calendar() {}

    static Duration length(CalendarUnit per) {
        return switch (per) {
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofHours(24);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofMinutes(43_830);
            case YEAR -> Duration.ofHours(8_766);
        };
    }

    static String text(CalendarUnit per) {
        return switch (per) {
            case HOUR -> "1 h";
            case DAY -> "24 h";
            case WEEK -> "168 h";
            case MONTH -> "730.5 h";
            case YEAR -> "8,766 h";
        };
    }

    /// What a wrong downtime would be right for: the same availability over another stretch, or a well-known
    /// number of nines over this or another one; empty if it is neither.
    static String whatItIs(Duration downtime, double availability, CalendarUnit stated) {
        for (CalendarUnit per : CalendarUnit.values()) {
            for (double share : new double[] {availability, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999}) {
                double right = (1 - share) * length(per).toMillis();
                boolean same = per == stated && share == availability;
                if (!same && Math.abs(downtime.toMillis() - right) <= 0.005 * right) {
                    return "; that is what " + Availability.percent(share) + " leaves in a " + per.text();
                }
            }
        }
        return "";
    }
}
