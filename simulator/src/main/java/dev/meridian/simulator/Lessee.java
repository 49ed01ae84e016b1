package dev.meridian.simulator;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Protection;
import dev.meridian.engine.Rest;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Holds the role's lease for as long as the log says that it is this place's.
final class Lessee {
    private static final long LOOK = 20 * World.MS;

    private static final int MOST_RELAYED = 32;

    /// A database that takes longer to answer than this, or to accept writes for the first time, hangs.
    private static final long LONGEST_START = 15 * World.SECOND;

    /// So long, at most, after the start of an agent a watchdog has told it what it remembers.
    private static final long UNTIL_ANSWERED = 2 * World.SECOND;

    private final World world;
    private final Place place;
    /// An agent that is quicker than the watchdog kills the database itself; it is a courtesy, not the fence.
    private final boolean killsItself;
    private final Rest.Terms terms;

    private Rest rest;
    private Epoch heldEpoch = Epoch.NONE;
    private long heldUntil;
    /// Until when the role is kept, by renewals that let nothing be written as well.
    private long keptUntil;
    private long toldFence;
    private long confirmedAt;
    private long confirmationTook;
    /// The newest renewals that others were asked to propose.
    private final List<Long> relayed = new ArrayList<>();

    private final Runnable renew = this::renew;
    private final Runnable wake = this::wake;
    /// Since when its watchdog has been asked, on the clock of its place.
    private long askedAt;

    private boolean isRenewing;
    private boolean isStarting;
    private boolean rests;

    Lessee(World world, Place place, boolean killsItself) {
        this.world = world;
        this.place = place;
        this.killsItself = killsItself;
        this.terms = terms(world);
        this.rest = new Rest(terms, 0);
    }

    private static Rest.Terms terms(World world) {
        Rest.Terms terms = Rest.Terms.of(
                world.policy,
                world.scene.patience().plusNanos(Steps.PLANNED_PROMOTION),
                Duration.ofNanos(LONGEST_START));
        return world.guards.have(Guards.OfAgent.DEAF)
                ? terms
                : new Rest.Terms(Long.MAX_VALUE, terms.cutOff(), terms.patience(), terms.turn(), terms.comingUp());
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
        keptUntil = heldUntil;
        toldFence = 0;
    }

    void begin() {
        isRenewing = false;
        isStarting = false;
        askedAt = place.nanos();
        confirmedAt = place.nanos();
        confirmationTook = world.policy.renewEvery().toNanos();
        relayed.clear();
        rest = new Rest(terms, place.nanos());
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
            rest.begin(place.nanos());
            place.whenRunning(world.work.between(0, LOOK), renew);
        }
    }

    private void renew() {
        State state = place.state();
        if (!state.holder().equals(Optional.of(place.name))) {
            isRenewing = false;
            standDown();
            return;
        }
        rests = !canServe();
        if (!rests) {
            Event.Renewed renewed = renewal(state.epoch());
            place.propose(renewed);
            whenLate(() -> renewThroughOthers(renewed.epoch()));
            if (!world.guards.have(Guards.OfAgent.OWN_RENEWAL)) {
                extend(renewed.epoch(), renewed.stamp().nanos(), renewed.fenceMeasured());
            }
        }
        if (isValid() && state.epoch().equals(heldEpoch)) {
            comeBack(state);
        } else if (!isValid()) {
            standDown();
        }
        place.whenRunning(world.policy.renewEvery().toNanos(), renew);
    }

    /// Something of the log has come: an agent that keeps still looks every few milliseconds, and renews at
    /// once if it may.
    void learned() {
        if (rests) {
            rests = false;
            place.whenRunning(LOOK, wake);
        }
    }

    private void wake() {
        State state = place.state();
        if (isRenewing && state.holder().equals(Optional.of(place.name)) && canServe()) {
            place.propose(renewal(state.epoch()));
        }
    }

    private Event.Renewed renewal(Epoch epoch) {
        Commits commits = place.database.commits;
        commits.look(place.database.position());
        Stamp stamp = place.stamp();
        boolean isProtected = world.policy.waitFor() > 0 && !isDoubted(stamp);
        return new Event.Renewed(stamp, epoch, isProtected, measured(), idleSince());
    }

    /// A database that is down, and was fenced, may be started when a renewal has come back, and not before: until
    /// then none lets it, so that what a move may lose does not grow by trying.
    private OptionalLong idleSince() {
        boolean isIdle = wasAccepting(place.state())
                && place.database.isDownAsPrimary()
                && !isStarting
                && keptUntil - place.nanos() <= 0;
        return isIdle ? OptionalLong.of(place.database.downSince()) : OptionalLong.empty();
    }

    private boolean isDoubted(Stamp now) {
        boolean wasDoubted = world.guards.have(Guards.OfAgent.DOUBT) && !Protection.wasSaid(place.state(), now);
        return world.guards.have(Guards.OfAgent.STRANGERS) && place.database.commits.isDoubted(wasDoubted);
    }

    /// An agent that has just started has not heard from its watchdog yet.
    private OptionalLong measured() {
        return place.nanos() - askedAt < UNTIL_ANSWERED ? OptionalLong.empty() : place.watchdog.measured();
    }

    /// As soon as an agent that looks now and then sees that the newest confirmation is late; what is late only
    /// after the next renewal is seen then.
    private void whenLate(Runnable then) {
        long left = confirmedAt + lateAfter() - place.nanos();
        if (left <= world.policy.renewEvery().toNanos()) {
            place.whenRunning(Math.max(0, left) + world.work.between(1, LOOK), then);
        }
    }

    private long lateAfter() {
        return world.policy
                .lease()
                .lateAfter(world.policy.renewEvery(), Duration.ofNanos(confirmationTook))
                .toNanos();
    }

    /// Where the confirmation of the leader of the log is late: the link to it may be cut or slow, and others may
    /// hear it.
    private void renewThroughOthers(Epoch epoch) {
        if (place.nanos() - confirmedAt <= lateAfter()) {
            return;
        }
        Event.Renewed renewal = renewal(epoch);
        relayed.addLast(renewal.stamp().sequence());
        if (relayed.size() > MOST_RELAYED) {
            relayed.removeFirst();
        }
        world.log.relay(place, renewal);
    }

    /// A renewal was committed and is applied here.
    void confirmed(Event.Renewed renewed) {
        if (!relayed.contains(renewed.stamp().sequence())) {
            confirmedAt = renewed.stamp().nanos();
            confirmationTook = place.nanos() - confirmedAt;
        }
        if (renewed.idle() && world.guards.have(Guards.OfAgent.IDLE)) {
            kept(renewed);
        } else {
            extend(renewed.epoch(), renewed.stamp().nanos(), renewed.fenceMeasured());
        }
    }

    /// It is heard, and hears: the next renewal lets the database be started.
    private void kept(Event.Renewed renewed) {
        long until = renewed.stamp().nanos()
                + world.policy.lease().holderStopsAfter().toNanos();
        boolean isNews = keptUntil - place.nanos() <= 0 && until - place.nanos() > 0;
        keptUntil = Math.max(keptUntil, until);
        State state = place.state();
        if (isNews
                && state.holder().equals(Optional.of(place.name))
                && state.epoch().equals(renewed.epoch())) {
            place.propose(renewal(renewed.epoch()));
        }
    }

    private boolean canServe() {
        long now = place.nanos();
        State state = place.state();
        boolean isPrimary = place.database.state() == ServerState.PRIMARY;
        boolean isCutOff = isPrimary && isCutOff(state);
        boolean isServing = isPrimary && !isCutOff;
        boolean hasFailed = wasAccepting(state) && (place.database.isDownAsPrimary() || isCutOff);
        Rest.Look look = new Rest.Look(
                keptUntil - now > 0,
                now - place.learnedAt() < Rest.HEARING.toNanos(),
                isServing,
                hasFailed,
                hasFailed && isCutOff,
                state.isHandedOver(),
                !isServing && Engine.couldMove(state, place.now(), world.policy));
        return !rest.isNow(look, now);
    }

    private boolean isCutOff(State state) {
        return world.guards.have(Guards.OfAgent.CUT_OFF)
                && Rest.isCutOff(state, place.database.commits.streaming(), place.now(), world.policy);
    }

    /// @param told the longest fence that whoever grants knew of, in nanoseconds
    void extend(Epoch epoch, long proposedAt, OptionalLong told) {
        long until = proposedAt + world.policy.lease().holderStopsAfter().toNanos();
        boolean isNewer = epoch.supersedes(heldEpoch) || (epoch.equals(heldEpoch) && until > heldUntil);
        if (until - place.nanos() <= 0 || !isNewer) {
            return;
        }
        heldEpoch = epoch;
        heldUntil = until;
        keptUntil = Math.max(keptUntil, until);
        toldFence = told.orElse(0);
        place.watchdog.feed(epoch, until);
        if (killsItself) {
            place.whenRunning((long) place.trueTime(until) - world.now + world.work.between(1, LOOK), this::standDown);
        }
        place.executor.look(LOOK);
        comeBack(place.state());
    }

    private void standDown() {
        if (!isValid()) {
            if (killsItself && world.guards.have(Guards.OfAgent.FENCE) && place.database.canWrite()) {
                world.note("=== the agent of " + place.name + " stops its database");
                place.database.kill();
            }
            State state = place.state();
            if (!state.holder().equals(Optional.of(place.name)) && !place.database.canWrite()) {
                place.watchdog.disarm(state.epoch());
            }
        }
    }

    private static boolean wasAccepting(State state) {
        return state.grant().map(State.Grant::accepting).orElse(false);
    }

    /// A database that was stopped for a move stays down until the log says that the move is over; before the log
    /// is applied as far as what was promised here, nobody knows.
    private boolean mayComeBack(State state) {
        boolean isStopped = state.isHandedOver() && world.guards.have(Guards.OfAgent.STOPPED);
        return place.isCaughtUp() && !isStopped;
    }

    /// Whether the lease is one for the database as it is: the renewal was proposed after it died, and has told
    /// how long it took to fence it. An older one says nothing about who may write now, and whoever waits for the
    /// next fence has to know.
    private boolean isRenewedSince(Database database) {
        long renewedAt = heldUntil - world.policy.lease().holderStopsAfter().toNanos();
        boolean isFresh = renewedAt >= database.downSince();
        boolean isTold =
                place.watchdog.measured().orElse(0) <= toldFence || !world.guards.have(Guards.OfAgent.TOLD_FENCE);
        return isFresh && isTold;
    }

    /// The database died, or was fenced, while the epoch is still this place's. It comes back under a renewal that
    /// is committed.
    private void comeBack(State state) {
        Database database = place.database;
        boolean isAllowed = wasAccepting(state)
                && mayComeBack(state)
                && state.epoch().equals(heldEpoch)
                && isRenewedSince(database);
        if (isAllowed && database.isDownAsPrimary() && !isStarting) {
            isStarting = true;
            world.truth.comesBack(place);
            long took = world.takes(Timings.Step.START) + database.replay();
            place.whenRunning(took, () -> {
                isStarting = false;
                if (isValid() && mayComeBack(place.state()) && database.isDownAsPrimary()) {
                    database.start();
                }
            });
        }
    }
}
