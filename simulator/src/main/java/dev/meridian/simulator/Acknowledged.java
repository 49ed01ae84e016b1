package dev.meridian.simulator;

import java.util.Arrays;

/// What was acknowledged under one epoch: how far, and when each position was.
final class Acknowledged {
    long[] positions = new long[256];
    long[] times = new long[256];
    int count;
    /// Positions beyond this are lost already, and known to be.
    long kept = Long.MAX_VALUE;

    void add(long position, long time) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        positions[count] = position;
        times[count++] = time;
    }

    /// The first index whose position is beyond this.
    int after(long position) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
