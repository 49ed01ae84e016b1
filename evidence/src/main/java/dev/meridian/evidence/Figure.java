package dev.meridian.evidence;

import java.util.Locale;

/// A number with its unit and its origin.
///
/// @param why the source, the arithmetic, or where in the user's file it stands; may be empty for a measurement
public record Figure(double value, Unit unit, Origin origin, String why) {
    /// What a figure counts.
    public enum Unit {
        SECONDS,
        PERCENT,
        COUNT,
        USD_PER_MONTH;

        /// As JSON writes it, for example `usd-per-month`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// For people: `4.31 s`, `99.95 %`, `0`.
    String text() {
        return switch (unit) {
            case SECONDS -> Text.number(value) + " s";
            case PERCENT -> Text.number(value) + " %";
            case COUNT -> Text.number(value);
            case USD_PER_MONTH -> Text.number(value) + " USD/month";
        };
    }
}
