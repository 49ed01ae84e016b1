package dev.meridian.intake;

import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Whole numbers of a provider as the format writes times.
final class Times {
    /// Ten years: more is a slip, and the format would not take it.
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Times() {}

    /// `60s`, as people write the life of a DNS answer; `1h` from a thousand seconds on. Nothing if there is none.
    static Optional<String> seconds(OptionalInt seconds) {
        return some(seconds)
                .map(Duration::ofSeconds)
                .filter(Times::isSane)
                .map(time -> time.toSeconds() < 1000 ? time.toSeconds() + "s" : Durations.text(time));
    }

    static Optional<String> minutes(OptionalInt minutes) {
        return some(minutes).map(Duration::ofMinutes).filter(Times::isSane).map(Durations::text);
    }

    /// Nothing for no days at all.
    static Optional<String> days(OptionalInt days) {
        return some(days)
                .map(Duration::ofDays)
                .filter(time -> Times.isSane(time) && time.isPositive())
                .map(time -> time.toDays() + "d");
    }

    private static Optional<Integer> some(OptionalInt number) {
        return number.isPresent() && number.getAsInt() >= 0 ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static boolean isSane(Duration time) {
        return time.compareTo(LONGEST) <= 0;
    }
}
