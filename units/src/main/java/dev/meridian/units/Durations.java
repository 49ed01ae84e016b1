package dev.meridian.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Durations as people write and read them.
public final class Durations {
    private Durations() {}

    /// Seconds with at most three decimals, as JSON carries them: 1500 ms is 1.5.
    public static double seconds(Duration duration) {
        Duration rounded = rounded(duration);
        return (rounded.toSeconds() * 1e3 + rounded.toMillisPart()) / 1e3;
    }

    /// The shortest text that a person would say: `250ms`, `1.6s`, `43s`, `12m`, `4h30m`, `7d`.
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            String text = text(duration.negated());
            return text.equals("0s") ? text : "-" + text;
        }
        Duration rounded = rounded(duration);
        if (rounded.toSeconds() < 60) {
            long millis = rounded.toMillis();
            return millis == 0 ? "0s" : millis < 1000 ? millis + "ms" : decimal(millis / 1e3) + "s";
        }
        // A thousand probes with thirty years between them are more nanoseconds than a number can count.
        long seconds = rounded.plusMillis(500).toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        long hours = seconds / 3600;
        long minutes = seconds % 3600 / 60;
        long rest = seconds % 60;
        return (hours > 0 ? hours + "h" : "") + (minutes > 0 ? minutes + "m" : "") + (rest > 0 ? rest + "s" : "");
    }

    /// The same of a bound: rounded up, so that whoever accepts what is said accepts the whole of it.
    public static String bound(Duration most) {
        Duration step = most.toSeconds() < 60 ? Duration.ofMillis(1) : Duration.ofSeconds(1);
        Duration rest = Duration.ofNanos(most.toNanos() % step.toNanos());
        Duration up = rest.isZero() ? most : most.minus(rest).plus(step);
        boolean isPlain = up.toSeconds() < 1 || up.toSeconds() >= 60;
        return isPlain ? text(up) : decimal(up.toMillis() / 1e3, 3) + "s";
    }

    /// The same beside another one that it is compared with: to the nanosecond where both would read alike and are
    /// not, so that nobody reads `1.45s > 1.45s`.
    public static String text(Duration duration, Duration beside) {
        boolean isAlike = text(duration).equals(text(beside)) && !duration.equals(beside);
        return isAlike
                ? BigDecimal.valueOf(duration.toSeconds())
                                .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
                                .stripTrailingZeros()
                                .toPlainString()
                        + "s"
                : text(duration);
    }

    private static Duration rounded(Duration duration) {
        return duration.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String decimal(double value) {
        return decimal(value, 2);
    }

    /// A number with at most so many decimals: `43.8`, `4`.
    public static String decimal(double value, int most) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return BigDecimal.valueOf(value)
                .setScale(most, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
