package dev.meridian.topology;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with a value that its form does not take, and what to write instead.
///
/// @param what a half sentence about this very value; empty where there is nothing to say but the form
/// @param fix a concrete value where one can be told, else the form
record Diagnosis(String what, String fix) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
    private static final Pattern TIMES = Pattern.compile("(\\d{1,20}(\\.\\d{1,20})?(ms|s|m|h|d)){1,6}");
    private static final Pattern WORDED = Pattern.compile(
            "(\\d{1,9}(?:\\.\\d{1,6})?) ?(milliseconds?|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?)");
    private static final Pattern LONG_DECIMALS = Pattern.compile("\\d{1,20}\\.\\d{7,20}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})(\\.\\d{1,40})?%");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{1,40}|[0-9a-fA-F:.]{0,40}:[0-9a-fA-F:.]{0,40}");

    /// Longer values are told their form only: nobody meant one of them.
    private static final int LONGEST = 300;

    /// Without its blanks a text of these is another word, and not the one that was meant.
    private static final List<Form> WORDS = List.of(Form.TEXT, Form.NAME, Form.PLACE);

    static Diagnosis of(Form form, String text) {
        if (text.length() > LONGEST) {
            return new Diagnosis("", form.says());
        }
        if (text.startsWith("-") && form.accepts(text.substring(1))) {
            return new Diagnosis("it is negative", "`" + text.substring(1) + "`");
        }
        String plain = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        if (!plain.equals(text) && !WORDS.contains(form) && form.accepts(plain)) {
            return new Diagnosis("", "`" + plain + "`");
        }
        return special(form, text).orElse(new Diagnosis("", form.says()));
    }

    private static Optional<Diagnosis> special(Form form, String text) {
        return switch (form) {
            case TIME, TIME_SPAN, TIME_OR_TRUE, TIME_OR_UNKNOWN, CADENCE -> time(text);
            case SHARE, PERCENT -> share(text);
            case COUNT, SOME -> count(form, text);
            case DATE -> date(text);
            case HOST -> host(text);
            case FLAG -> Optional.of(flag(text));
            case WHOLE, POSITIVE, PORT -> whole(form, text);
            case AGREEMENT ->
                text.matches("\\d{1,3} of \\d{1,3}")
                        ? Optional.of(new Diagnosis("so many cannot agree", form.says()))
                        : Optional.empty();
            case MONEY -> FigureDiagnosis.money(text);
            case RATE -> FigureDiagnosis.rate(text);
            case SAVING, CHANGE -> FigureDiagnosis.percents(text);
            case DOWNTIME -> FigureDiagnosis.downtime(text);
            case RETENTION -> FigureDiagnosis.retention(text);
            case SIZE -> FigureDiagnosis.size(text);
            case WINDOW -> FigureDiagnosis.window(text);
            case BLOCK -> FigureDiagnosis.block(text);
            case PREFIX -> FigureDiagnosis.prefix(text);
            case STALENESS -> FigureDiagnosis.staleness(text);
            case STATUS ->
                text.matches("\\d{3,40}")
                        ? Optional.of(new Diagnosis("status codes are from 100 to 599", "`200`, `204` or `3xx`"))
                        : Optional.empty();
            case COUNTRY -> FigureDiagnosis.country(text);
            case TEXT, NAME, PLACE, BELOW, HTTP_PATH, FINDING, PATH, CPUS, PEAK, GEOGRAPHY -> Optional.empty();
        };
    }

    private static Optional<Diagnosis> time(String text) {
        Matcher worded = WORDED.matcher(text);
        if (worded.matches()) {
            String unit =
                    worded.group(2).startsWith("milli") ? "ms" : worded.group(2).substring(0, 1);
            return Optional.of(new Diagnosis("", "`" + worded.group(1) + unit + "`"));
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new Diagnosis("it has no unit", "write the unit: `" + text + "s` if seconds are meant"));
        }
        if (!TIMES.matcher(text).matches()) {
            return Optional.empty();
        }
        if (LONG_DECIMALS.matcher(text).find()) {
            return Optional.of(new Diagnosis("it has more than six decimals", "round it"));
        }
        boolean inOrder = text.replaceAll("[0-9.]", "").matches("d?h?m?s?(ms)?");
        return Optional.of(
                inOrder
                        ? new Diagnosis("it is beyond the limit of 11,574 days", "a time that somebody waits for")
                        : new Diagnosis("larger units stand first, and each once", "for example `1h30m`"));
    }

    private static Optional<Diagnosis> share(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new Diagnosis("it has no unit", "write the unit: `" + text + "%`"));
        }
        Matcher parts = SHARE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean decimals = parts.group(2) != null && parts.group(2).length() > 10;
        return Optional.of(
                decimals
                        ? new Diagnosis(
                                "it has more than nine decimals",
                                "`" + parts.group(1) + parts.group(2).substring(0, 10) + "%`")
                        : new Diagnosis("it is more than 100%", "`100%` or less"));
    }

    private static Optional<Diagnosis> count(Form form, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
            return Optional.of(new Diagnosis(
                    "it begins at " + range.group(1) + " and ends at " + range.group(2),
                    "`" + range.group(2) + ".." + range.group(1) + "`"));
        }
        boolean none = form == Form.SOME && Scalars.count(text).isPresent();
        return none ? Optional.of(new Diagnosis("it begins below 1", "`1` or more")) : Optional.empty();
    }

    private static Optional<Diagnosis> whole(Form form, String text) {
        if (!text.matches("\\d{1,40}")) {
            return Optional.empty();
        }
        boolean zero = text.matches("0+");
        String most = form == Form.PORT ? "65535" : "999999999";
        return Optional.of(new Diagnosis(zero ? "it is below 1" : "it is above " + most, form.says()));
    }

    private static Optional<Diagnosis> date(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int month = Integer.parseInt(parts.group(2));
        if (month < 1 || month > 12) {
            return Optional.of(new Diagnosis("there is no month " + parts.group(2), Form.DATE.says()));
        }
        String yearAndMonth = parts.group(1) + "-" + parts.group(2);
        int days = YearMonth.of(Integer.parseInt(parts.group(1)), month).lengthOfMonth();
        return Optional.of(
                new Diagnosis(yearAndMonth + " has " + days + " days", "`" + yearAndMonth + "-" + days + "`"));
    }

    private static Optional<Diagnosis> host(String text) {
        if (ADDRESS.matcher(text).matches()) {
            return Optional.of(new Diagnosis(
                    "it is an address", "the name that users open: an address cannot be pointed elsewhere"));
        }
        for (String label : List.of(text.split("\\.", -1))) {
            if (label.isEmpty()) {
                return Optional.of(new Diagnosis(
                        "there is nothing between two dots, or before or behind one",
                        "`" + text.replaceAll("\\.+", ".").replaceAll("^\\.|\\.$", "") + "`"));
            }
            if (label.length() > 63) {
                return Optional.of(new Diagnosis(
                        "a label has " + label.length() + " characters, and 63 is the most", Form.HOST.says()));
            }
        }
        return text.length() > 253
                ? Optional.of(
                        new Diagnosis("it has " + text.length() + " characters, and 253 is the most", Form.HOST.says()))
                : Optional.empty();
    }

    /// No nearest word: of two words that mean the opposite, a guess is wrong half of the time.
    private static Diagnosis flag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (List.of("yes", "on", "y").contains(lower)) {
            return new Diagnosis("", "`true`");
        }
        return new Diagnosis("", List.of("no", "off", "n").contains(lower) ? "`false`" : "`true` or `false`");
    }
}
