package dev.meridian.simulator;

import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.List;

/// One place: an agent that does what the agent room does, with a watchdog and a database beside it. Its clock
/// has an offset and a rate of its own.
///
/// What the agent knows is gone with a crash; what it promised, the watchdog and the database outlive it. A
/// place that dies takes all of it along, but for what is on its disk.
final class Place {
    /// A read of a queue, a step of a loop: what an agent does comes a few milliseconds after its cause.
    private static final long LOOK = 10 * World.MS;

    private static final long CATCH_UP = 200 * World.MS;

    /// An agent that has started again, or was cut off, acts on each state that it goes through while it applies
    /// what it has missed, some entries at a time.
    private static final int AT_ONCE = 8;

    /// Of one entry, by an agent: about a millisecond (2 cores, 2026-11).
    static final long APPLICATION = World.MS;

    final int number;
    final RegionName name;
    final boolean isVoter;
    final boolean hasData;
    final Database database;
    final Watchdog watchdog;
    final Lessee lessee;
    final Vantage vantage;
    final Executor executor;
    final Platform platform;
    final RouteProvider routes;
    final Clock clock;
    final Honesty honesty;
    final Standstill standstill;
    final Sinks sinks;
    final Promises promises;
    final Askers askers;
    /// What was put aside of its data before another copy took its place.
    final History fork = new History();
    private final World world;
    private boolean isOff;
    private final Runnable catchUp = this::catchUp;
    private final Runnable learnOn = this::learnOn;
    private boolean isLearningOn;
    private boolean isAlive = true;
    private boolean isAgentUp = true;
    /// Never comes back.
    boolean isGone;
    /// Never again hears anybody who hears it.
    boolean isDeaf;
    private long pausedUntil;
    private long diedAt;
    private long life;
    private long incarnation = 1;
    private long sequence;
    private int applied;
    /// When something new of the log came last.
    private long learnedAt;
    private long renewalSeenAt;
    private long grantSeenAt;
    private long echo;
    /// What everybody has to do, as of the last look, and what of it is to be done here.
    private List<Duty> dutiesOfAll = List.of();

    private List<Duty> duties = List.of();

    Place(World world, int number, RegionName name, Dice clocks) {
        this.world = world;
        this.number = number;
        this.name = name;
        this.isVoter = world.policy.voters().contains(name);
        this.hasData = world.policy.members().contains(name);
        this.clock = new Clock(world, number, clocks);
        this.honesty = new Honesty(world, number % 2 == 1);
        this.standstill = new Standstill(world, this);
        this.sinks = new Sinks(world, this);
        this.promises = new Promises(world, this);
        this.askers = new Askers(world, this);
        this.database = new Database(world, this);
        this.watchdog = new Watchdog(world, this, clocks);
        this.lessee = new Lessee(world, this, clocks.oneIn(2));
        this.vantage = new Vantage(world, this);
        this.executor = new Executor(world, this);
        this.platform = new Platform(world);
        this.routes = new RouteProvider(world, this);
    }

    /// What was begun here before, since the log had something to say already, comes to nothing.
    void begin() {
        life++;
        database.begin();
        wake();
        world.after(world.work.between(0, CATCH_UP), catchUp);
    }

    // ---- its clock ----

    long nanos() {
        return clock.nanos();
    }

    /// When this place's clock showed, or will show, a time.
    double trueTime(long nanos) {
        return clock.trueTime(nanos);
    }

    // ---- life and death ----

    boolean isAlive() {
        return isAlive;
    }

    /// Whether its agent does anything now.
    boolean isRunning() {
        return isAlive && isAgentUp && world.now >= pausedUntil && !standstill.isNow();
    }

    /// Whether this start of its agent holds a lease of this epoch, as the log knows, and does anything.
    boolean isLeased(Epoch epoch) {
        return isRunning()
                && lessee.isValid()
                && lessee.epoch().equals(epoch)
                && state().holdersClock().equals(new HoldersClock(epoch, clock.since()));
    }

    /// Does something unless the agent has died until then; after a pause, if it is in one.
    void whenRunning(long delay, Runnable what) {
        world.after(delay, new Doing(this, life, what));
    }

    /// What an agent is about to do; nothing, if it dies before.
    private record Doing(Place place, long ofLife, Runnable what) implements Runnable {
        @Override
        public void run() {
            place.runs(this);
        }
    }

    private void runs(Doing doing) {
        if (doing.ofLife != life || !isAlive || !isAgentUp) {
            return;
        }
        if (world.now < pausedUntil) {
            world.at(pausedUntil, doing);
        } else if (!standstill.holds(doing)) {
            doing.what.run();
        }
    }

    private void wake() {
        applied = 0;
        renewalSeenAt = nanos();
        grantSeenAt = nanos();
        database.commits.lookAnew();
        lessee.takeOver();
        executor.forget();
        askers.forget();
        isLearningOn = false;
        vantage.begin();
        lessee.begin();
        learnAll();
    }

    void crash() {
        if (isAgentUp) {
            isAgentUp = false;
            life++;
            world.connectionsChanged();
        }
    }

    void restart() {
        if (isAlive && !isAgentUp) {
            isAgentUp = true;
            incarnation++;
            clock.incarnated();
            sequence = 0;
            life++;
            wake();
            world.connectionsChanged();
        }
    }

    /// Stops the agent for a while (SIGSTOP); everything else goes on.
    void pause(long nanos) {
        pausedUntil = Math.max(pausedUntil, world.weather.notAfterHealing(world.now + nanos));
        long until = pausedUntil;
        world.connectionsChanged();
        world.at(until, () -> {
            if (until == pausedUntil) {
                goOn(nanos);
            }
        });
    }

    private void goOn(long after) {
        if (isRunning()) {
            vantage.wasHeldUp(after);
            learnAll();
        }
        world.connectionsChanged();
    }

    /// Whether nobody can count on it any more.
    boolean isLost() {
        return isGone || isDeaf;
    }

    /// Whether it has been dead for so long.
    boolean isDeadFor(long nanos) {
        return !isAlive && world.now - diedAt >= nanos;
    }

    void die() {
        if (isAlive) {
            isAlive = false;
            diedAt = world.now;
            isAgentUp = false;
            life++;
            standstill.forget();
            sinks.die();
            database.kill();
            world.users.reset(this);
            watchdog.die();
            world.connectionsChanged();
        }
    }

    /// The machine with all that runs on it.
    void powerOff() {
        isOff = true;
        die();
    }

    void revive() {
        if (!isAlive && !isGone) {
            isAlive = true;
            if (isOff) {
                isOff = false;
                clock.boots();
                database.booted();
                watchdog.booted();
            }
            watchdog.revive();
            restart();
        }
    }

    // ---- what it knows of the log ----

    State state() {
        return world.log.state(applied);
    }

    int applied() {
        return applied;
    }

    long learnedAt() {
        return learnedAt;
    }

    /// What this region has to do, as far as it knows.
    @SuppressWarnings("ReferenceEquality")
    List<Duty> duties() {
        List<Duty> all = world.log.duties(applied);
        if (all != dutiesOfAll) {
            dutiesOfAll = all;
            duties = all.stream().filter(duty -> duty.region().equals(name)).toList();
        }
        return duties;
    }

    /// A message says that the log goes as far as this.
    void learn(int upTo) {
        if (!isRunning() || applied >= upTo) {
            return;
        }
        learnedAt = nanos();
        int next = Math.min(upTo, applied + AT_ONCE);
        while (applied < next) {
            apply();
        }
        if (next < upTo && !isLearningOn) {
            isLearningOn = true;
            whenRunning(AT_ONCE * APPLICATION, learnOn);
        }
        if (!world.log.duties(applied).isEmpty()) {
            executor.look(LOOK);
        }
    }

    private void learnOn() {
        isLearningOn = false;
        learnAll();
    }

    private void learnAll() {
        learn(world.log.heardBy(this));
    }

    /// What was missed comes again a moment after the leader is heard again.
    private void catchUp() {
        if (isRunning()) {
            learnAll();
            executor.look(LOOK);
        }
        world.after(CATCH_UP + world.work.between(0, CATCH_UP / 4), catchUp);
    }

    private void apply() {
        State before = state();
        Log.Entry entry = world.log.entry(++applied);
        State after = entry.state();
        renewalSeenAt = renewal(after) == renewal(before) ? renewalSeenAt : nanos();
        boolean isNewGrant = !after.epoch().equals(before.epoch());
        grantSeenAt = isNewGrant ? nanos() : grantSeenAt;
        Stamp stamp = entry.event.stamp();
        if (stamp.by().equals(name) && stamp.incarnation() == incarnation && entry.decision.isAccepted()) {
            answered(entry.event, applied);
        }
        askers.applied(entry, applied);
        if (isNewGrant) {
            vantage.follow();
            lessee.granted();
        }
    }

    private static long renewal(State state) {
        return state.renewal().isPresent() ? state.renewal().get().index() : 0;
    }

    private void answered(Event event, int index) {
        switch (event) {
            case Event.Renewed renewed -> lessee.confirmed(renewed);
            case Event.Claimed claimed ->
                lessee.granted(new Epoch(index), claimed.stamp().nanos(), claimed.fenceMeasured());
            case Event.Observed _,
                    Event.Promised _,
                    Event.Yielded _,
                    Event.Ordered _,
                    Event.Fulfilled _,
                    Event.Failed _ -> {}
        }
    }

    long renewalAge() {
        return nanos() - renewalSeenAt;
    }

    long grantAge() {
        return nanos() - grantSeenAt;
    }

    // ---- what it says ----

    Stamp stamp() {
        return new Stamp(name, incarnation, ++sequence, nanos(), applied);
    }

    /// As if it spoke now.
    Stamp now() {
        return new Stamp(name, incarnation, sequence + 1, nanos(), applied);
    }

    void propose(Event event) {
        world.log.propose(this, event);
        if (echo > 0) {
            world.after(echo, () -> world.log.propose(this, event));
        }
    }

    /// What it says is heard once more, so many nanoseconds later; 0 for no longer.
    void echo(long after) {
        echo = after;
    }

    /// Somebody who was asked to propose it says what came of it; an earlier start of this agent may have asked.
    void told(Event event, int index) {
        if (event.stamp().incarnation() == incarnation) {
            answered(event, index);
        }
    }

    /// Before the log is applied as far as an entry of this start of the agent, its duties are old ones.
    boolean isUpToDate() {
        return state().knows(now()) || !world.guards.have(Guards.OfAgent.UP_TO_DATE);
    }
}
