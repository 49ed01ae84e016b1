package dev.meridian.topology;

import dev.meridian.units.Cidr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with money, rates, ranges and addresses, as people write them who do not know the form yet. Texts
/// are known to be short.
final class FigureDiagnosis {
    private static final Pattern AMOUNT = Pattern.compile("[$€£]?([0-9][0-9,]*(?:\\.[0-9]+)?)");
    private static final Pattern MONEY = Pattern.compile("(\\S+) ([A-Za-z]{3})(/[a-z]+)?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)(?:/(\\w+))?");
    private static final Pattern RANGE = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?%)\\.\\.([+-]?\\d+(?:\\.\\d+)?%)");
    private static final Pattern DASHED = Pattern.compile("(\\d+(?:\\.\\d+)?)%?[-–](\\d+(?:\\.\\d+)?)%");
    private static final Pattern YEARS = Pattern.compile("(\\d{1,4}) ?(days?|weeks?|months?|years?)");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMGTPkmgtp]?)(i?)[Bb]?");
    private static final Pattern WINDOW = Pattern.compile("([A-Za-z]+) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)( .*)?");
    private static final List<String> DAYS = List.of("daily", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9}){3})(?:/(\\d{1,9}))?");

    private FigureDiagnosis() {}

    private static Optional<Diagnosis> found(String what, String fix) {
        return Optional.of(new Diagnosis(what, "`" + fix + "`"));
    }

    static Optional<Diagnosis> money(String text) {
        Matcher whole = MONEY.matcher(text);
        if (whole.matches()) {
            String currency = whole.group(2).toUpperCase(Locale.ROOT);
            String amount = whole.group(1).replace(",", "");
            String per = whole.group(3) == null ? "/month" : whole.group(3);
            boolean known = Scalars.isCurrency(currency);
            String better = amount + " " + (known ? currency : "USD") + per;
            if (Form.MONEY.accepts(better)) {
                return found(
                        !known
                                ? "there is no currency `" + whole.group(2) + "`"
                                : whole.group(3) == null ? "it does not say for how long" : "",
                        better);
            }
        }
        String[] parts = text.split("/", 2);
        Matcher amount = AMOUNT.matcher(parts[0]);
        String per = parts.length > 1 ? parts[1] : "month";
        String better = amount.matches() ? amount.group(1).replace(",", "") + " USD/" + per : "";
        return Form.MONEY.accepts(better)
                ? Optional.of(new Diagnosis("it has no currency", "`" + better + "` if dollars are meant"))
                : Optional.empty();
    }

    /// Codes of countries that people write and ISO 3166-1 does not have, and codes in lower case.
    static Optional<Diagnosis> country(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.equals("UK")) {
            return found("ISO 3166-1 has another code for the United Kingdom", "GB");
        }
        return Form.COUNTRY.accepts(upper) ? found("codes are in upper case", upper) : Optional.empty();
    }

    static Optional<Diagnosis> rate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(1);
        if (matcher.group(2) == null) {
            return Optional.of(
                    new Diagnosis("it does not say over what time", "`" + number + "/s` if that is in each second"));
        }
        String unit = switch (matcher.group(2)) {
            case "m", "minute", "mins" -> "min";
            case "sec", "second" -> "s";
            case "hour" -> "h";
            case "day" -> "d";
            default -> "";
        };
        return unit.isEmpty() ? Optional.empty() : found("", number + "/" + unit);
    }

    static Optional<Diagnosis> percents(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return found(
                    "it begins at " + range.group(1) + " and ends at " + range.group(2),
                    range.group(2) + ".." + range.group(1));
        }
        Matcher dashed = DASHED.matcher(text);
        if (dashed.matches()) {
            return found("a range has two dots", dashed.group(1) + "%.." + dashed.group(2) + "%");
        }
        return text.matches("-?\\d{1,4}(\\.\\d{1,9})?") ? found("it has no unit", text + "%") : Optional.empty();
    }

    static Optional<Diagnosis> downtime(String text) {
        return Form.TIME.accepts(text)
                ? Optional.of(new Diagnosis("it does not say in what time", "`" + text + "/year`, or another term"))
                : Optional.empty();
    }

    static Optional<Diagnosis> retention(String text) {
        Matcher years = YEARS.matcher(text);
        if (years.matches()) {
            String unit =
                    years.group(2).startsWith("mo") ? "mo" : years.group(2).substring(0, 1);
            return found("", years.group(1) + unit);
        }
        return text.matches("[1-9]\\d{0,3}")
                ? Optional.of(new Diagnosis("it has no unit", "write the unit: `" + text + "d` if days are meant"))
                : Optional.empty();
    }

    static Optional<Diagnosis> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || !Form.SIZE.accepts(matcher.group(1) + "Gi")) {
            return Optional.empty();
        }
        String number = matcher.group(1);
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        if (Form.SIZE.accepts(number + unit + "i") && matcher.group(3).equals("i")) {
            return found("", number + unit + "i");
        }
        String by1024 = number + (unit.isEmpty() ? "G" : unit) + "i";
        String by1000 = number + (unit.isEmpty() ? "G" : unit.equals("K") ? "k" : unit) + "B";
        return Optional.of(new Diagnosis(
                unit.isEmpty() ? "it has no unit" : "it does not say whether by 1024 or by 1000",
                "`" + by1024 + "`, or `" + by1000 + "`"));
    }

    static Optional<Diagnosis> window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String day = matcher.group(1).toLowerCase(Locale.ROOT);
        String known = DAYS.stream()
                .filter(word -> day.matches(word.toLowerCase(Locale.ROOT) + "([a-z]*day)?"))
                .findFirst()
                .orElse(matcher.group(1));
        String better = known + " " + matcher.group(2) + "-" + matcher.group(3) + " UTC";
        String zone = matcher.group(4) == null ? "" : matcher.group(4).strip();
        if (!zone.isEmpty() && !zone.equals("UTC")) {
            return Optional.of(new Diagnosis(
                    "its hours are not UTC, and summer time would move them",
                    "the same hours in UTC: `" + better + "`?"));
        }
        if (matcher.group(2).equals(matcher.group(3))) {
            return Optional.of(new Diagnosis("it ends when it begins", Form.WINDOW.says()));
        }
        return Form.WINDOW.accepts(better)
                ? found(zone.isEmpty() ? "it does not say that the hours are UTC" : "", better)
                : Optional.of(new Diagnosis("there is no such hour", Form.WINDOW.says()));
    }

    static Optional<Diagnosis> block(String text) {
        Optional<Cidr> around = Scalars.around(text);
        if (around.isPresent()) {
            return found(
                    "that is an address within a /" + around.get().prefix() + ", not the first of one",
                    around.get().text());
        }
        if (text.contains(":")) {
            return Optional.of(new Diagnosis("it is IPv6", Form.BLOCK.says()));
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return Optional.empty();
        }
        if (List.of(address.group(1).split("\\.")).stream().anyMatch(part -> Integer.parseInt(part) > 255)) {
            return Optional.of(new Diagnosis("no part of an address is above 255", Form.BLOCK.says()));
        }
        if (address.group(2) == null) {
            return Scalars.around(text + "/16")
                    .map(cidr -> new Diagnosis("it has no size", "`" + cidr.text() + "`, or another size"));
        }
        int prefix = Integer.parseInt(address.group(2));
        return prefix < 8 || prefix > 28
                ? Optional.of(new Diagnosis("a /" + prefix + " is outside of /8 to /28", Form.BLOCK.says()))
                : Optional.of(new Diagnosis("some programs read a leading zero as octal", "leave it out"));
    }

    static Optional<Diagnosis> prefix(String text) {
        return Form.PREFIX.accepts("/" + text) ? found("", "/" + text) : Optional.empty();
    }

    static Optional<Diagnosis> staleness(String text) {
        return Form.TIME.accepts(text) ? found("", "stale " + text) : Optional.empty();
    }
}
