package dev.meridian.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was acknowledged under which epoch, and what of it a copy has not.
final class Ledger {
    private final Map<Long, Acknowledged> all = new LinkedHashMap<>();
    private long newestEpoch = -1;
    private Acknowledged newest = new Acknowledged();

    /// Acknowledged writes that are not there.
    ///
    /// @param nanos from the oldest of them to the last that was acknowledged
    record Missing(long writes, long nanos) {}

    void add(long epoch, long position, long time) {
        if (epoch != newestEpoch) {
            newestEpoch = epoch;
            newest = all.computeIfAbsent(epoch, _ -> new Acknowledged());
        }
        newest.add(position, time);
    }

    /// What a copy has not that takes the place of all others now; later it is known to be lost.
    Missing lose(History has) {
        long oldest = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long lost = 0;
        for (Map.Entry<Long, Acknowledged> one : all.entrySet()) {
            Acknowledged under = one.getValue();
            int from = under.after(has.reached(one.getKey()));
            int to = under.kept == Long.MAX_VALUE ? under.count : under.after(under.kept);
            last = under.count == 0 ? last : Math.max(last, under.times[under.count - 1]);
            if (from < to) {
                lost += to - from;
                oldest = Math.min(oldest, under.times[from]);
                under.kept = from == 0 ? 0 : under.positions[from - 1];
            }
        }
        return new Missing(lost, lost == 0 ? 0 : last - oldest);
    }

    /// What a copy has not; the time is the worst of all epochs'.
    Missing missing(History has) {
        long writes = 0;
        long longest = 0;
        for (Map.Entry<Long, Acknowledged> one : all.entrySet()) {
            Acknowledged under = one.getValue();
            int from = under.after(has.reached(one.getKey()));
            if (from < under.count) {
                writes += under.count - from;
                longest = Math.max(longest, under.times[under.count - 1] - under.times[from]);
            }
        }
        return new Missing(writes, longest);
    }
}
