package dev.meridian.simulator;

import java.util.Arrays;

/// The network between places: how long a message takes, and whether it arrives.
final class Links {
    /// A message takes up to so much longer than the median (a twentieth).
    private static final int JITTER = 20;

    private final Distances distances;
    private final int[][] cuts;
    private final long[][] slower;
    private final Dice dice;

    Links(Distances distances, Dice dice) {
        this.distances = distances;
        this.cuts = new int[distances.places()][distances.places()];
        this.slower = new long[distances.places()][distances.places()];
        this.dice = dice;
    }

    boolean isOpen(int from, int to) {
        return cuts[from][to] == 0;
    }

    boolean isOpenBothWays(int a, int b) {
        return cuts[a][b] == 0 && cuts[b][a] == 0;
    }

    /// Whether messages take as long as they always do, both ways.
    boolean isPlain(int a, int b) {
        return isOpenBothWays(a, b) && slower[a][b] == 0 && slower[b][a] == 0;
    }

    void cut(int from, int to) {
        cuts[from][to]++;
    }

    void mend(int from, int to) {
        cuts[from][to]--;
    }

    /// Silent both ways to everybody else; what is inside goes on.
    void isolate(int place) {
        for (int other = 0; other < cuts.length; other++) {
            if (other != place) {
                cut(place, other);
                cut(other, place);
            }
        }
    }

    /// Hears nobody; what it says arrives.
    void deafen(int place) {
        for (int other = 0; other < cuts.length; other++) {
            if (other != place) {
                cut(other, place);
            }
        }
    }

    /// Is heard by every second place, and hears the others.
    void cross(int place) {
        for (int other = 0; other < cuts.length; other++) {
            if (other != place && (other - place) % 2 == 0) {
                cut(other, place);
            } else if (other != place) {
                cut(place, other);
            }
        }
    }

    void rejoin(int place) {
        for (int other = 0; other < cuts.length; other++) {
            if (other != place) {
                mend(place, other);
                mend(other, place);
            }
        }
    }

    /// One way.
    void slow(int from, int to, long nanos) {
        slower[from][to] += nanos;
    }

    /// How long a message takes now.
    long delay(int from, int to) {
        long median = oneWay(from, to);
        return median + dice.between(0, median / JITTER + 1);
    }

    /// What takes so long in the median takes no longer than this.
    static long longest(long median) {
        return median + median / JITTER;
    }

    /// As planned.
    long oneWay(int from, int to) {
        return distances.oneWay(from, to) + slower[from][to];
    }

    /// There and back, as planned.
    long roundTrip(int a, int b) {
        return oneWay(a, b) + oneWay(b, a);
    }

    /// Nothing is cut or slow any more.
    void healAll() {
        for (int a = 0; a < cuts.length; a++) {
            Arrays.fill(cuts[a], 0);
            Arrays.fill(slower[a], 0);
        }
    }
}
