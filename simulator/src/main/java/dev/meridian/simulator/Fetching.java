package dev.meridian.simulator;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import java.util.List;
import java.util.Optional;

/// From whom one catches up: the survivor that the duty names, and each of the others in its turn where nothing
/// comes of that.
final class Fetching {
    private static final long TRY = 5 * World.SECOND;

    private final World world;
    private final Place place;
    private Optional<Duty.CatchUp> of = Optional.empty();
    private long since;
    private int inVain;

    Fetching(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    /// @param duty that is outstanding
    Event.Promised source(Duty.CatchUp duty) {
        if (!of.equals(Optional.of(duty))) {
            of = Optional.of(duty);
            since = world.now;
            inVain = 0;
        } else if (world.now - since >= TRY) {
            since = world.now;
            inVain++;
        }
        List<Event.Promised> sources = Duties.sources(duty, place.state());
        return sources.get(inVain % sources.size());
    }
}
