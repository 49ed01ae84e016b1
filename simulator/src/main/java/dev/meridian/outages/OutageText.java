package dev.meridian.outages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads the text of an outage. The texts are ours: one that is wrong is a defect of the build.
final class OutageText {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Pattern RANGE = Pattern.compile("(\\d)(?:\\.\\.(\\d))?");

    private final String id;
    private final Map<String, Object> said;

    private OutageText(String id, Map<String, Object> said) {
        this.id = id;
        this.said = said;
    }

    static Outage read(String id, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(id)
                .setSchema(new FailsafeSchema())
                .build();
        return new OutageText(id, block(id, new Load(settings).loadFromString(text))).outage();
    }

    private Outage outage() {
        Outage outage = new Outage(
                text("id"),
                text("title"),
                text("date"),
                list("sources").stream().map(String::valueOf).toList(),
                text("happened"),
                text("naive"),
                naively(nested("naively")),
                text("right"),
                optional("dataRegions").map(Integer::valueOf).orElse(2),
                given(nested("given")),
                list("faults").stream().map(String::valueOf).toList(),
                list("orders").stream()
                        .map(order -> decree(new OutageText(id, block(id, order))))
                        .toList(),
                expectation(nested("expect")));
        nothingElse();
        return outage;
    }

    private static Outage.Naivety naively(OutageText naively) {
        Outage.Naivety all = new Outage.Naivety(
                switch (naively.oneOf(
                        naively.optional("judges").orElse("carefully"), "carefully", "hastily", "by-a-probe")) {
                    case 0 -> Outage.Judge.CAREFULLY;
                    case 1 -> Outage.Judge.HASTILY;
                    default -> Outage.Judge.BY_A_PROBE;
                },
                naively.list("lacks").stream().map(String::valueOf).toList(),
                naively.list("breaks").stream().map(String::valueOf).toList());
        if (all.breaks().isEmpty()) {
            throw naively.wrong("what is naive breaks something");
        }
        naively.nothingElse();
        return all;
    }

    private static Outage.Given given(OutageText given) {
        Outage.Given all = new Outage.Given(
                given.optional("replication").map(mode -> given.oneOf(mode, "async", "sync") == 1),
                given.optional("maxLoss").map(given::time),
                given.optional("room")
                        .map(Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()));
        given.nothingElse();
        return all;
    }

    private static Outage.Decree decree(OutageText order) {
        Duration at = order.time(order.text("at"));
        Outage.Act act = Outage.Act.valueOf(order.text("do").toUpperCase(Locale.ROOT));
        Outage.Decree decree = new Outage.Decree(
                at,
                order.optional("arrives").map(order::time).orElse(at),
                act,
                order.optional("to").orElse(""),
                order.optional("told"));
        if (act == Outage.Act.MOVE && decree.to().isEmpty()) {
            throw order.wrong("a move goes somewhere");
        }
        order.nothingElse();
        return decree;
    }

    private static Expectation expectation(OutageText expected) {
        Matcher moves = RANGE.matcher(expected.text("moves"));
        if (!moves.matches()) {
            throw expected.wrong("moves");
        }
        int fewest = Integer.parseInt(moves.group(1));
        Expectation all = new Expectation(
                fewest,
                Optional.ofNullable(moves.group(2)).map(Integer::valueOf).orElse(fewest),
                expected.optional("movesBelowHold").map(Integer::valueOf),
                expected.oneOf(expected.text("lost"), "none", "within-budget") == 0
                        ? Expectation.Lost.NONE
                        : Expectation.Lost.WITHIN_BUDGET,
                expected.oneOf(expected.optional("served").orElse("yes"), "no", "yes") == 1,
                expected.optional("interrupted").map(expected::time),
                expected.oneOf(expected.optional("grey").orElse("no"), "no", "yes") == 1,
                expected.list("rules").stream().map(String::valueOf).toList());
        expected.nothingElse();
        return all;
    }

    // ---- leaves ----

    private String text(String key) {
        return optional(key).orElseThrow(() -> wrong("`" + key + "` is missing"));
    }

    private Optional<String> optional(String key) {
        return Optional.ofNullable(said.remove(key))
                .map(value -> value.toString().strip());
    }

    private List<?> list(String key) {
        @Nullable Object value = said.remove(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong("`" + key + "` is no list");
    }

    private OutageText nested(String key) {
        @Nullable Object value = said.remove(key);
        return new OutageText(id, value == null ? new LinkedHashMap<>() : block(id, value));
    }

    private static SequencedMap<String, Object> block(String id, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new AssertionError("the text of " + id + " is no block");
        }
        SequencedMap<String, Object> block = new LinkedHashMap<>();
        map.forEach((key, one) -> block.put(String.valueOf(key), one));
        return block;
    }

    private int oneOf(String value, String... words) {
        int index = List.of(words).indexOf(value);
        if (index < 0) {
            throw wrong("`" + value + "` is none of " + List.of(words));
        }
        return index;
    }

    private Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw wrong("`" + text + "` is no time");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /// What nobody asked for is misspelt.
    private void nothingElse() {
        if (!said.isEmpty()) {
            throw wrong("nobody reads " + new ArrayList<>(said.keySet()));
        }
    }

    private AssertionError wrong(String what) {
        return new AssertionError("the text of " + id + ": " + what);
    }
}
