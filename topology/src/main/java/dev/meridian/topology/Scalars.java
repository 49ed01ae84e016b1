package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text becomes a value here, by the type that the schema gives it and never by its look.
public final class Scalars {
    /// Words of the format, which nothing of a user's can be called.
    static final List<String> RESERVED = List.of("all", "any", "same", "none", "primary", "global");

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");
    private static final Pattern TIMES = Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,6})?(?:ms|s|m|h|d))+");
    private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern AGREEMENT = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final int LONGEST = 64;

    private Scalars() {}

    /// `250ms`, `30s`, `1h30m`, `7d`: larger units first, each once; without a unit it is no time.
    public static Optional<Duration> time(String text) {
        // The matcher recurses once per part: a megabyte of `1s1s1s` would end its stack.
        if (text.length() > LONGEST || !TIMES.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher part = TIME.matcher(text);
        double nanos = 0;
        int last = -1;
        while (part.find()) {
            int unit = UNITS.indexOf(part.group(2));
            if (unit <= last) {
                return Optional.empty();
            }
            last = unit;
            nanos += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
        }
        return nanos > 1e18 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(nanos)));
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
    }

    /// `99.95%` as the fraction 0.9995.
    public static OptionalDouble share(String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue());
    }

    static OptionalInt whole(String text) {
        return WHOLE.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /// `3`, `2..10`, `2..`, `..10`.
    static Optional<Topology.Count> count(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            OptionalInt exact = whole(text);
            return exact.isPresent() ? Optional.of(new Topology.Count(exact, exact)) : Optional.empty();
        }
        OptionalInt least = whole(text.substring(0, dots));
        OptionalInt most = whole(text.substring(dots + 2));
        boolean wellFormed = (least.isPresent() || dots == 0) && (most.isPresent() || dots == text.length() - 2);
        boolean inOrder = least.isEmpty() || most.isEmpty() || least.getAsInt() <= most.getAsInt();
        boolean says = least.isPresent() || most.isPresent();
        return wellFormed && inOrder && says ? Optional.of(new Topology.Count(least, most)) : Optional.empty();
    }

    /// Whether a user may call something in a file so.
    public static boolean isName(String text) {
        return RegionName.isName(text) && !RESERVED.contains(text);
    }

    /// Whether it is a DNS name.
    /// Labels of at most 63 characters with single dots between them, 253 in all (RFC 1035 §2.3.4); an address is
    /// none, and a last label of digits would make it look like one (RFC 3696 §2).
    public static boolean isHost(String text) {
        if (text.length() > 253) {
            return false;
        }
        List<String> labels = List.of(text.split("\\.", -1));
        return labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                && !labels.getLast().matches("\\d+");
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static Optional<Failover.Agreement> agreement(String text) {
        Matcher matcher = AGREEMENT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int enough = Integer.parseInt(matcher.group(1));
        int of = Integer.parseInt(matcher.group(2));
        return enough >= 1 && enough <= of ? Optional.of(new Failover.Agreement(enough, of)) : Optional.empty();
    }
}
