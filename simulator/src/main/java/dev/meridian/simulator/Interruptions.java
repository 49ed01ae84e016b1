package dev.meridian.simulator;

/// What befalls an agent in the middle of a duty, in some worlds.
final class Interruptions {
    private final World world;
    private final Place place;
    private final Mishaps.Source crashing;
    private final Mishaps.Source stalling;

    Interruptions(World world, Place place) {
        this.world = world;
        this.place = place;
        this.crashing = world.mishaps.source(Mishap.Kind.CRASH, place);
        this.stalling = world.mishaps.source(Mishap.Kind.STALL, place);
    }

    /// Whether it dies here, and starts again soon.
    boolean crash() {
        Mishaps.Chance crash = crashing.next();
        if (!world.weather.crashesInTheMiddle(crash)) {
            return false;
        }
        String what = "the agent of " + place.name + " dies in the middle of a duty";
        if (!crash.strikes(() -> what)) {
            return false;
        }
        world.note("--- " + what);
        place.crash();
        world.after(crash.dice.between(100 * World.MS, 2 * World.SECOND), place::restart);
        return true;
    }

    /// Stands still here, if that is drawn.
    void stall() {
        Mishaps.Chance stall = stalling.next();
        long nanos = world.weather.stallsInTheMiddle(stall);
        if (nanos == 0) {
            return;
        }
        String what = "the agent of " + place.name + " stands still for " + nanos / World.MS + " ms";
        if (stall.strikes(() -> what)) {
            world.note("--- " + what);
            place.pause(nanos);
        }
    }
}
