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

/// Holds the role's lease for as long as the log says that it is this region's: renews it, feeds the watchdog
/// after each *committed* renewal, and stops the database itself when the lease is over and the watchdog has
/// not done so already.
///
/// An expired lease of an epoch that nobody has superseded can come back: after a freshly committed renewal the
/// database is started again as the primary it was. That is how a short partition ends without a move.
final class Lessee implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
    private void takeOver() {
        watchdog.ask()
                .filter(guard -> guard.until() != Watchdog.Guard.NEVER)
                .ifPresent(guard -> held = new Held(new Epoch(guard.epoch()), guard.until()));
    }

    @Override
    public void run() {
        takeOver();
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                State state = replica.view().state();
                boolean isHolder = state.holder().equals(Optional.of(config.region()));
                if (isHolder
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

    private static boolean wasAccepting(State state) {
        return state.grant().map(State.Grant::accepting).orElse(false);
    }

    /// Without a lease nothing here may accept writes.
    private void standDown(State state, boolean isHolder) {
        if (database.state() == ServerState.PRIMARY && !config.fenceDisabled()) {
            database.kill();
        }
        if (!isHolder) {
            watchdog.disarm(state.epoch().number());
        }
    }

    /// The database died, or was fenced, while the epoch is still this region's and the lease is fresh again.
    private void comeBack() {
        if (database.state() == ServerState.DOWN
                && watchdog.feed(held.epoch().number(), held.until()).isPresent()) {
            database.startAsPrimary();
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
