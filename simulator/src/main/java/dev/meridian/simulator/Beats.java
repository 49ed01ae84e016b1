package dev.meridian.simulator;

import java.util.OptionalLong;

/// Where in the log the holder wrote which time of its clock, under the epoch that it holds; the newest ones.
final class Beats {
    private static final int BEATS = 64;

    private final long[] positions = new long[BEATS];
    private final long[] nanos = new long[BEATS];
    private long epoch;
    private int count;

    void add(long of, long position, long time) {
        if (of != epoch) {
            epoch = of;
            count = 0;
        }
        positions[count % BEATS] = position;
        nanos[count % BEATS] = time;
        count++;
    }

    /// The newest one that a copy of this length has; empty too where only older ones than are kept could be.
    OptionalLong newest(long of, long reached) {
        if (of != epoch) {
            return OptionalLong.empty();
        }
        for (int i = count - 1; i >= Math.max(0, count - BEATS); i--) {
            if (positions[i % BEATS] <= reached) {
                return OptionalLong.of(nanos[i % BEATS]);
            }
        }
        return OptionalLong.empty();
    }
}
