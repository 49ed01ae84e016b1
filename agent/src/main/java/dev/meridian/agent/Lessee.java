package dev.meridian.agent;

import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Prospect;
import dev.meridian.engine.Rest;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Holds the role's lease for as long as the log says that it is this region's: renews it, feeds the watchdog
/// after each *committed* renewal, and stops the database itself when the lease is over and the watchdog has
/// not done so already.
///
/// An expired lease of an epoch that nobody has superseded can come back: after a freshly committed renewal
/// the database is started again as the primary it was. That is how a short partition ends without a move. What a
/// move may lose counts up to the newest renewal that lets something be written; so while the database is down, or
/// reads its log, renewals are idle: they keep the role, and let nothing be written. A database comes up closed.
/// As soon as it is ready a renewal is sent that lets something be written, and by that one, when it has come
/// back, it is opened.
final class Lessee implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PROMOTION = Duration.ofMillis(500);

    /// A database that takes longer to answer than this, or to accept writes for the first time, hangs.
    private static final Duration LONGEST_START = Duration.ofSeconds(15);

    /// A renewal that hangs because nobody leads must not keep the next one from being tried.
    private static final int MOST_RENEWALS = 4;

    private final AgentConfig config;
    private final long clock;
    private final Replica replica;
    private final Ways ways;
    private final Watchdog.Leash watchdog;
    private final Promises promises;
    private final Database database;
    private final Rest rest;
    private volatile Held held = new Held(Epoch.NONE, 0, 0, true);
    private volatile Confirmed confirmed;
    private volatile OptionalLong longestFence = OptionalLong.empty();
    private long renewedAt;
    private long relayedAt;
    private long heard;
    private long heardAt = System.nanoTime();
    private volatile Optional<Shut> shut = Optional.empty();
    private final SentRenewals sent = new SentRenewals();
    private final AtomicBoolean isStarting = new AtomicBoolean();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private Epoch disarmed = Epoch.NONE;
    private final Semaphore renewalsUnderWay = new Semaphore(MOST_RENEWALS);
    /// Threads of their own: a renewal that queues behind probes and answers, for one of the few threads that
    /// carry all virtual ones, can come too late.
    private final ExecutorService renewing = Executors.newFixedThreadPool(
            MOST_RENEWALS, Thread.ofPlatform().daemon().name("renews-", 0).factory());

    /// What outlives the agent: who fences its database, what it promised, and the clock it counts on.
    ///
    /// @param clock the first start of this agent since its machine booted
    record Footholds(Watchdog.Leash watchdog, Promises promises, long clock) {}

    /// The role, for a while.
    ///
    /// @param epoch of which grant
    /// @param until the instant, on this machine's monotonic clock, at which the holder starts to fence itself
    /// @param toldFence the longest fence that whoever grants knew of when this was granted, in nanoseconds
    /// @param isIdle whether it lets nothing be written, or it is not known that it does
    record Held(Epoch epoch, long until, long toldFence, boolean isIdle) {
        boolean isValid() {
            return until - System.nanoTime() > 0;
        }

        /// Whether a database may begin to accept writes by it.
        boolean letsWrite() {
            return isValid() && !isIdle;
        }

        /// The same, by that grant.
        boolean letsWrite(Epoch granted) {
            return epoch.equals(granted) && letsWrite();
        }
    }

    /// The newest renewal that the leader of the log confirmed to this agent itself.
    ///
    /// @param sentAt when it was sent
    /// @param took how long its confirmation took, in nanoseconds
    private record Confirmed(long sentAt, long took) {
        Confirmed and(long sent) {
            return sent - sentAt > 0 ? new Confirmed(sent, System.nanoTime() - sent) : this;
        }
    }

    /// How a renewal comes into the log.
    ///
    /// @param direct to its leader
    /// @param others through whoever hears the leader, where this agent does not
    record Ways(Proposals direct, Relay others) {}

    Lessee(AgentConfig config, Replica replica, Ways ways, Footholds footholds, Database database) {
        this.clock = footholds.clock();
        this.config = config;
        this.replica = replica;
        this.ways = ways;
        this.rest = new Rest(Rest.Terms.of(config.policy(), failover(config), LONGEST_START), System.nanoTime());
        this.confirmed =
                new Confirmed(System.nanoTime(), config.policy().renewEvery().toNanos());
        this.watchdog = footholds.watchdog();
        this.promises = footholds.promises();
        this.database = database;
    }

    /// Probes that fail, the hold, the wait for the lease, the promotion.
    private static Duration failover(AgentConfig config) {
        ProbePolicy probes = config.probes();
        return probes.every()
                .multipliedBy(probes.failures())
                .plus(probes.timeout())
                .plus(config.policy().hold())
                .plus(config.policy().lease().challengerWait())
                .plus(PROMOTION);
    }

    Held held() {
        return held;
    }

    /// The longest fence that this region's watchdog has measured, in nanoseconds, as it says now; empty before
    /// there was one.
    OptionalLong longestFence() {
        watchdog.ask().ifPresent(this::learn);
        return longestFence;
    }

    /// Called when a claim of this region was accepted: the entry is the grant, its proposal the start of the
    /// lease.
    ///
    /// @param told the fence that the claim told of
    void granted(Epoch epoch, long proposedAt, OptionalLong told) {
        confirmed = confirmed.and(proposedAt);
        extend(epoch, proposedAt, told, false);
    }

    /// The watchdog outlives the agent: what it was fed last by the agent before this one is still the lease.
    /// Asked until it answers, since a lease that is not known to be held is one that is given up.
    private void takeOver() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Watchdog.Guard> guard = watchdog.ask();
        while (guard.isEmpty() && System.nanoTime() < deadline) {
            guard = watchdog.ask();
        }
        guard.ifPresent(this::learn);
        guard.filter(it -> it.isBelievable(
                        System.nanoTime(), config.policy().lease().holderStopsAfter()))
                .ifPresent(it -> held = new Held(new Epoch(it.epoch()), it.until(), 0, true));
    }

    @Override
    public void run() {
        takeOver();
        database.openWhatWasBeingOpened();
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                State state = replica.view().state();
                boolean isHolder = state.holder().equals(Optional.of(config.region()));
                ServerState said = database.said();
                lookAtTheDatabase(said);
                boolean canServe = canServe(state, isHolder, said);
                if (isHolder && canServe && isRenewalDue() && renewalsUnderWay.tryAcquire()) {
                    isDue.set(false);
                    renew(state.epoch());
                }
                if (isHolder && canServe) {
                    renewThroughOthers(state.epoch());
                }
                boolean isOver = !isHolder && state.epoch().supersedes(held.epoch());
                if (!held.isValid() || isOver) {
                    standDown(state, isHolder);
                } else if (isHolder && state.epoch().equals(held.epoch()) && mayComeBack(state)) {
                    comeBack();
                    open();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRenewalDue() {
        return isDue.get()
                || System.nanoTime() - renewedAt >= config.policy().renewEvery().toNanos();
    }

    private boolean canServe(State state, boolean isHolder, ServerState said) {
        long now = System.nanoTime();
        if (!isHolder) {
            rest.begin(now);
            return false;
        }
        heardAt = state.index() == heard ? heardAt : now;
        heard = state.index();
        boolean isCutOff = said == ServerState.PRIMARY
                && Rest.isCutOff(state, database.streaming(), ways.direct().now(), config.policy());
        boolean isReady = shut.filter(Shut::isReady).isPresent();
        boolean isServing = isReady || (said == ServerState.PRIMARY && !isCutOff);
        boolean hasFailed = state.isAccepting() && !isReady && (said == ServerState.DOWN || isCutOff);
        Rest.Look look = new Rest.Look(
                held.isValid(),
                now - heardAt < Rest.HEARING.toNanos(),
                isServing,
                hasFailed,
                hasFailed && isCutOff,
                state.isHandedOver(),
                isServing
                        ? Prospect.PERHAPS
                        : Engine.prospect(state, ways.direct().now(), config.policy()));
        return !rest.isNow(look, now);
    }

    /// A database that was stopped for a move stays down until the log says that the move is over; before the
    /// log is applied as far as what was promised here, nobody knows.
    private boolean mayComeBack(State state) {
        return state.isAccepting() && !state.isHandedOver() && state.index() >= promises.greatest();
    }

    /// One that has just died, or is ready just now, is waiting for a renewal: the next one is due at once.
    private void lookAtTheDatabase(ServerState said) {
        Optional<Shut> before = shut;
        if (said != ServerState.DOWN) {
            shut = Optional.empty();
            return;
        }
        long now = System.nanoTime();
        Shut after = before.orElseGet(() -> new Shut(now)).and(database.isReady(), now);
        shut = Optional.of(after);
        boolean isNews = before.isEmpty() || (after.isReady() && !before.get().isReady());
        if (isNews) {
            isDue.set(true);
        }
    }

    /// Without a lease nothing here may accept writes. One that was handed over is over before its time: a
    /// watchdog that still guarded it would kill the standby that the database has become.
    private void standDown(State state, boolean isHolder) {
        if (database.state() == ServerState.PRIMARY && !config.fenceDisabled()) {
            database.kill();
        }
        if (!isHolder && state.epoch().supersedes(disarmed)) {
            watchdog.disarm(state.epoch().number()).ifPresent(guard -> {
                learn(guard);
                disarmed = state.epoch();
            });
        }
    }

    /// The database died, or was fenced, while the epoch is still this region's: it is started, closed, while it
    /// has a lease. It starts on a thread of its own: renewals must go on while it reads its log, and the few
    /// carriers of virtual threads, which the group's messages need, must not wait for a process to be made.
    /// However long it reads its log, it goes on while it has a lease: one that is killed has to begin anew. Who
    /// can serve sooner is asked to by [Rest].
    private void comeBack() {
        Held now = held;
        if (database.state() != ServerState.DOWN
                || watchdog.feed(now.epoch().number(), now.until()).isEmpty()
                || !isStarting.compareAndSet(false, true)) {
            return;
        }
        Thread.ofPlatform().daemon().name("comes-back").start(() -> {
            try {
                database.startClosed(() -> held.isValid());
                if (!held.isValid() && !config.fenceDisabled()) {
                    database.kill();
                }
            } finally {
                isStarting.set(false);
            }
        });
    }

    /// A database that is ready accepts writes by a renewal that was sent since then and is committed: an older
    /// one says nothing about who may write now. No idle one was sent since then, so the watchdog guards it by one
    /// that is not. And whoever waits for the next fence has to know how long the last one took.
    private void open() {
        Held now = held;
        long renewed = now.until() - config.policy().lease().holderStopsAfter().toNanos();
        OptionalLong readySince = shut.map(Shut::readySince).orElse(OptionalLong.empty());
        if (readySince.isPresent()
                && renewed - readySince.getAsLong() >= 0
                && now.letsWrite()
                && watchdog.feed(now.epoch().number(), now.until())
                        .filter(guard -> learn(guard) <= now.toldFence())
                        .isPresent()) {
            database.open(() -> held.letsWrite());
        }
    }

    private void renew(Epoch epoch) {
        renewedAt = System.nanoTime();
        renewing.execute(() -> {
            try {
                ways.direct()
                        .propose(stamp -> renewal(stamp, epoch), PATIENCE)
                        .filter(outcome -> outcome.answer().accepted())
                        .flatMap(outcome -> sent.sentAt(epoch, outcome.sentAt()))
                        .ifPresent(renewal -> {
                            confirmed = confirmed.and(renewal.stamp().nanos());
                            extend(renewal);
                        });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                renewalsUnderWay.release();
            }
        });
    }

    private Event.Renewed renewal(Stamp stamp, Epoch epoch) {
        return sent.sending(new Event.Renewed(
                stamp, epoch, database.isProtected(), longestFence, idleSince(stamp), OptionalLong.of(clock)));
    }

    /// Only of a database that cannot accept a write before another renewal has come back, and has before. Whoever
    /// has not read as much of the log yet as there was when it began takes it for that: it may be, and such a
    /// renewal lets too little, not too much. What is seen after the stamp was made is dated with it.
    private OptionalLong idleSince(Stamp now) {
        State state = replica.view().state();
        boolean mayBeWaitedFor = state.isAccepting() || !state.knows(now);
        return shut.filter(it -> mayBeWaitedFor && !it.isReady())
                .map(it -> OptionalLong.of(Math.min(it.since(), now.nanos())))
                .orElse(OptionalLong.empty());
    }

    private long learn(Watchdog.Guard guard) {
        if (guard.longestFence() > 0) {
            longestFence = OptionalLong.of(guard.longestFence());
        }
        return guard.longestFence();
    }

    /// Where the leader's confirmation is late: what goes through others takes more trips, so it is sent as
    /// soon as that is clear, and not only when the next renewal is due.
    private void renewThroughOthers(Epoch epoch) {
        long now = System.nanoTime();
        Duration every = config.policy().renewEvery();
        Duration late = config.policy().lease().lateAfter(every, Duration.ofNanos(confirmed.took()));
        if (now - confirmed.sentAt() <= late.toNanos() || now - relayedAt < every.toNanos()) {
            return;
        }
        relayedAt = now;
        // A stamp of its own: whichever of both comes second into the log changes nothing there.
        Event.Renewed renewal = ways.direct().stamped(stamp -> renewal(stamp, epoch));
        Thread.ofVirtual()
                .name("renew-through-others")
                .start(() -> ways.others().ask(renewal, this::heard));
    }

    /// Somebody else knows of a committed renewal: one that was sent from here, on whatever way, is as good
    /// as if the leader had confirmed it.
    private void heard(Relay.Committed committed) {
        sent.sentAt(committed.epoch(), committed.sentAt()).ifPresent(this::extend);
    }

    private void extend(Event.Renewed renewal) {
        extend(renewal.epoch(), renewal.stamp().nanos(), renewal.fenceMeasured(), renewal.idle());
    }

    private void extend(Epoch epoch, long proposedAt, OptionalLong told, boolean isIdle) {
        long until = proposedAt + config.policy().lease().holderStopsAfter().toNanos();
        if (until - System.nanoTime() <= 0) {
            return;
        }
        watchdog.feed(epoch.number(), until).ifPresent(guard -> {
            learn(guard);
            synchronized (this) {
                boolean isNewer =
                        epoch.supersedes(held.epoch()) || (epoch.equals(held.epoch()) && until > held.until());
                held = isNewer ? new Held(epoch, until, told.orElse(0), isIdle) : held;
            }
        });
    }
}
