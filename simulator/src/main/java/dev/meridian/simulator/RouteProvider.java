package dev.meridian.simulator;

import dev.meridian.units.Epoch;

/// Whoever publishes the routes of one region: a DNS service, a load balancer. It takes changes in the order in
/// which it was asked for them, whenever it gets round to them.
final class RouteProvider {
    private static final long LATEST = 4 * World.SECOND;

    private final World world;
    private final Place place;
    private Mood mood = Mood.WELL;
    /// When the last change that was asked for takes effect: none overtakes another.
    private long busyUntil;

    /// How it answers.
    enum Mood {
        WELL,
        /// It takes no change, and says so.
        FAILS,
        /// It changes what it was asked to, and says so, after seconds.
        LATE,
        /// It says that it has changed what it changes seconds later.
        EARLY
    }

    RouteProvider(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    void turns(Mood next) {
        mood = next;
    }

    boolean fails() {
        return mood == Mood.FAILS;
    }

    /// Asks for a change; nothing that is done in the place of its agent keeps it from happening.
    ///
    /// @return how long it takes to say that it has made it
    long point(Place to, Epoch epoch) {
        world.users.asked(place, to, epoch);
        long takes = mood == Mood.WELL ? 0 : world.work.between(0, LATEST);
        busyUntil = Math.max(busyUntil, world.now + takes);
        if (busyUntil <= world.now) {
            world.users.point(place, to, epoch);
        } else {
            world.at(busyUntil, () -> world.users.point(place, to, epoch));
        }
        return mood == Mood.EARLY ? 0 : busyUntil - world.now;
    }
}
