package dev.meridian.simulator;

import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// What happens next: a heap of things to do, by their instant, and those of one instant in the order in which
/// they were put down. Each has four below it: half the levels of a binary one, and its children lie side by
/// side.
///
/// Three arrays instead of a heap of objects: what comes again and again (a probe, a renewal) puts the same
/// object down each time, and nothing is allocated for it.
final class Agenda {
    private static final int LOG_CHILDREN = 2;
    private static final int CHILDREN = 1 << LOG_CHILDREN;

    private long[] at = new long[256];
    private long[] order = new long[256];
    private @Nullable Runnable[] what = new @Nullable Runnable[256];
    private int size;
    private long orders;

    void add(long when, Runnable happening) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            order = Arrays.copyOf(order, size * 2);
            what = Arrays.copyOf(what, size * 2);
        }
        int hole = size++;
        long mine = orders++;
        while (hole > 0) {
            int parent = (hole - 1) >>> LOG_CHILDREN;
            if (at[parent] <= when) {
                break;
            }
            put(hole, parent);
            hole = parent;
        }
        at[hole] = when;
        order[hole] = mine;
        what[hole] = happening;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// The instant of the next one.
    long next() {
        return at[0];
    }

    /// Takes the next one off.
    Runnable take() {
        Runnable first = what[0];
        if (size == 0 || first == null) {
            throw new NoSuchElementException("nothing happens any more");
        }
        int last = --size;
        long when = at[last];
        long mine = order[last];
        Runnable happening = what[last];
        what[last] = null;
        if (last > 0) {
            int hole = 0;
            while (hole * CHILDREN + 1 < last) {
                int child = firstBelow(hole, last);
                if (!isBefore(at[child], order[child], when, mine)) {
                    break;
                }
                put(hole, child);
                hole = child;
            }
            at[hole] = when;
            order[hole] = mine;
            what[hole] = happening;
        }
        return first;
    }

    private int firstBelow(int hole, int end) {
        int first = hole * CHILDREN + 1;
        int stop = Math.min(first + CHILDREN, end);
        for (int other = first + 1; other < stop; other++) {
            if (isBefore(at[other], order[other], at[first], order[first])) {
                first = other;
            }
        }
        return first;
    }

    private static boolean isBefore(long at, long order, long thanAt, long thanOrder) {
        return at < thanAt || (at == thanAt && order < thanOrder);
    }

    private void put(int to, int from) {
        at[to] = at[from];
        order[to] = order[from];
        what[to] = what[from];
    }
}
