package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Text of a certain form.
enum Form implements Shape.Type {
    TEXT("text", "[\\s\\S]*\\S[\\s\\S]*"),
    NAME(
            "a name: lower-case letters, digits and single hyphens, a letter first, at most 63",
            Texts.NAME,
            RegionName::isName),
    PLACE("the name of a region or a place, as its provider writes it", Texts.NAME, RegionName::isName),
    FLAG("`true` or `false`", "true|false"),
    WHOLE("a whole number", "\\d{1,9}"),
    POSITIVE("a whole number from 1 on", "[1-9]\\d{0,8}"),
    COUNT(
            "a number or a range: `3`, `2..10`, `2..`",
            Texts.COUNT,
            text -> Scalars.count(text).isPresent()),
    SOME(
            "a number from 1 on, or a range: `3`, `2..10`, `2..`",
            Texts.COUNT,
            text -> Scalars.count(text)
                    .filter(count ->
                            count.least().orElse(1) >= 1 && count.most().orElse(1) >= 1)
                    .isPresent()),
    PORT("a port from 1 to 65535", "\\d{1,9}", text -> {
        int port = Scalars.whole(text).orElse(0);
        return port >= 1 && port <= 65_535;
    }),
    TIME("a time with its unit: `250ms`, `30s`, `15m`, `4h`, `7d`, `1h30m`", Texts.TIME, Form::isTime),
    TIME_SPAN(
            "a time with its unit, or a range of times: `5m`, `30m..45m`",
            Texts.TIME + "(\\.\\." + Texts.TIME + ")?",
            text -> Scalars.timeSpan(text).isPresent()),
    TIME_OR_TRUE(
            "a time with its unit, or `true` where the time is not stated",
            "true|" + Texts.TIME,
            text -> text.equals("true") || isTime(text)),
    TIME_OR_UNKNOWN(
            "a time with its unit (`250ms`, `30s`, `15m`, `4h`), or `unknown` where nobody has looked",
            "unknown|" + Texts.TIME,
            text -> text.equals("unknown") || isTime(text)),
    CADENCE(
            "a time with its unit, or `weekly`, `monthly`, `quarterly`, `yearly`",
            "weekly|monthly|quarterly|yearly|" + Texts.TIME,
            text -> List.of("weekly", "monthly", "quarterly", "yearly").contains(text) || isTime(text)),
    STALENESS(
            "`local`, `primary`, or `stale` with the age that is good enough: `stale 5s`",
            "local|primary|stale " + Texts.TIME,
            text -> Scalars.reads(text).isPresent()),
    PEAK(
            "`now`, or `peak` with the time that is looked back: `peak 7d`",
            "now|peak " + Texts.TIME,
            text -> text.equals("now") || (text.startsWith("peak ") && isTime(text.substring(5)))),
    RETENTION(
            "how long, in days, weeks, months or years: `30d`, `6w`, `18mo`, `7y`",
            "[1-9]\\d{0,3}(d|w|mo|y)",
            text -> Scalars.retention(text).isPresent()),
    DOWNTIME(
            "a time per stretch of the calendar: `43.8m/year`, `1h/month`",
            Texts.TIME + "/" + Texts.TERM,
            text -> Scalars.downtime(text).isPresent()),
    WINDOW("a day and hours in UTC: `Sun 04:00-05:00 UTC`, `daily 02:00-03:00 UTC`", Texts.WINDOW, Scalars::isWindow),
    SHARE(
            "a percentage: `99.95%`, from 0% to 100%",
            Texts.PERCENT, text -> Scalars.share(text).orElse(2) <= 1),
    PERCENT(
            "a percentage, also above 100%: `150%`",
            Texts.PERCENT, text -> Scalars.share(text).isPresent()),
    SAVING(
            "a percentage or a range of them: `40%`, `70%..90%`, or `true` where it is not stated",
            "true|" + Texts.PERCENTS,
            text -> text.equals("true") || Scalars.saving(text).isPresent()),
    CHANGE(
            "a change in percent or a range of it: `-30%`, `-80%..-60%`, `..-30%`",
            "(?=.)(" + Texts.SIGNED + ")?(\\.\\.(" + Texts.SIGNED + ")?)?",
            text -> Scalars.change(text).isPresent()),
    RATE(
            "a number with what it is counted over: `10000/s`, `2000/min`, `50/h`, `3/d`",
            "\\d{1,12}(\\.\\d{1,3})?/(s|min|h|d)",
            text -> Scalars.rate(text).isPresent()),
    MONEY(
            "an amount with its currency and term: `8950 USD/month`",
            "\\d{1,12}(\\.\\d{1,4})? [A-Z]{3}/" + Texts.TERM,
            text -> Scalars.money(text).isPresent()),
    SIZE("a size with its unit: `500Gi`, `20GB`", "\\d{1,6}(\\.\\d{1,3})?([KMGTP]i|[kMGTP]B)"),
    CPUS("a number of processors: `2`, `0.5`, or thousandths of one: `250m`", "\\d{1,6}m|\\d{1,4}(\\.\\d{1,3})?"),
    BLOCK(
            "a block of IPv4 addresses: `10.0.0.0/16`, from /8 to /28",
            "(\\d{1,3}\\.){3}\\d{1,3}/(8|9|1\\d|2[0-8])",
            text -> Scalars.block(text).isPresent()),
    PREFIX("the size of a block of IPv4 addresses: `/16`, from /8 to /28", "/(8|9|1\\d|2[0-8])"),
    DATE(
            "a date: `2027-03-31`",
            "[+-]?\\d{4,9}-\\d{2}-\\d{2}",
            text -> Scalars.date(text).isPresent()),
    BELOW(
            "the path of a file below this one's folder, with `*` for any letters of its name: `services/*.yaml`",
            "(?:(?!\\.\\.?/)[A-Za-z0-9_.-]+/)*[A-Za-z0-9_.*-]+"),
    HTTP_PATH("a path that begins with `/`", "/\\S*"),
    HOST(
            "a DNS name: labels of letters, digits and hyphens between dots, each of at most 63",
            Texts.LABEL + "(\\." + Texts.LABEL + ")*",
            Scalars::isHost),
    FINDING("the id of a finding: `MER-0107`", "MER-\\d{4}"),
    PATH("a path in this file: `data.orders`", "[A-Za-z0-9.@-]+"),
    STATUS(
            "an HTTP status code, or a class of them: `200`, `204`, `3xx`",
            "[1-5](\\d\\d|xx)",
            text -> Scalars.statuses(text).isPresent()),
    COUNTRY(
            "a country by its two letters of ISO 3166-1 (`DE`, `GB`), or `EU` or `EEA`",
            "[A-Z]{2}|EEA",
            Jurisdictions::isKnown),
    GEOGRAPHY(
            "a continent (`AF` `AN` `AS` `EU` `NA` `OC` `SA`), a country by its two letters of ISO 3166-1 (`IE`; by three,"
                    + " `SAU`, where two are a continent), or `default`",
            "[A-Z]{2,3}|default",
            Jurisdictions::isGeography),
    AGREEMENT(
            "so many of so many: `2 of 3`",
            "\\d{1,3} of \\d{1,3}",
            text -> Scalars.agreement(text).isPresent());

    private final String says;
    private final String regex;

    @SuppressWarnings("ImmutableEnumChecker") // none of the functions above holds anything
    private final Predicate<String> accepts;

    /// A form that its pattern says exactly.
    Form(String says, String regex) {
        this(says, regex, Pattern.compile(regex).asMatchPredicate());
    }

    /// @param regex takes everything that is accepted, and perhaps more
    Form(String says, String regex, Predicate<String> accepts) {
        this.says = says;
        this.regex = regex;
        this.accepts = accepts;
    }

    /// The form in words, for a message.
    String says() {
        return says;
    }

    /// For the published schema: a pattern that is never narrower than the reader.
    String regex() {
        return regex;
    }

    boolean accepts(String text) {
        return accepts.test(text);
    }

    private static boolean isTime(String text) {
        return Scalars.time(text).isPresent();
    }

    /// What several patterns have in common.
    private static final class Texts {
        static final String NAME = "(?=.{1,63}$)[a-z]([a-z0-9]|-[a-z0-9])*";
        static final String COUNT = "\\d{1,9}(\\.\\.(\\d{1,9})?)?|\\.\\.\\d{1,9}";
        static final String TIME = "(\\d{1,9}(\\.\\d{1,6})?(d|h|ms?|s))+";
        static final String TERM = "(hour|day|week|month|year)";
        static final String CLOCK = "([01]\\d|2[0-3]):[0-5]\\d";
        static final String WINDOW = "(daily|Mon|Tue|Wed|Thu|Fri|Sat|Sun) " + CLOCK + "-" + CLOCK + " UTC";
        static final String PERCENT = "\\d{1,3}(\\.\\d{1,9})?%";
        static final String PERCENTS = "(?=.)(" + PERCENT + ")?(\\.\\.(" + PERCENT + ")?)?";
        static final String SIGNED = "[+-]?\\d{1,4}(\\.\\d{1,9})?%";
        static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

        private Texts() {}
    }
}
