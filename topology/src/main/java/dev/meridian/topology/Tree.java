package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The user's text as a tree: blocks, lists, and scalars that are still text. Immutable, so layers can share
/// parts.
sealed interface Tree {
    Place place();

    /// Keys with values.
    ///
    /// @param entries in the order of the text
    record Block(Place place, SequencedMap<String, Entry> entries) implements Tree {
        Block(Place place, Map<String, Entry> entries) {
            this(place, (SequencedMap<String, Entry>) new LinkedHashMap<>(entries));
        }

        Optional<Tree> at(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /// The block at a key; empty if there is none, or something else.
        Optional<Block> block(String key) {
            return entries.get(key) instanceof Entry(Place _, Block block) ? Optional.of(block) : Optional.empty();
        }

        /// The one value at a key; empty if there is none, or something else.
        Optional<Scalar> scalar(String key) {
            return entries.get(key) instanceof Entry(Place _, Scalar scalar) ? Optional.of(scalar) : Optional.empty();
        }

        Block with(String key, Entry entry) {
            SequencedMap<String, Entry> copy = new LinkedHashMap<>(entries);
            copy.put(key, entry);
            return new Block(place, copy);
        }

        Block without(String key) {
            SequencedMap<String, Entry> copy = new LinkedHashMap<>(entries);
            copy.remove(key);
            return new Block(place, copy);
        }
    }

    /// A key, where it stands, and its value.
    record Entry(Place key, Tree value) {}

    /// A list.
    record Items(Place place, List<Tree> items, Origin origin, Optional<Setting> overridden) implements Tree {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./_%-]([A-Za-z0-9 ./_%-]*[A-Za-z0-9./_%-])?");

        /// The list as it can be written again.
        String text() {
            return items.stream()
                    .map(item -> item instanceof Scalar scalar ? quoted(scalar.text()) : "…")
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        /// Those of its items that count here, and by which rule.
        Items only(List<Tree> kept, String rule) {
            return kept.size() == items.size()
                    ? this
                    : new Items(
                            place,
                            kept,
                            new Origin.Derived(rule),
                            Optional.of(new Setting(text(), origin, overridden)));
        }

        private static String quoted(String text) {
            return PLAIN.matcher(text).matches()
                    ? text
                    : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    /// One value, still text.
    ///
    /// @param plain written without quotes
    record Scalar(Place place, String text, boolean plain, Origin origin, Optional<Setting> overridden)
            implements Tree {}

    /// The value as `explain` shows it; empty for a block.
    default Optional<Setting> setting() {
        return switch (this) {
            case Block _ -> Optional.empty();
            case Items items -> Optional.of(new Setting(items.text(), items.origin(), items.overridden()));
            case Scalar scalar -> Optional.of(new Setting(scalar.text(), scalar.origin(), scalar.overridden()));
        };
    }

    /// What is in force when `stronger` is laid over `weaker`: blocks merge, all else is replaced.
    static Tree merge(Tree weaker, Tree stronger) {
        return switch (stronger) {
            case Block over when weaker instanceof Block under -> merge(under, over);
            case Block over -> over;
            case Items items ->
                new Items(items.place(), items.items(), items.origin(), chain(items.overridden(), weaker));
            case Scalar scalar ->
                new Scalar(
                        scalar.place(),
                        scalar.text(),
                        scalar.plain(),
                        scalar.origin(),
                        chain(scalar.overridden(), weaker));
        };
    }

    static Block merge(Block weaker, Block stronger) {
        SequencedMap<String, Entry> merged = new LinkedHashMap<>(weaker.entries());
        stronger.entries().forEach((key, entry) -> {
            Entry under = merged.get(key);
            merged.put(key, under == null ? entry : new Entry(entry.key(), merge(under.value(), entry.value())));
        });
        return new Block(weaker.place(), merged);
    }

    private static Optional<Setting> chain(Optional<Setting> own, Tree weaker) {
        return own.isPresent() ? own : weaker.setting();
    }
}
