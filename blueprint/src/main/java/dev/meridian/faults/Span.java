package dev.meridian.faults;

import dev.meridian.units.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time in a fault, as people write it and as Meridian writes it back: `250ms`, `43s`, `1m30s`, `20h`.
final class Span {
    static final String IS =
            "a time is a number and a unit (ms, s, m, h), more than 0 and at most a day: 250ms, 43s, 1m30s, 20h";
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,4}");
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toNanos());

    private Span() {}

    /// Empty for what is no time, or none that a fault can have.
    static Optional<Duration> of(String text) {
        return nanos(text)
                .filter(nanos -> nanos.compareTo(BigDecimal.ONE) >= 0 && nanos.compareTo(LONGEST) <= 0)
                .map(nanos -> Duration.ofNanos(nanos.longValue()));
    }

    /// What keeps a text from being a time that a fault can have; empty if nothing does.
    static Optional<String> wrong(String text) {
        if (of(text).isPresent()) {
            return Optional.empty();
        }
        Optional<BigDecimal> nanos = nanos(text);
        if (nanos.isEmpty()) {
            return Optional.of("`" + text + "` is not a time");
        }
        return Optional.of(
                nanos.get().compareTo(LONGEST) > 0
                        ? "`" + text + "` is longer than a day"
                        : "`" + text + "` is no time at all");
    }

    /// Of two times that are right, whether the second one is later.
    static Optional<String> wrong(Duration start, Duration end) {
        return end.compareTo(start) > 0
                ? Optional.empty()
                : Optional.of("the end, " + Durations.text(end) + ", is not after the start, " + Durations.text(start));
    }

    private static Optional<BigDecimal> nanos(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit(parts.group(2)))));
        }
        return Optional.of(sum);
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }
}
