package dev.meridian.topology;

import dev.meridian.units.CalendarUnit;
import dev.meridian.units.Cidr;
import dev.meridian.units.Money;
import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text becomes a value here, by the type that the schema gives it and never by its look.
public final class Scalars {
    /// Names that a draft of a file is not given: readers would take them for words of the format.
    private static final List<String> CONFUSING = List.of("all", "any", "same", "none", "primary", "global");

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");
    private static final Pattern TIMES = Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,6})?(?:ms|s|m|h|d))+");
    private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final Pattern AROUND_WORDS = Pattern.compile("[\\[\\]\\s]");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern AGREEMENT = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");

    private static final Pattern RETENTION = Pattern.compile("([1-9]\\d{0,3})(d|w|mo|y)");
    private static final Pattern PER_TERM = Pattern.compile("(.{1,64})/(hour|day|week|month|year)");
    private static final Pattern MONEY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,4})?) ([A-Z]{3})");
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)/(s|min|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([KMGTP]i|[kMGTP]B)");
    private static final Pattern SIGNED = Pattern.compile("([+-]?\\d{1,4}(?:\\.\\d{1,9})?)%");
    private static final Pattern BLOCK =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})/(\\d{1,2})");
    private static final Pattern WINDOW = Pattern.compile(
            "(daily|Mon|Tue|Wed|Thu|Fri|Sat|Sun) ((?:[01]\\d|2[0-3]):[0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d) UTC");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final Pattern STATUS = Pattern.compile("([1-5])(\\d\\d|xx)");

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

    /// `5m`, or `30m..45m` with the shorter time first.
    static Optional<Failover.Takes> timeSpan(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return time(text).map(Failover.Takes::exactly);
        }
        Optional<Duration> least = time(text.substring(0, dots));
        Optional<Duration> most = time(text.substring(dots + 2));
        return least.flatMap(
                from -> most.filter(to -> to.compareTo(from) >= 0).map(to -> new Failover.Takes(from, to)));
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
    public static Optional<Topology.Count> count(String text) {
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

    /// Whether a draft of a file may call something so. A user may also take a word of the format as a name, such
    /// as `primary`, wherever no reference would be read as that word.
    public static boolean isName(String text) {
        return RegionName.isName(text) && !CONFUSING.contains(text);
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

    /// `local`, `primary`, `stale 5s`.
    static Optional<Storage.Reads> reads(String text) {
        return switch (text) {
            case "local" -> Optional.of(new Storage.Reads.Local());
            case "primary" -> Optional.of(new Storage.Reads.Primary());
            default ->
                text.startsWith("stale ") ? time(text.substring(6)).map(Storage.Reads.Stale::new) : Optional.empty();
        };
    }

    /// `30d`, `6w`, `18mo`, `7y`: by the calendar, because seven years are no number of days.
    static Optional<Period> retention(String text) {
        Matcher matcher = RETENTION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "d" -> Period.ofDays(number);
                    case "w" -> Period.ofWeeks(number);
                    case "mo" -> Period.ofMonths(number);
                    default -> Period.ofYears(number);
                });
    }

    /// `43.8m/year`.
    static Optional<Claim.Downtime> downtime(String text) {
        Matcher matcher = PER_TERM.matcher(text);
        return matcher.matches()
                ? time(matcher.group(1)).map(time -> new Claim.Downtime(time, calendarUnit(matcher.group(2))))
                : Optional.empty();
    }

    private static CalendarUnit calendarUnit(String word) {
        return CalendarUnit.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// `8950 USD/month`, in a currency that exists.
    static Optional<Money> money(String text) {
        Matcher whole = PER_TERM.matcher(text);
        Matcher matcher = MONEY.matcher(whole.matches() ? whole.group(1) : "");
        return matcher.matches() && isCurrency(matcher.group(2))
                ? Optional.of(
                        new Money(new BigDecimal(matcher.group(1)), matcher.group(2), calendarUnit(whole.group(2))))
                : Optional.empty();
    }

    static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// `10000/s`, `2000/min`.
    public static Optional<Rate> rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Rate.Unit unit = switch (matcher.group(2)) {
            case "s" -> Rate.Unit.SECOND;
            case "min" -> Rate.Unit.MINUTE;
            case "h" -> Rate.Unit.HOUR;
            default -> Rate.Unit.DAY;
        };
        return Optional.of(new Rate(new BigDecimal(matcher.group(1)), unit));
    }

    /// `500Gi`, `1.5TB` in bytes: with an `i` by 1024, without by 1000.
    public static OptionalLong bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2);
        BigDecimal base = BigDecimal.valueOf(unit.endsWith("i") ? 1024 : 1000);
        int power = "KMGTP".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        return OptionalLong.of(
                new BigDecimal(matcher.group(1)).multiply(base.pow(power)).longValue());
    }

    /// `40%`, `70%..90%`, `30%..`: shares, none below zero.
    static Optional<Percents> saving(String text) {
        return text.contains("-") || text.contains("+") ? Optional.empty() : change(text);
    }

    /// `-30%`, `-80%..-60%`, `..-30%`.
    static Optional<Percents> change(String text) {
        int dots = text.indexOf("..");
        OptionalDouble least = signed(dots < 0 ? text : text.substring(0, dots));
        OptionalDouble most = dots < 0 ? least : signed(text.substring(dots + 2));
        boolean wellFormed = (least.isPresent() || dots == 0) && (most.isPresent() || dots == text.length() - 2);
        boolean inOrder = least.isEmpty() || most.isEmpty() || least.getAsDouble() <= most.getAsDouble();
        boolean says = least.isPresent() || most.isPresent();
        return wellFormed && inOrder && says ? Optional.of(new Percents(least, most)) : Optional.empty();
    }

    private static OptionalDouble signed(String text) {
        Matcher matcher = SIGNED.matcher(text);
        return matcher.matches()
                ? OptionalDouble.of(
                        new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue())
                : OptionalDouble.empty();
    }

    /// `10.0.0.0/16`: the first address of a block from /8 to /28, in decimal and without leading zeros, which
    /// some programs read as octal.
    public static Optional<Cidr> block(String text) {
        return around(text).filter(block -> block.text().equals(text));
    }

    /// The block that the address of such a text lies in, where it is not the first one.
    static Optional<Cidr> around(String text) {
        Matcher matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return Optional.empty();
            }
            address = address << 8 | part;
        }
        int prefix = Integer.parseInt(matcher.group(5));
        return prefix >= 8 && prefix <= 28 ? Optional.of(Cidr.around(address, prefix)) : Optional.empty();
    }

    /// `Sun 04:00-05:00 UTC`; one that ends before it begins goes past midnight.
    public static Optional<WeeklyWindow> window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        if (!matcher.matches() || matcher.group(2).equals(matcher.group(3))) {
            return Optional.empty();
        }
        Optional<DayOfWeek> day = Arrays.stream(DayOfWeek.values())
                .filter(one -> one.name().startsWith(matcher.group(1).toUpperCase(Locale.ROOT)))
                .findFirst();
        return Optional.of(new WeeklyWindow(day, LocalTime.parse(matcher.group(2)), LocalTime.parse(matcher.group(3))));
    }

    /// The words of a list, which a setting has as `[a, b]`, or of one value by itself.
    public static List<String> words(String text) {
        return List.of(AROUND_WORDS.matcher(text).replaceAll("").split(","));
    }

    static boolean isWindow(String text) {
        return window(text).isPresent();
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// `204` is one status code; `3xx` is all codes from 300 to 399.
    static Optional<StatusCodes> statuses(String text) {
        Matcher matcher = STATUS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hundreds = Integer.parseInt(matcher.group(1)) * 100;
        if (matcher.group(2).equals("xx")) {
            return Optional.of(new StatusCodes(hundreds, hundreds + 99));
        }
        int code = hundreds + Integer.parseInt(matcher.group(2));
        return Optional.of(new StatusCodes(code, code));
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
