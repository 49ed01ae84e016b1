package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.evidence.Failure;
import dev.meridian.evidence.Ledger;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A client beside the primary that does what a database cannot forbid: switches the synchronous commit and the
/// read-only default off in its own session, and cancels another one in the middle of its commit. If anything
/// goes on acknowledging after it was to be fenced, it is this one that gets the acknowledgement.
///
/// Three threads: one writes without waiting for a standby, one waits for it, and one cancels the second now
/// and then.
final class RudeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final String INSERT = "insert into orders (key, customer, epoch)"
            + " select ?, 'rude', epoch from meridian.role where id = 1 returning epoch";

    private final int id;
    private final RegionName region;
    private final Session.Target target;
    private final Ledger ledger;
    private final AtomicLong keys;
    private volatile int waitingBackend;

    /// @param source an address of a user beside the primary
    /// @param dialled the primary's address as its own users know it
    RudeClient(int id, RegionName region, InetAddress source, InetAddress dialled, Ledger ledger, AtomicLong keys) {
        this.id = id;
        this.region = region;
        this.target = new Session.Target(source, new InetSocketAddress(dialled, Ports.POSTGRESQL), "postgres", "rude");
        this.ledger = ledger;
        this.keys = keys;
    }

    /// Writes that wait for nobody.
    void hasty() {
        loop(Duration.ofMillis(20), "set synchronous_commit = off", false);
    }

    /// Writes that wait, and are cancelled.
    void cancelled() {
        loop(Duration.ofMillis(50), "set synchronous_commit = on", true);
    }

    private void loop(Duration pace, String setting, boolean waits) {
        Optional<Session> session = Optional.empty();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (session.isEmpty()) {
                    session = open(setting, waits);
                }
                session = session.filter(open -> write(open, waits));
                TimeUnit.NANOSECONDS.sleep(pace.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.ifPresent(Session::close);
        }
    }

    private Optional<Session> open(String setting, boolean waits) {
        if (!(Session.open(target, CONNECT) instanceof Reply.Done<Session>(Session fresh))) {
            return Optional.empty();
        }
        Reply<Integer> ready = fresh.write(setting, CONNECT)
                .then(done -> fresh.write("set default_transaction_read_only = off", CONNECT))
                .then(done -> fresh.read("select pg_backend_pid()", row -> row.getInt(1), CONNECT));
        if (ready instanceof Reply.Done<Integer>(Integer backend)) {
            waitingBackend = waits ? backend : waitingBackend;
            return Optional.of(fresh);
        }
        fresh.close();
        return Optional.empty();
    }

    /// Whether the session can be used again.
    private boolean write(Session session, boolean waits) {
        long key = keys.incrementAndGet();
        long sent = System.nanoTime();
        Reply<List<Long>> reply = session.writeReturning(INSERT, row -> row.getLong(1), PATIENCE, key);
        long now = System.nanoTime();
        switch (reply) {
            case Reply.Done<List<Long>>(List<Long> epochs) -> {
                if (epochs.isEmpty()) {
                    ledger.failed(id, key, sent, now, Failure.REFUSED);
                } else if (waits) {
                    ledger.acknowledged(id, key, region, new Epoch(epochs.getFirst()), sent, now);
                } else {
                    ledger.acknowledgedUnsafe(id, key, region, new Epoch(epochs.getFirst()), sent, now);
                }
                return true;
            }
            case Reply.NotDurable<List<Long>> _ -> {
                ledger.failed(id, key, sent, now, Failure.NOT_DURABLE);
                return true;
            }
            case Reply.CertainlyNot<List<Long>> _ -> {
                ledger.failed(id, key, sent, now, Failure.REFUSED);
                session.close();
                return false;
            }
            case Reply.MaybeDone<List<Long>> _ -> {
                ledger.failed(id, key, sent, now, Failure.IN_DOUBT);
                session.close();
                return false;
            }
        }
    }

    /// Cancels whatever the waiting writer is in the middle of, a few times a second.
    void cancels() {
        Optional<Session> session = Optional.empty();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(330);
                if (session.isEmpty() || session.get().isClosed()) {
                    session = Session.open(target, CONNECT) instanceof Reply.Done<Session>(Session fresh)
                            ? Optional.of(fresh)
                            : Optional.empty();
                }
                int backend = waitingBackend;
                session.ifPresent(
                        open -> open.read("select pg_cancel_backend(?)", row -> row.getBoolean(1), PATIENCE, backend));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.ifPresent(Session::close);
        }
    }
}
