package dev.meridian.simulator;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/// How long a message takes from the one place to the other, in the median.
final class Distances {
    private final long[][] oneWay;

    Distances(List<RegionName> places, BiFunction<RegionName, RegionName, Duration> roundTrip) {
        int n = places.size();
        oneWay = new long[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                oneWay[a][b] = a == b
                        ? 0
                        : roundTrip.apply(places.get(a), places.get(b)).toNanos() / 2;
            }
        }
    }

    int places() {
        return oneWay.length;
    }

    /// In nanoseconds.
    long oneWay(int from, int to) {
        return oneWay[from][to];
    }
}
