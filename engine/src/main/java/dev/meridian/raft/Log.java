package dev.meridian.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The entries that a member has, and the snapshot that stands for those before.
final class Log {
    private Snapshot snapshot;
    private final List<Entry> entries;

    Log(Snapshot snapshot, List<Entry> entries) {
        this.snapshot = snapshot;
        this.entries = new ArrayList<>(entries);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    long lastIndex() {
        return snapshot.index() + entries.size();
    }

    long lastTerm() {
        return term(lastIndex());
    }

    /// The term of an entry; of one before the snapshot's nothing is known.
    long term(long index) {
        return index == snapshot.index() ? snapshot.term() : entry(index).term();
    }

    Entry entry(long index) {
        return entries.get(place(index));
    }

    private int place(long index) {
        return Math.toIntExact(index - snapshot.index() - 1);
    }

    /// Whether this entry is here, or was before it went into the snapshot.
    boolean has(long index, long term) {
        return index <= lastIndex() && (index < snapshot.index() || term(index) == term);
    }

    /// Whether a log that ends so has all that this one has (§3.6.1).
    boolean isReachedBy(long otherLastIndex, long otherLastTerm) {
        return otherLastTerm > lastTerm() || (otherLastTerm == lastTerm() && otherLastIndex >= lastIndex());
    }

    void append(Entry entry) {
        entries.add(entry);
    }

    /// Takes over what a leader has after an entry that both have. Where this log has another entry, that and all
    /// after it go.
    ///
    /// @param commit up to where nothing can be another
    /// @return the first index that is new here, if one is
    OptionalLong put(long previous, List<Entry> sent, long commit) {
        OptionalLong firstNew = OptionalLong.empty();
        long index = previous;
        for (Entry entry : sent) {
            index++;
            if (!has(index, entry.term())) {
                if (index <= commit) {
                    throw new IllegalStateException("entry " + index + " is committed and another one comes");
                }
                entries.subList(place(index), entries.size()).clear();
                entries.add(entry);
                firstNew = firstNew.isPresent() ? firstNew : OptionalLong.of(index);
            }
        }
        return firstNew;
    }

    /// All from one on.
    List<Entry> from(long first) {
        return List.copyOf(entries.subList(place(first), entries.size()));
    }

    /// Those from one on, at most so many bytes of them, but at least one if there is one.
    List<Entry> from(long first, int mostBytes) {
        int start = place(first);
        int end = start;
        long bytes = 0;
        while (end < entries.size()
                && (end == start || bytes + entries.get(end).payload().length() <= mostBytes)) {
            bytes += entries.get(end).payload().length();
            end++;
        }
        return List.copyOf(entries.subList(start, end));
    }

    /// Where a log that has another entry at this index might have the same one: before the term that this log has
    /// there, since logs that differ in one entry of a term are likely to differ in all of it (§3.5); at the end,
    /// if there is no such entry.
    long mightAgreeAt(long index) {
        if (index > lastIndex()) {
            return lastIndex();
        }
        long first = index;
        while (first - 1 > snapshot.index() && term(first - 1) == term(index)) {
            first--;
        }
        return first - 1;
    }

    /// Lets a snapshot stand for all up to its index. What follows it stays if it does follow it.
    void replaceBy(Snapshot newer) {
        boolean follows = newer.index() <= lastIndex() && has(newer.index(), newer.term());
        List<Entry> rest = follows ? from(newer.index() + 1) : List.of();
        entries.clear();
        entries.addAll(rest);
        snapshot = newer;
    }
}
