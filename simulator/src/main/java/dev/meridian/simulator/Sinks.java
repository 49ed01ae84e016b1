package dev.meridian.simulator;

/// What the services of a place write to stores where nobody checks an epoch. They do so while their database
/// serves them, and when it is stopped they go on for a while: for no longer than the file says, counted from when
/// the stopping began.
final class Sinks {
    private final World world;
    private final Place place;
    private final Dice dice;
    private boolean isStopping;
    private long until;

    Sinks(World world, Place place) {
        this.world = world;
        this.place = place;
        this.dice = world.tails.split(place.number);
    }

    /// A fence has begun, or the database is gone.
    void stop() {
        if (!isStopping) {
            isStopping = true;
            until = world.now + dice.between(0, world.policy.lease().fence().toNanos());
        }
    }

    /// The services are gone as well.
    void die() {
        isStopping = true;
        until = world.now;
    }

    void goOn() {
        isStopping = false;
    }

    /// Whether something is still written after the database was stopped. No bound of time covers a machine that
    /// stands still and goes on: before its watchdog has looked, nothing is asked of it.
    boolean areStillWritten() {
        return isStopping && world.now < until && !place.standstill.isFresh() && !place.standstill.isNow();
    }
}
