package dev.meridian.simulator;

import java.util.Comparator;
import java.util.Objects;
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

    /// The first thing of each slot.
    private final @Nullable Item[] first = new @Nullable Item[SLOTS];

    /// Items to be used again: not one is made for each thing that happens.
    private @Nullable Item free;

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

    /// A thing of a slot, with the next one of that slot, or of those that are free. A field, unlike an array of
    /// things to do, is stored to without a look at the class of what is stored.
    private static final class Item {
        private long at;
        private @Nullable Runnable what;
        private @Nullable Item next;
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
        Item mine = unused();
        mine.at = when;
        mine.what = happening;
        int index = (int) slotOf(when) & (SLOTS - 1);
        Item before = null;
        Item after = first[index];
        while (after != null && after.at <= when) {
            before = after;
            after = after.next;
        }
        mine.next = after;
        if (before == null) {
            first[index] = mine;
        } else {
            before.next = mine;
        }
        inRing++;
    }

    private Item unused() {
        Item mine = free;
        if (mine == null) {
            return new Item();
        }
        free = mine.next;
        return mine;
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
        Item mine = Objects.requireNonNull(first[index]);
        if (mine.at > last) {
            return null;
        }
        Runnable happening = mine.what;
        now = mine.at;
        first[index] = mine.next;
        mine.what = null;
        mine.next = free;
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
        while (first[index] == null) {
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
