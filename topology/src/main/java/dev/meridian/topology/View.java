package dev.meridian.topology;

import dev.meridian.units.Cidr;
import dev.meridian.units.Money;
import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A block whose text is known to be good, read as values. A value that does not parse here has slipped past the
/// schema, which is a defect of ours.
record View(Optional<Tree.Block> tree) {
    boolean present() {
        return tree.isPresent();
    }

    View block(String key) {
        return new View(tree.isPresent() ? tree.get().block(key) : tree);
    }

    Optional<String> text(String key) {
        Optional<Tree> at = tree.isPresent() ? tree.get().at(key) : Optional.empty();
        return at.map(View::scalar);
    }

    /// Whether one word stands where a block could.
    boolean isWord(String key) {
        return tree.flatMap(block -> block.at(key))
                .filter(Tree.Scalar.class::isInstance)
                .isPresent();
    }

    String needed(String key) {
        return text(key).orElseThrow(() -> new AssertionError("`" + key + "` was checked and is missing"));
    }

    Optional<Duration> time(String key) {
        return text(key).map(text -> good(Scalars.time(text), text));
    }

    Optional<Failover.Takes> timeSpan(String key) {
        return text(key).map(text -> good(Scalars.timeSpan(text), text));
    }

    OptionalDouble share(String key) {
        Optional<String> text = text(key);
        return text.isPresent() ? Scalars.share(text.get()) : OptionalDouble.empty();
    }

    OptionalInt whole(String key) {
        Optional<String> text = text(key);
        return text.isPresent() ? Scalars.whole(text.get()) : OptionalInt.empty();
    }

    Optional<Topology.Count> count(String key) {
        return text(key).map(text -> good(Scalars.count(text), text));
    }

    Optional<Money> money(String key) {
        return text(key).map(text -> good(Scalars.money(text), text));
    }

    Optional<Rate> rate(String key) {
        return text(key).map(text -> good(Scalars.rate(text), text));
    }

    Optional<Cidr> cidr(String key) {
        return text(key).map(text -> good(Scalars.block(text), text));
    }

    Optional<Period> retention(String key) {
        return text(key).map(text -> good(Scalars.retention(text), text));
    }

    Optional<Boolean> flag(String key) {
        return text(key).map(Boolean::parseBoolean);
    }

    Optional<RegionName> region(String key) {
        return text(key).map(RegionName::new);
    }

    /// A word as the constant of the same name: `multi-primary` is MULTI_PRIMARY.
    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        return text(key).map(word -> constant(word, type));
    }

    <E extends Enum<E>> List<E> words(String key, Class<E> type) {
        return texts(key).stream().map(word -> constant(word, type)).toList();
    }

    private static <E extends Enum<E>> E constant(String word, Class<E> type) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    List<String> texts(String key) {
        return tree.flatMap(block -> block.at(key))
                .map(value -> value instanceof Tree.Items items
                        ? items.items().stream().map(View::scalar).toList()
                        : List.of(scalar(value)))
                .orElse(List.of());
    }

    List<StatusCodes> statuses(String key) {
        return texts(key).stream()
                .map(text -> good(Scalars.statuses(text), text))
                .toList();
    }

    Optional<LocalDate> date(String key) {
        return text(key).map(text -> good(Scalars.date(text), text));
    }

    List<RegionName> regions(String key) {
        return texts(key).stream().map(RegionName::new).toList();
    }

    /// The entries of a block under names of the user.
    <T> SequencedMap<String, T> named(String key, BiFunction<String, View, T> bind) {
        SequencedMap<String, T> map = new LinkedHashMap<>();
        block(key)
                .tree
                .ifPresent(block ->
                        block.entries().keySet().forEach(name -> map.put(name, bind.apply(name, child(block, name)))));
        return map;
    }

    /// The same where the names are regions.
    <T> SequencedMap<RegionName, T> byRegion(String key, Function<View, T> bind) {
        SequencedMap<RegionName, T> map = new LinkedHashMap<>();
        named(key, (_, view) -> bind.apply(view)).forEach((name, value) -> map.put(new RegionName(name), value));
        return map;
    }

    /// Values under names of the user.
    <T> SequencedMap<String, T> values(String key, Function<String, T> parse) {
        SequencedMap<String, T> map = new LinkedHashMap<>();
        View inside = block(key);
        inside.keys().forEach(name -> map.put(name, parse.apply(inside.needed(name))));
        return map;
    }

    /// Reads the block where there is one.
    <T> Optional<T> ifPresent(Function<View, T> bind) {
        return present() ? Optional.of(bind.apply(this)) : Optional.empty();
    }

    List<String> keys() {
        return tree.map(block -> (List<String>) new ArrayList<>(block.entries().keySet()))
                .orElse(List.of());
    }

    private static View child(Tree.Block block, String name) {
        return new View(block.block(name));
    }

    private static String scalar(Tree tree) {
        if (tree instanceof Tree.Scalar scalar) {
            return scalar.text();
        }
        throw new AssertionError("not one value at " + tree.place().where().text());
    }

    static <T> T good(Optional<T> value, String text) {
        return value.orElseThrow(() -> new AssertionError("`" + text + "` was checked and does not parse"));
    }
}
