package dev.meridian.cli;

import dev.meridian.topology.Problem;
import dev.meridian.units.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as an option has it: `250ms`, `30s`, `10m`, `1h`, `2d`.
final class Span {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(366);

    private Span() {}

    /// Empty if it is none that it can have; `problems` says why.
    ///
    /// @param option as it is written, `--for`
    /// @param least the shortest that makes sense
    static Optional<Duration> of(String option, String text, Duration least, List<Problem> problems) {
        return of(option, text, least, "`" + option + " 10m`", problems);
    }

    /// @param fix what to write, where an example would propose what nobody asked for
    static Optional<Duration> of(String option, String text, Duration least, String fix, List<Problem> problems) {
        Optional<Duration> span = parsed(text).filter(it -> it.compareTo(least) >= 0 && it.compareTo(LONGEST) <= 0);
        if (span.isEmpty()) {
            problems.add(Complaints.option(
                    option,
                    text,
                    "`" + text + "` is not a time that `" + option + "` can have",
                    "a time is a number and a unit, at least " + Durations.text(least)
                            + " and at most a year: 30s, 10m, 1h, 2d",
                    fix));
        }
        return span;
    }

    private static Optional<Duration> parsed(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long millis = switch (matcher.group(2)) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            default -> 86_400_000L;
        };
        return Optional.of(Duration.ofMillis(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(millis))
                .longValue()));
    }
}
