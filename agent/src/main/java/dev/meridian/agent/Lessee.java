package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Holds the role's lease for as long as the log says that it is this region's: renews it, feeds the watchdog
/// after each *committed* renewal, and stops the database itself when the lease is over and the watchdog has
/// not done so already.
///
/// An expired lease of an epoch that nobody has superseded can come back: after a freshly committed renewal the
/// database is started again as the primary it was. That is how a short partition ends without a move.
final class Lessee implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// A database that takes longer to come up than this is not coming up.
    private static final Duration LONGEST_START = Duration.ofSeconds(15);

    /// A renewal that hangs because nobody leads must not keep the next one from being tried.
    private static final int MOST_RENEWALS = 4;

    private final AgentConfig config;
    private final Replica replica;
    private final Proposals proposals;
    private final Watchdog.Leash watchdog;
    private final Database database;
    private volatile Held held = new Held(Epoch.NONE, 0);
    private volatile OptionalLong longestFence = OptionalLong.empty();
    private long renewedAt;
    private long notServingSince = System.nanoTime();
    private long restsUntil = notServingSince;
    private final AtomicBoolean isStarting = new AtomicBoolean();
    private Epoch disarmed = Epoch.NONE;
    private final Semaphore renewalsUnderWay = new Semaphore(MOST_RENEWALS);

    /// The right to write.
    ///
    /// @param epoch of which grant
    /// @param until the instant, on this machine's monotonic clock, at which the holder starts to fence itself
    record Held(Epoch epoch, long until) {
        boolean isValid() {
            return until - System.nanoTime() > 0;
        }
    }

    Lessee(AgentConfig config, Replica replica, Proposals proposals, Watchdog.Leash watchdog, Database database) {
        this.config = config;
        this.replica = replica;
        this.proposals = proposals;
        this.watchdog = watchdog;
        this.database = database;
    }

    Held held() {
        return held;
    }

    /// Called when a claim of this region was accepted: the entry is the grant, its proposal the start of the
    /// lease.
    void granted(Epoch epoch, long proposedAt) {
        extend(epoch, proposedAt);
    }

    /// The watchdog outlives the agent: what it was fed last by the agent before this one is still the lease.
    /// Asked until it answers, since a lease that is not known to be held is one that is given up.
    private void takeOver() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Watchdog.Guard> guard = watchdog.ask();
        while (guard.isEmpty() && System.nanoTime() < deadline) {
            guard = watchdog.ask();
        }
        guard.filter(it -> it.until() != Watchdog.Guard.NEVER)
                .ifPresent(it -> held = new Held(new Epoch(it.epoch()), it.until()));
    }

    @Override
    public void run() {
        takeOver();
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                State state = replica.view().state();
                boolean isHolder = state.holder().equals(Optional.of(config.region()));
                boolean canServe = canServe(isHolder);
                if (isHolder
                        && canServe
                        && System.nanoTime() - renewedAt
                                >= config.policy().renewEvery().toNanos()
                        && renewalsUnderWay.tryAcquire()) {
                    renew(state.epoch());
                }
                if (!held.isValid()) {
                    standDown(state, isHolder);
                } else if (isHolder && state.epoch().equals(held.epoch()) && wasAccepting(state)) {
                    comeBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A holder whose database does not come up or does not answer under a valid lease, or whose watchdog does not
    /// answer, lets
    /// the lease run out: renewing it would keep the role from whoever can serve. It tries again when somebody
    /// else's turn would have come.
    private boolean canServe(boolean isHolder) {
        long now = System.nanoTime();
        if (!isHolder || !held.isValid() || database.said() == ServerState.PRIMARY) {
            notServingSince = now;
        }
        if (now - notServingSince > LONGEST_START.toNanos()) {
            restsUntil = now + LONGEST_START.toNanos();
        }
        return restsUntil - now <= 0;
    }

    private static boolean wasAccepting(State state) {
        return state.grant().map(State.Grant::accepting).orElse(false);
    }

    /// Without a lease nothing here may accept writes.
    private void standDown(State state, boolean isHolder) {
        if (database.state() == ServerState.PRIMARY && !config.fenceDisabled()) {
            database.kill();
        }
        if (!isHolder
                && state.epoch().supersedes(disarmed)
                && watchdog.disarm(state.epoch().number()).isPresent()) {
            disarmed = state.epoch();
        }
    }

    /// The database died, or was fenced, while the epoch is still this region's and the lease is fresh again.
    /// It starts on a thread of its own: renewals must go on while it replays its log.
    private void comeBack() {
        Held now = held;
        if (database.state() == ServerState.DOWN
                && watchdog.feed(now.epoch().number(), now.until()).isPresent()
                && isStarting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("comes-back").start(() -> {
                try {
                    database.startAsPrimary();
                    if (!held.isValid() && !config.fenceDisabled()) {
                        database.kill();
                    }
                } finally {
                    isStarting.set(false);
                }
            });
        }
    }

    private void renew(Epoch epoch) {
        renewedAt = System.nanoTime();
        Thread.ofVirtual().name("renew").start(() -> {
            try {
                boolean isProtected = database.isProtected();
                proposals
                        .propose(stamp -> new Event.Renewed(stamp, epoch, isProtected, longestFence), PATIENCE)
                        .filter(outcome -> outcome.answer().accepted())
                        .ifPresent(outcome -> extend(epoch, outcome.sentAt()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                renewalsUnderWay.release();
            }
        });
    }

    private void extend(Epoch epoch, long proposedAt) {
        long until = proposedAt + config.policy().lease().holderStopsAfter().toNanos();
        if (until - System.nanoTime() <= 0) {
            return;
        }
        watchdog.feed(epoch.number(), until).ifPresent(guard -> {
            if (guard.longestFence() > 0) {
                longestFence = OptionalLong.of(guard.longestFence());
            }
            synchronized (this) {
                boolean isNewer =
                        epoch.supersedes(held.epoch()) || (epoch.equals(held.epoch()) && until > held.until());
                held = isNewer ? new Held(epoch, until) : held;
            }
        });
    }
}
