package dev.meridian.simulator;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Event;

/// Tells again how far a copy goes that was refused for what it lacks: another survivor, from which it receives
/// since its promise, may have had more and be gone.
final class Growth {
    private static final long EVERY = World.SECOND;

    private final World world;
    private final Place place;
    private long askedAt = Long.MIN_VALUE / 2;

    Growth(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    void look() {
        if (world.now - askedAt >= EVERY) {
            Duties.refused(place.name, place.state()).ifPresent(this::tellMore);
        }
    }

    private void tellMore(Event.Promised told) {
        askedAt = world.now;
        Database database = place.database;
        boolean isFit = database.isUp() && !database.isMute() && !database.isPrimary();
        boolean hasMore = isFit
                && told.isLessThan(
                        database.position(), database.newestBeat(place.state().epoch()));
        if (hasMore && place.promises.record(told.ballot())) {
            place.propose(told(told.ballot()));
        }
    }

    /// How far it goes now.
    Event.Promised told(long ballot) {
        Database database = place.database;
        return new Event.Promised(
                place.stamp(),
                ballot,
                database.position(),
                database.newestBeat(place.state().epoch()));
    }
}
