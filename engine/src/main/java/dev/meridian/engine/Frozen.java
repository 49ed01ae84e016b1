package dev.meridian.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Maps that keep their order and never change, as parts of values.
///
/// The engine makes a new state for every entry, and most of it is what it was: a map that is frozen already is
/// taken as it is. So whoever hands an unmodifiable view to the engine no longer changes what is behind it.
final class Frozen {
    private static final Class<?> KIND =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>()).getClass();

    private Frozen() {}

    static <K, V> SequencedMap<K, V> of(SequencedMap<K, V> map) {
        return map.getClass() == KIND ? map : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    /// The same with one more, or another, value.
    static <K, V> SequencedMap<K, V> with(SequencedMap<K, V> map, K key, V value) {
        SequencedMap<K, V> next = new LinkedHashMap<>(map);
        next.put(key, value);
        return Collections.unmodifiableSequencedMap(next);
    }
}
