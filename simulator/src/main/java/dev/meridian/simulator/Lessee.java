package dev.meridian.simulator;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Prospect;
import dev.meridian.engine.Rest;
import dev.meridian.engine.ServerState;
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
    /// Whether it is held by a renewal that lets nothing be written, or it is not known that it does.
    private boolean heldIsIdle = true;
    private long toldFence;
    private long confirmedAt;
    private long confirmationTook;
    /// The newest renewals that others were asked to propose.
    private final List<Long> relayed = new ArrayList<>();

    private final Runnable renew = this::renew;
    private final Runnable look = this::look;
    private final Runnable over = this::isOver;
    /// Since when its watchdog has been asked, on the clock of its place.
    private long askedAt;

    private boolean isRenewing;
    private boolean isLooking;
    private boolean rests;
    /// Whether its database has died or has become ready since the last renewal.
    private boolean hasNews;
    /// Which start of the database is under way, if one is.
    private long starting;

    private long starts;
    /// Since when its database waits to be opened.
    private long readySince;

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

    /// Whether a database may begin to accept writes by it.
    boolean letsWrite() {
        return isValid() && !heldIsIdle;
    }

    Epoch epoch() {
        return heldEpoch;
    }

    /// The watchdog outlives the agent: what it was fed last is still the lease.
    void takeOver() {
        heldEpoch = place.watchdog.guards() ? place.watchdog.epoch() : Epoch.NONE;
        heldUntil = place.watchdog.guards() ? place.watchdog.until() : 0;
        heldIsIdle = true;
        toldFence = 0;
    }

    void begin() {
        isRenewing = false;
        isLooking = false;
        hasNews = false;
        starting = 0;
        readySince = place.nanos();
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
            hasNews = false;
            Event.Renewed renewed = renewal(state.epoch());
            place.propose(renewed);
            whenLate(() -> renewThroughOthers(renewed.epoch()));
            if (!world.guards.have(Guards.OfAgent.OWN_RENEWAL)) {
                extend(renewed);
            }
        }
        looksOn();
        comeBack(state);
        standDown();
        place.whenRunning(world.policy.renewEvery().toNanos(), renew);
    }

    /// Its database has died, or is ready: a renewal is due at once.
    void isNews() {
        hasNews = true;
        if (isRenewing) {
            looksOn();
        }
    }

    /// An agent looks every few milliseconds; here it does while it serves nobody.
    private void looksOn() {
        if (!isLooking && (rests || !isValid() || place.database.state() != ServerState.PRIMARY)) {
            isLooking = true;
            place.whenRunning(LOOK, look);
        }
    }

    /// Renews at once if there is a reason, such as the end of a rest.
    private void look() {
        isLooking = false;
        State state = place.state();
        if (!isRenewing || !state.holder().equals(Optional.of(place.name))) {
            return;
        }
        boolean wasResting = rests;
        rests = !canServe();
        if (!rests && (wasResting || hasNews)) {
            hasNews = false;
            place.propose(renewal(state.epoch()));
        }
        comeBack(state);
        looksOn();
    }

    private Event.Renewed renewal(Epoch epoch) {
        Commits commits = place.database.commits;
        commits.look(place.database.position());
        return new Event.Renewed(
                place.stamp(), epoch, isProtected(), measured(), idleSince(), OptionalLong.of(place.clock.since()));
    }

    /// Of a database that cannot accept a write before another renewal has come back, and has before. Whoever has
    /// not read as much of the log yet as there was when its agent began takes it for that: it may be, and such a
    /// renewal lets too little, not too much.
    private OptionalLong idleSince() {
        boolean mayBeWaitedFor = place.state().isAccepting() || !place.state().knows(place.now());
        boolean isIdle = mayBeWaitedFor && place.database.isDownAsPrimary();
        return isIdle ? OptionalLong.of(place.database.downSince()) : OptionalLong.empty();
    }

    private Optional<Boolean> isProtected() {
        if (world.policy.waitFor() == 0) {
            return Optional.of(false);
        }
        Optional<Boolean> seen = world.guards.have(Guards.OfAgent.STRANGERS)
                ? place.database.commits.isDoubted().map(doubted -> !doubted)
                : Optional.of(true);
        return world.guards.have(Guards.OfAgent.DOUBT) ? seen : seen.or(() -> Optional.of(true));
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
        extend(renewed);
    }

    private boolean canServe() {
        long now = place.nanos();
        State state = place.state();
        boolean isPrimary = place.database.state() == ServerState.PRIMARY;
        boolean isCutOff = isPrimary && isCutOff(state);
        boolean isServing = place.database.isShut() || (isPrimary && !isCutOff);
        boolean hasFailed = state.isAccepting() && (place.database.isDownAsPrimary() || isCutOff);
        Rest.Look look = new Rest.Look(
                isValid(),
                now - place.learnedAt() < Rest.HEARING.toNanos(),
                isServing,
                hasFailed,
                hasFailed && isCutOff,
                state.isHandedOver(),
                isServing ? Prospect.PERHAPS : Engine.prospect(state, place.now(), world.policy));
        return !rest.isNow(look, now);
    }

    private boolean isCutOff(State state) {
        return world.guards.have(Guards.OfAgent.CUT_OFF)
                && Rest.isCutOff(state, place.database.commits.streaming(), place.now(), world.policy);
    }

    private void extend(Event.Renewed renewed) {
        extend(renewed.epoch(), renewed.stamp().nanos(), renewed.fenceMeasured(), renewed.idle());
    }

    /// The role is this place's.
    ///
    /// @param told the longest fence that whoever grants knew of, in nanoseconds
    void granted(Epoch epoch, long proposedAt, OptionalLong told) {
        extend(epoch, proposedAt, told, false);
    }

    private void extend(Epoch epoch, long proposedAt, OptionalLong told, boolean isIdle) {
        long until = proposedAt + world.policy.lease().holderStopsAfter().toNanos();
        boolean isNewer = epoch.supersedes(heldEpoch) || (epoch.equals(heldEpoch) && until > heldUntil);
        if (until - place.nanos() <= 0 || !isNewer) {
            return;
        }
        // What had a lease no longer was killed, in the middle of its start.
        starting = isValid() ? starting : 0;
        heldEpoch = epoch;
        heldUntil = until;
        heldIsIdle = isIdle;
        toldFence = told.orElse(0);
        place.watchdog.feed(epoch, until);
        place.whenRunning((long) place.trueTime(until) - world.now + world.work.between(1, LOOK), over);
        place.executor.look(LOOK);
        comeBack(place.state());
    }

    private void isOver() {
        looksOn();
        standDown();
    }

    private void standDown() {
        if (!isValid()) {
            if (killsItself && world.guards.have(Guards.OfAgent.FENCE) && place.database.isUpAsPrimary()) {
                world.note("=== the agent of " + place.name + " stops its database");
                place.database.kill();
            }
            State state = place.state();
            if (!state.holder().equals(Optional.of(place.name)) && !place.database.canWrite()) {
                place.watchdog.disarm(state.epoch());
            }
        }
    }

    /// A database that was stopped for a move stays down until the log says that the move is over; before the log
    /// is applied as far as what was promised here, nobody knows.
    private boolean mayComeBack(State state) {
        boolean isStopped = state.isHandedOver() && world.guards.have(Guards.OfAgent.STOPPED);
        return state.index() >= place.promises.greatest() && !isStopped;
    }

    /// The database died, or was fenced, while the epoch is still this place's: while it has a lease it is
    /// started, closed, and opened by a renewal that was sent when it was ready.
    private void comeBack(State state) {
        boolean isHeld = isValid() && state.epoch().equals(heldEpoch);
        if (!isHeld || !state.isAccepting() || !mayComeBack(state)) {
            return;
        }
        if (place.database.isDownAsPrimary() && starting == 0) {
            starting = ++starts;
            long mine = starting;
            long took = world.takes(Timings.Step.START) + place.database.replay();
            place.whenRunning(took, () -> isUp(mine));
        } else if (place.database.isShut() && opens()) {
            world.truth.comesBack(place);
            place.database.open();
        }
    }

    private void isUp(long start) {
        if (start != starting) {
            return;
        }
        starting = 0;
        if (isValid() && mayComeBack(place.state()) && place.database.isDownAsPrimary()) {
            place.database.start();
            readySince = place.nanos();
            isNews();
        }
    }

    /// Whether it is held by a renewal that was sent when the database was ready, and has told how long it took to
    /// fence it. An older one says nothing about who may write now, and whoever waits for the next fence has to
    /// know.
    private boolean opens() {
        long renewedAt = heldUntil - world.policy.lease().holderStopsAfter().toNanos();
        boolean isFresh = (renewedAt >= readySince && letsWrite()) || !world.guards.have(Guards.OfAgent.IDLE);
        boolean isTold =
                place.watchdog.measured().orElse(0) <= toldFence || !world.guards.have(Guards.OfAgent.TOLD_FENCE);
        return isFresh && isTold;
    }
}
