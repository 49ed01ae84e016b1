package dev.meridian.twin;

import dev.meridian.agent.HttpConnection;
import dev.meridian.dns.Resolution;
import dev.meridian.dns.Resolver;
import dev.meridian.evidence.Failure;
import dev.meridian.evidence.Ledger;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One user: a persistent connection to wherever DNS says, one order after the other, each with a new key.
/// When a request fails it drops the connection, asks its resolver (which may remember the old answer until
/// its time to live ends) and connects again, as a well-behaved client does.
final class User implements Runnable {
    /// How long a user waits for an answer before it takes the connection for dead.
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /// The least time from one request that failed to the next; each that fails after it doubles it.
    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);

    /// So often at most: whoever insists more keeps busy what is to come back.
    private static final int DOUBLED = 3;

    private final Settings settings;
    private final Ledger ledger;
    private final AtomicLong keys;
    private final Consumer<InetAddress> arrived;
    private Optional<HttpConnection> connection = Optional.empty();
    private Optional<InetAddress> connectedTo = Optional.empty();
    private int failures;

    /// Who a user is.
    ///
    /// @param id its number in the ledger
    /// @param name what its orders are filed under
    /// @param source the address that it dials from
    /// @param resolver whom it asks for addresses; empty if it pins `pinned`
    /// @param pinned the address that it never forgets
    /// @param host the name that it asks for
    /// @param port where services answer
    /// @param reads whether it reads instead of writing
    /// @param pace the shortest time between two of its requests
    record Settings(
            int id,
            String name,
            InetAddress source,
            Optional<Resolver> resolver,
            Optional<InetAddress> pinned,
            String host,
            int port,
            boolean reads,
            Duration pace) {}

    /// @param arrived told of the address whenever a new connection is made
    User(Settings settings, Ledger ledger, AtomicLong keys, Consumer<InetAddress> arrived) {
        this.settings = settings;
        this.ledger = ledger;
        this.keys = keys;
        this.arrived = arrived;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                boolean went = request();
                Duration wanted =
                        went ? settings.pace() : AFTER_FAILURE.multipliedBy(1L << Math.min(failures, DOUBLED));
                failures = went ? 0 : failures + 1;
                long rest = wanted.toNanos() - (System.nanoTime() - began);
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    private boolean request() {
        long key = settings.reads() ? Math.max(1, keys.get()) : keys.incrementAndGet();
        long sent = System.nanoTime();
        try {
            HttpConnection line = line();
            HttpConnection.Response response = settings.reads()
                    ? line.exchange("GET", "/orders/" + key, "", PATIENCE)
                    : line.exchange("POST", "/orders", key + " " + settings.name(), PATIENCE);
            if (response.status() == 200) {
                acknowledged(key, sent, response.body().split(" ", 2));
                return true;
            }
            failed(key, sent, response.status() == 409 ? Failure.NOT_DURABLE : Failure.REFUSED);
        } catch (SocketTimeoutException e) {
            failed(key, sent, Failure.TIMEOUT);
        } catch (ConnectException e) {
            failed(key, sent, Failure.REFUSED);
        } catch (IOException e) {
            failed(key, sent, connection.isPresent() ? Failure.IN_DOUBT : Failure.RESET);
        }
        drop();
        return false;
    }

    /// The line that is open, unless DNS says another address by now.
    private HttpConnection line() throws IOException {
        InetAddress target = target();
        if (connection.isPresent() && connectedTo.equals(Optional.of(target))) {
            return connection.get();
        }
        drop();
        HttpConnection opened = HttpConnection.open(
                settings.source(), new InetSocketAddress(target, settings.port()), settings.host(), PATIENCE);
        connection = Optional.of(opened);
        connectedTo = Optional.of(target);
        arrived.accept(target);
        return opened;
    }

    private InetAddress target() throws IOException {
        if (settings.pinned().isPresent()) {
            return settings.pinned().get();
        }
        return switch (settings.resolver().orElseThrow().resolve(settings.host())) {
            case Resolution.Found found -> found.addresses().getFirst();
            case Resolution.Stale stale -> stale.addresses().getFirst();
            case Resolution.Missing _ -> throw new IOException("there is no " + settings.host());
            case Resolution.Unanswered _ -> throw new IOException("no DNS server answers");
        };
    }

    private void acknowledged(long key, long sent, String[] words) {
        RegionName servedBy = new RegionName(words[0]);
        if (settings.reads()) {
            ledger.readAnswered(settings.id(), servedBy, sent, System.nanoTime());
        } else {
            ledger.acknowledged(
                    settings.id(), key, servedBy, new Epoch(Long.parseLong(words[1])), sent, System.nanoTime());
        }
    }

    private void failed(long key, long sent, Failure failure) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (settings.reads()) {
            ledger.readFailed(settings.id(), sent, System.nanoTime(), failure);
        } else {
            ledger.failed(settings.id(), key, sent, System.nanoTime(), failure);
        }
    }

    private void drop() {
        connection.ifPresent(HttpConnection::close);
        connection = Optional.empty();
        connectedTo = Optional.empty();
    }
}
