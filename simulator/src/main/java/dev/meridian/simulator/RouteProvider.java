package dev.meridian.simulator;

import dev.meridian.units.Epoch;

/// Whoever publishes the routes of one region: a DNS service, a load balancer. It takes changes in the order in
/// which it was asked for them, whenever it gets round to them; a stale one has several hands, each as slow as it
/// is, and what it was asked for first may be what it does last.
final class RouteProvider {
    private static final long LATEST = 4 * World.SECOND;

    /// What it changes.
    final RecordSet records;

    private final World world;
    private final Place place;
    private Mood mood = Mood.WELL;
    /// How much later a stale one may make a change.
    private long latest = LATEST;
    /// When the last change takes effect of those that none overtakes.
    private long busyUntil;

    /// How it answers.
    enum Mood {
        WELL,
        /// It takes no change, and says so.
        FAILS,
        /// It changes what it was asked to, and says so, after seconds.
        LATE,
        /// It says that it has changed what it changes seconds later.
        EARLY,
        /// The same, and what it is asked for later may be done before.
        STALE
    }

    RouteProvider(World world, Place place) {
        this.world = world;
        this.place = place;
        this.records = new RecordSet(world, place);
    }

    void turns(Mood next) {
        mood = next;
    }

    /// @param nanos what it is asked for from now on happens up to so much later
    void turnsStale(long nanos) {
        mood = Mood.STALE;
        latest = nanos;
    }

    boolean fails() {
        return mood == Mood.FAILS;
    }

    /// Asks for a change; nothing that is done in the place of its agent keeps it from happening.
    ///
    /// @return how long it takes to say that it has made it
    long point(Place to, Epoch epoch) {
        if (records.target() != to) {
            world.truth.rerouted(place, records.target(), to, epoch);
        }
        if (mood == Mood.STALE) {
            world.after(world.work.between(0, latest), () -> records.point(to, epoch));
            return 0;
        }
        long takes = mood == Mood.WELL ? 0 : world.work.between(0, LATEST);
        busyUntil = Math.max(busyUntil, world.now + takes);
        if (busyUntil <= world.now) {
            records.point(to, epoch);
        } else {
            world.at(busyUntil, () -> records.point(to, epoch));
        }
        return mood == Mood.EARLY ? 0 : busyUntil - world.now;
    }
}
