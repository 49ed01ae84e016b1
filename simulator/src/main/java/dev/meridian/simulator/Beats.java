package dev.meridian.simulator;

import dev.meridian.engine.Beat;
import dev.meridian.engine.HoldersClock;
import dev.meridian.units.Epoch;
import java.util.Optional;
import java.util.OptionalLong;

/// Where in the log the holder wrote which time of its clock, under the epoch that it holds; the newest ones.
final class Beats {
    private static final int BEATS = 64;

    private final long[] positions = new long[BEATS];
    private final long[] nanos = new long[BEATS];
    private final long[] written = new long[BEATS];
    private final long[] incarnations = new long[BEATS];
    private long epoch;
    private int count;

    /// @param clock the holder's
    /// @param time on it
    /// @param now on the one true clock
    void add(HoldersClock clock, long position, long time, long now) {
        if (clock.epoch().number() != epoch) {
            epoch = clock.epoch().number();
            count = 0;
        }
        incarnations[count % BEATS] = clock.incarnation();
        positions[count % BEATS] = position;
        nanos[count % BEATS] = time;
        written[count % BEATS] = now;
        count++;
    }

    /// The newest one that a copy of this length has; empty too where only older ones than are kept could be.
    Optional<Beat> newest(Epoch of, long reached) {
        int at = find(of.number(), reached);
        return at < 0 ? Optional.empty() : Optional.of(new Beat(new HoldersClock(of, incarnations[at]), nanos[at]));
    }

    /// When that one was really written.
    OptionalLong writtenAt(long of, long reached) {
        int at = find(of, reached);
        return at < 0 ? OptionalLong.empty() : OptionalLong.of(written[at]);
    }

    private int find(long of, long reached) {
        for (int i = count - 1; of == epoch && i >= Math.max(0, count - BEATS); i--) {
            if (positions[i % BEATS] <= reached) {
                return i % BEATS;
            }
        }
        return -1;
    }
}
