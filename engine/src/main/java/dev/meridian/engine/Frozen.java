package dev.meridian.engine;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A map that keeps its order and never changes, as a part of a value.
///
/// The engine makes a new state for every entry, and most of it is what it was. Its maps have a handful of keys,
/// regions above all: two arrays are searched as fast as a hash table, maps that differ in a value share the keys,
/// and one takes a fifth of the room of a `LinkedHashMap`. A simulated world keeps all its states.
final class Frozen<K, V> extends AbstractMap<K, V> implements SequencedMap<K, V> {
    private static final Frozen<?, ?> EMPTY = new Frozen<>(new Object[0], new Object[0]);

    private final K[] keys;
    /// Of each key, at its index.
    private final V[] values;

    private Frozen(K[] keys, V[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    static <K, V> SequencedMap<K, V> of() {
        return (SequencedMap<K, V>) EMPTY;
    }

    @SuppressWarnings("unchecked")
    static <K, V> SequencedMap<K, V> of(SequencedMap<K, V> map) {
        return map instanceof Frozen
                ? map
                : new Frozen<>((K[]) map.sequencedKeySet().toArray(), (V[])
                        map.sequencedValues().toArray());
    }

    /// The same with one more, or another, value.
    static <K, V> SequencedMap<K, V> with(SequencedMap<K, V> map, K key, V value) {
        Frozen<K, V> before = (Frozen<K, V>) of(map);
        int at = before.indexOf(key);
        if (at >= 0) {
            V[] values = before.values.clone();
            values[at] = value;
            return new Frozen<>(before.keys, values);
        }
        int end = before.keys.length;
        K[] keys = Arrays.copyOf(before.keys, end + 1);
        V[] values = Arrays.copyOf(before.values, end + 1);
        keys[end] = key;
        values[end] = value;
        return new Frozen<>(keys, values);
    }

    /// Each value replaced, often by itself; then it is the same map.
    @SuppressWarnings("ReferenceEquality")
    static <K, V> SequencedMap<K, V> replaced(SequencedMap<K, V> map, UnaryOperator<V> replacement) {
        Frozen<K, V> before = (Frozen<K, V>) of(map);
        V[] values = before.values;
        for (int i = 0; i < values.length; i++) {
            V next = replacement.apply(values[i]);
            if (next != values[i]) {
                values = values == before.values ? values.clone() : values;
                values[i] = next;
            }
        }
        return values == before.values ? before : new Frozen<>(before.keys, values);
    }

    @SuppressWarnings("ReferenceEquality")
    private int indexOf(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key || keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(key) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = indexOf(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public SequencedMap<K, V> reversed() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this).reversed());
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                public Map.Entry<K, V> next() {
                    if (next >= keys.length) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(keys[at], values[at]);
                }
            };
        }
    }
}
