package dev.meridian.simulator;

/// What a place promised, on its disk: an agent that starts again finds it there.
final class Promises {
    private final World world;
    private final Place place;
    private long greatest;
    private long yielded;

    Promises(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    long greatest() {
        return greatest;
    }

    /// False if a greater one was promised before.
    boolean record(long ballot) {
        if (ballot < greatest && world.guards.have(Guards.OfAgent.OWN_PROMISE)) {
            return false;
        }
        greatest = Math.max(greatest, ballot);
        return true;
    }

    /// It stopped its database for this ballot, or is about to.
    void yieldedTo(long ballot) {
        yielded = ballot;
    }

    /// Whether it did, and has not become a standby since: an agent that starts again comes by orders that are
    /// over.
    boolean hasYielded(long ballot) {
        return yielded == ballot && place.database.isPrimary() && !place.database.canWrite();
    }
}
