package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Stamp;
import java.util.Arrays;

/// Where a place's newest word says that its database is a running standby: when that was said, on the one true
/// clock; negative infinity where it says something else, or there is none.
final class Standbys {
    private final World world;
    private final double[] said;
    private final double[] heard;
    private final double[] known;
    private final double[] lacksSince;

    Standbys(World world) {
        this.world = world;
        int places = world.scene.places().size();
        this.said = never(places);
        this.heard = never(places);
        this.known = never(places);
        this.lacksSince = new double[places];
    }

    private static double[] never(int places) {
        double[] instants = new double[places];
        Arrays.fill(instants, Double.NEGATIVE_INFINITY);
        return instants;
    }

    void hear(Event.Observed word) {
        int by = world.place(word.stamp().by()).number;
        double spoken = world.trueTime(word.stamp());
        boolean isStandby = word.server() == ServerState.STANDBY;
        boolean isLate = world.now - spoken > Speech.LONG;
        said[by] = isStandby ? spoken : Double.NEGATIVE_INFINITY;
        heard[by] = isStandby ? (isLate ? world.now : spoken) : Double.NEGATIVE_INFINITY;
        lacksSince[by] = world.log.entry(Math.toIntExact(word.stamp().seen() + 1)).at;
        known[by] = isStandby ? world.now : Double.NEGATIVE_INFINITY;
    }

    /// When it was said.
    double said(int place) {
        return said[place];
    }

    /// The same, but of what was under way for long when it came into the log: whoever hears it cannot tell.
    double heard(int place) {
        return heard[place];
    }

    /// When it came into the log: nobody had seen it before.
    double known(int place) {
        return known[place];
    }

    /// Whether whoever spoke then knew of it for twice the freshness that it hears nothing, and had heard of one
    /// entry after the other until it spoke: while the log stands still nobody hears anything.
    boolean isDeaf(int place, Stamp speaker) {
        double spoken = world.trueTime(speaker);
        double drift = world.policy.lease().drift();
        double freshness = world.policy.freshness().toNanos();
        double before = spoken - 2 * freshness / (1 + drift);
        return lacksSince[place] <= before && hasRun(before, spoken, freshness / (1 - drift) + World.SECOND);
    }

    private boolean hasRun(double from, double until, double standstill) {
        double next = until;
        for (int index = world.log.size(); index > 0 && next > from; index--) {
            double at = Math.max((double) world.log.entry(index).at, from);
            if (next - at > standstill) {
                return false;
            }
            next = Math.min(next, at);
        }
        return true;
    }
}
