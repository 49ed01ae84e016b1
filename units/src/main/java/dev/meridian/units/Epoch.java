package dev.meridian.units;

import org.jspecify.annotations.Nullable;

/// Which grant of the primary role is in force: the number of the log entry that granted it. Strictly increasing;
/// every effect carries it and its target refuses a smaller one than it has seen.
public record Epoch(long number) implements Comparable<Epoch> {
    /// Before any grant.
    public static final Epoch NONE = new Epoch(0);

    public Epoch {
        if (number < 0) {
            throw new IllegalArgumentException("an epoch is not negative: " + number);
        }
    }

    /// Whether this grant supersedes `other`.
    public boolean supersedes(Epoch other) {
        return number > other.number;
    }

    /// As a record's own, but sooner.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Epoch(long its) && number == its;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
