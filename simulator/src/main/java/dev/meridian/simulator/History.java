package dev.meridian.simulator;

import java.util.Arrays;

/// What a copy of the data contains: stretches of log, each written under one epoch, with the position at which
/// each ends.
///
/// Under one epoch there is one writer, so an epoch and a length name the contents: a copy is an earlier state of
/// another one where all its stretches but the last end where those of the other do, and the last no later.
final class History {
    private long[] epochs = new long[4];
    private long[] ends = new long[4];
    private int stretches;

    /// How far it goes.
    long position() {
        return stretches == 0 ? 0 : ends[stretches - 1];
    }

    /// Appends under an epoch, which is the last one or a newer one.
    void append(long epoch, long length) {
        long end = position() + length;
        if (stretches > 0 && epochs[stretches - 1] == epoch) {
            ends[stretches - 1] = end;
            return;
        }
        if (stretches == epochs.length) {
            epochs = Arrays.copyOf(epochs, stretches * 2);
            ends = Arrays.copyOf(ends, stretches * 2);
        }
        epochs[stretches] = epoch;
        ends[stretches++] = end;
    }

    /// Whether the other one has all of this, at the same positions.
    boolean isPrefixOf(History other) {
        if (stretches > other.stretches) {
            return false;
        }
        for (int i = 0; i < stretches; i++) {
            boolean isLast = i == stretches - 1;
            boolean same =
                    epochs[i] == other.epochs[i] && (isLast ? ends[i] <= other.ends[i] : ends[i] == other.ends[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /// How far what was written under an epoch goes in it; 0 if there is none.
    long reached(long epoch) {
        for (int i = stretches - 1; i >= 0; i--) {
            if (epochs[i] == epoch) {
                return ends[i];
            }
        }
        return 0;
    }

    /// Becomes the other one as far as a position, of which this is an earlier state.
    void receive(History other, long position) {
        for (int i = Math.max(0, stretches - 1); i < other.stretches; i++) {
            long begin = i == 0 ? 0 : other.ends[i - 1];
            long end = Math.min(other.ends[i], position);
            if (end > position() && end > begin) {
                append(other.epochs[i], end - position());
            }
        }
    }

    /// Becomes a copy of the other one.
    void copy(History other) {
        epochs = other.epochs.clone();
        ends = other.ends.clone();
        stretches = other.stretches;
    }
}
