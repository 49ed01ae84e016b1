package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.List;

/// A stream of chance, the same for the same seed on every machine: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014).
///
/// Each purpose has a stream of its own, split from the world's, so that the same faults come when the timing of
/// something else is changed.
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    Dice(long seed) {
        this.seed = seed;
        this.state = mixed(seed);
    }

    /// Another stream, named by a number; it does not matter how far this one has got.
    Dice split(long purpose) {
        return new Dice(mixed(seed + GOLDEN * (purpose + 1)));
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mixed(state);
    }

    /// From 0 up to, but not including, 1.
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /// From `least` up to, but not including, `most`; `least` if that is no less.
    long between(long least, long most) {
        return most <= least ? least : least + (long) (unit() * (most - least));
    }

    /// From 0 up to, but not including, `n`.
    int below(int n) {
        return (int) between(0, n);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    <T> T oneOf(List<T> some) {
        return some.get(below(some.size()));
    }

    <T> T oneOf(T[] some) {
        return some[below(some.length)];
    }

    /// All of them in another order.
    <T> List<T> shuffled(List<T> some) {
        List<T> left = new ArrayList<>(some);
        for (int i = left.size() - 1; i > 0; i--) {
            T other = left.set(below(i + 1), left.get(i));
            left.set(i, other);
        }
        return left;
    }
}
