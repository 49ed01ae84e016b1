package dev.meridian.blueprint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Copies that nobody can change and that keep their order, which `Map.copyOf` does not.
final class Frozen {
    private Frozen() {}

    static <K, V> SequencedMap<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    static <T> SequencedSet<T> copy(Collection<T> items) {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(items));
    }
}
