package dev.meridian.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What happens next: things to do by their instant, and those of one instant in the order in which they were
/// put down.
///
/// Nearly all that is put down in a world is due within a second, and about one thing falls into a millisecond.
/// So the next second is a ring of slots of half a millisecond, each a list in order: to put something down is
/// to look at none or one that is there, to take the next one is to look at a slot or two (a calendar queue;
/// Brown, "Calendar queues", Communications of the ACM 31(10), 1988). What is due later waits in a heap and comes
/// into the ring with the slot it belongs to, before anything else of its instant can.
final class Agenda {
    private static final int LOG_SLOT = 19;
    private static final int SLOTS = 1 << 11;
    private static final int NONE = -1;

    /// The first thing of each slot, and of each thing the next one of its slot, or of those that are free.
    private final int[] first = new int[SLOTS];

    private int[] next = new int[256];
    private long[] at = new long[256];
    private @Nullable Runnable[] what = new @Nullable Runnable[256];
    private int free = NONE;
    private int used;
    private int inRing;
    /// The slot of what was taken last, counted from the beginning of time.
    private long slot;

    private long now;

    private final PriorityQueue<Later> later = new PriorityQueue<>(BY_INSTANT);
    private long orders;
    /// The slot of the first of those; the greatest number if there is none.
    private long soonestLater = Long.MAX_VALUE;

    private static final Comparator<Later> BY_INSTANT =
            Comparator.comparingLong(Later::at).thenComparingLong(Later::order);

    private record Later(long at, long order, Runnable what) {}

    Agenda() {
        Arrays.fill(first, NONE);
    }

    /// @throws IllegalArgumentException if that is before what was taken last: time does not go back
    void add(long when, Runnable happening) {
        if (when < now) {
            throw new IllegalArgumentException("it is " + now + ", and " + when + " is past");
        }
        if (slotOf(when) >= slot + SLOTS) {
            later.add(new Later(when, orders++, happening));
            soonestLater = Math.min(soonestLater, slotOf(when));
        } else {
            intoRing(when, happening);
        }
    }

    private static long slotOf(long when) {
        return when >> LOG_SLOT;
    }

    private void intoRing(long when, Runnable happening) {
        int mine = room();
        at[mine] = when;
        what[mine] = happening;
        int index = (int) slotOf(when) & (SLOTS - 1);
        int before = NONE;
        int after = first[index];
        while (after != NONE && at[after] <= when) {
            before = after;
            after = next[after];
        }
        next[mine] = after;
        if (before == NONE) {
            first[index] = mine;
        } else {
            next[before] = mine;
        }
        inRing++;
    }

    private int room() {
        if (free != NONE) {
            int mine = free;
            free = next[mine];
            return mine;
        }
        if (used == at.length) {
            at = Arrays.copyOf(at, used * 2);
            next = Arrays.copyOf(next, used * 2);
            what = Arrays.copyOf(what, used * 2);
        }
        return used++;
    }

    /// Takes the next one off, if it is due by then; nothing if there is none.
    @Nullable
    Runnable take(long last) {
        if (inRing == 0) {
            if (later.isEmpty() || later.element().at() > last) {
                return null;
            }
            turnTo(slotOf(later.element().at()));
        }
        int index = nextSlot();
        int mine = first[index];
        if (at[mine] > last) {
            return null;
        }
        Runnable happening = what[mine];
        now = at[mine];
        first[index] = next[mine];
        what[mine] = null;
        next[mine] = free;
        free = mine;
        inRing--;
        turnTo(slotOf(now));
        return happening;
    }

    /// The instant of what was taken last.
    long now() {
        return now;
    }

    /// The first slot from the current one on that has something in it.
    private int nextSlot() {
        int index = (int) slot & (SLOTS - 1);
        while (first[index] == NONE) {
            index = (index + 1) & (SLOTS - 1);
        }
        return index;
    }

    /// With each slot that is over one more of those to come belongs to the ring.
    private void turnTo(long to) {
        slot = to;
        while (soonestLater < slot + SLOTS) {
            Later soonest = later.remove();
            intoRing(soonest.at(), soonest.what());
            soonestLater =
                    later.isEmpty() ? Long.MAX_VALUE : slotOf(later.element().at());
        }
    }
}
