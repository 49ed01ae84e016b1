package dev.meridian.units;

import java.time.Duration;
import java.util.Locale;

/// Durations as people write and read them.
public final class Durations {
    private Durations() {}

    /// Seconds with at most three decimals, as JSON carries them: 1500 ms is 1.5.
    public static double seconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e6) / 1e3;
    }

    /// The shortest text that a person would say: `250ms`, `1.6s`, `43s`, `12m`, `4h30m`, `7d`.
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        long millis = Math.round(duration.toNanos() / 1e6);
        if (millis < 1000) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        if (millis < 60_000) {
            return decimal(millis / 1e3) + "s";
        }
        long seconds = Math.round(millis / 1e3);
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        long hours = seconds / 3600;
        long minutes = seconds % 3600 / 60;
        long rest = seconds % 60;
        return (hours > 0 ? hours + "h" : "") + (minutes > 0 ? minutes + "m" : "") + (rest > 0 ? rest + "s" : "");
    }

    private static String decimal(double value) {
        return decimal(value, 2);
    }

    /// A number with at most so many decimals: `43.8`, `4`.
    public static String decimal(double value, int most) {
        String text = String.format(Locale.ROOT, "%." + most + "f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
