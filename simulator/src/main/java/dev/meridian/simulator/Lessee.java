package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import java.util.Optional;
import java.util.OptionalLong;

/// Holds the role's lease for as long as the log says that it is this place's.
final class Lessee {
    private static final long LOOK = 20 * World.MS;

    /// A database that takes longer to come up than this is not coming up.
    private static final long LONGEST_START = 15 * World.SECOND;

    private final World world;
    private final Place place;
    /// An agent that is quicker than the watchdog kills the database itself; it is a courtesy, not the fence.
    private final boolean killsItself;
    private Epoch heldEpoch = Epoch.NONE;
    private long heldUntil;
    private boolean isRenewing;
    private boolean isStarting;
    private long notServingSince;
    private long restsUntil;

    Lessee(World world, Place place, boolean killsItself) {
        this.world = world;
        this.place = place;
        this.killsItself = killsItself;
    }

    boolean isValid() {
        return heldUntil - place.nanos() > 0;
    }

    Epoch epoch() {
        return heldEpoch;
    }

    /// The watchdog outlives the agent: what it was fed last is still the lease.
    void takeOver() {
        heldEpoch = place.watchdog.guards() ? place.watchdog.epoch() : Epoch.NONE;
        heldUntil = place.watchdog.guards() ? place.watchdog.until() : 0;
    }

    void begin() {
        isRenewing = false;
        isStarting = false;
        granted();
    }

    /// The role has gone to somebody, perhaps to this place.
    void granted() {
        State state = place.state();
        boolean isHolder = state.holder().equals(Optional.of(place.name));
        if (!isHolder && !isValid() && !place.database.canWrite()) {
            place.watchdog.disarm(state.epoch());
        }
        if (isHolder && !isRenewing) {
            isRenewing = true;
            notServingSince = place.nanos();
            restsUntil = notServingSince;
            place.whenRunning(world.work.between(0, LOOK), this::renew);
        }
    }

    private void renew() {
        State state = place.state();
        if (!state.holder().equals(Optional.of(place.name))) {
            isRenewing = false;
            standDown();
            return;
        }
        if (canServe()) {
            boolean isProtected = world.policy.waitFor() > 0;
            long fence = place.watchdog.longestFence();
            Event.Renewed renewed = new Event.Renewed(
                    place.stamp(),
                    state.epoch(),
                    isProtected,
                    fence == 0 ? OptionalLong.empty() : OptionalLong.of(fence));
            place.propose(renewed);
            if (!world.guards.ownRenewal()) {
                extend(renewed.epoch(), renewed.stamp().nanos());
            }
        }
        if (isValid() && state.epoch().equals(heldEpoch)) {
            comeBack(state);
        } else if (!isValid()) {
            standDown();
        }
        place.whenRunning(world.policy.renewEvery().toNanos(), this::renew);
    }

    /// A holder whose database does not come up under a valid lease lets it run out, and tries again when somebody
    /// else's turn would have come.
    private boolean canServe() {
        long now = place.nanos();
        if (!isValid() || place.database.state() == ServerState.PRIMARY) {
            notServingSince = now;
        }
        if (now - notServingSince > LONGEST_START) {
            restsUntil = now + LONGEST_START;
        }
        return restsUntil - now <= 0;
    }

    void extend(Epoch epoch, long proposedAt) {
        long until = proposedAt + world.policy.lease().holderStopsAfter().toNanos();
        boolean isNewer = epoch.supersedes(heldEpoch) || (epoch.equals(heldEpoch) && until > heldUntil);
        if (until - place.nanos() <= 0 || !isNewer) {
            return;
        }
        heldEpoch = epoch;
        heldUntil = until;
        place.watchdog.feed(epoch, until);
        if (killsItself) {
            place.whenRunning((long) place.trueTime(until) - world.now + world.work.between(1, LOOK), this::standDown);
        }
        place.executor.look(LOOK);
    }

    private void standDown() {
        if (!isValid()) {
            if (killsItself && world.guards.fence() && place.database.canWrite()) {
                world.note("=== the agent of " + place.name + " stops its database");
                place.database.kill();
            }
            State state = place.state();
            if (!state.holder().equals(Optional.of(place.name)) && !place.database.canWrite()) {
                place.watchdog.disarm(state.epoch());
            }
        }
    }

    /// The database died, or was fenced, while the epoch is still this place's and the lease is fresh again.
    private void comeBack(State state) {
        boolean wasAccepting = state.grant().map(State.Grant::accepting).orElse(false);
        if (wasAccepting && place.database.isDownAsPrimary() && !isStarting) {
            isStarting = true;
            place.whenRunning(world.work.between(Steps.SHORTEST_START, Steps.LONGEST_START), () -> {
                isStarting = false;
                if (isValid() && place.database.isDownAsPrimary()) {
                    place.database.start();
                }
            });
        }
    }
}
