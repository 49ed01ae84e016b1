package dev.meridian.twin;

import dev.meridian.agent.HttpConnection;
import dev.meridian.dns.Resolution;
import dev.meridian.dns.Resolver;
import dev.meridian.evidence.Failure;
import dev.meridian.evidence.Ledger;
import dev.meridian.units.Backoff;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One user: a persistent connection to wherever the service is, one order after the other, each with a new key.
/// When a request fails it drops the connection, asks again where the service is (a resolver may remember the
/// old answer until its time to live ends) and connects again, as a well-behaved client does.
public final class User implements Runnable {
    /// How long a user waits for an answer before it takes the connection for dead.
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /// How long a reader waits who has a copy to ask: longer than any round trip between two regions.
    private static final Duration OF_READERS_OF_COPIES = Duration.ofMillis(400);

    private final Settings settings;
    private final Ledger ledger;
    private final AtomicLong keys;
    private final Consumer<InetAddress> arrived;
    private Optional<HttpConnection> connection = Optional.empty();
    private Optional<InetAddress> connectedTo = Optional.empty();
    private int failures;
    private final NearCopy near;

    /// Who a user is.
    ///
    /// @param id its number in the ledger
    /// @param name what its orders are filed under
    /// @param source the address that it dials from
    /// @param whereabouts what it asks before every request
    /// @param host the name that it asks for
    /// @param port where services answer
    /// @param health the page that answers 200 where orders are taken
    /// @param reads whether it reads instead of writing
    /// @param copy where it reads while nobody serves; empty if it does not
    /// @param pace the shortest time between two of its requests
    public record Settings(
            int id,
            String name,
            InetAddress source,
            Whereabouts whereabouts,
            String host,
            int port,
            String health,
            boolean reads,
            Optional<InetAddress> copy,
            Duration pace) {}

    /// Says where the service is.
    public interface Whereabouts {
        /// @throws IOException if nobody knows
        InetAddress find() throws IOException;

        /// As DNS says.
        static Whereabouts resolved(Resolver resolver, String host) {
            return () -> switch (resolver.resolve(host)) {
                case Resolution.Found found -> found.addresses().getFirst();
                case Resolution.Stale stale -> stale.addresses().getFirst();
                case Resolution.Missing _ -> throw new IOException("there is no " + host);
                case Resolution.Unanswered _ -> throw new IOException("no DNS server answers");
            };
        }
    }

    /// @param arrived told of the address whenever a new connection is made to whoever serves
    public User(Settings settings, Ledger ledger, AtomicLong keys, Consumer<InetAddress> arrived) {
        this.settings = settings;
        this.ledger = ledger;
        this.keys = keys;
        this.arrived = arrived;
        this.near = new NearCopy(settings);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                boolean went = request();
                Duration wanted = went ? settings.pace() : Backoff.OF_USERS.after(failures);
                failures = went ? 0 : failures + 1;
                long rest = Math.max(0, wanted.toNanos() - (System.nanoTime() - began));
                TimeUnit.NANOSECONDS.sleep(rest + (went ? 0 : spread()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
            near.close();
        }
    }

    private boolean request() {
        long key = settings.reads() ? Math.max(1, keys.get()) : keys.incrementAndGet();
        long sent = System.nanoTime();
        try {
            HttpConnection line = line();
            HttpConnection.Response response = settings.reads()
                    ? line.exchange("GET", "/orders/" + key, "", patience())
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
        near.failed();
        return false;
    }

    private static long spread() {
        return ThreadLocalRandom.current().nextLong(Backoff.OF_USERS.spread().toNanos());
    }

    private Duration patience() {
        return settings.copy().isPresent() ? OF_READERS_OF_COPIES : PATIENCE;
    }

    /// The line that is open, unless the service is elsewhere by now.
    private HttpConnection line() throws IOException {
        Optional<InetAddress> copy = near.instead();
        InetAddress target =
                copy.isPresent() ? copy.get() : settings.whereabouts().find();
        if (connection.filter(HttpConnection::isOpen).isPresent() && connectedTo.equals(Optional.of(target))) {
            return connection.get();
        }
        drop();
        HttpConnection opened = HttpConnection.open(
                settings.source(), new InetSocketAddress(target, settings.port()), settings.host(), patience());
        connection = Optional.of(opened);
        connectedTo = Optional.of(target);
        if (copy.isEmpty()) {
            arrived.accept(target);
        }
        return opened;
    }

    private void acknowledged(long key, long sent, String[] words) {
        RegionName servedBy = new RegionName(words[0]);
        if (settings.reads() && words.length > 1) {
            long age = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1]));
            ledger.readFromCopy(settings.id(), servedBy, sent, System.nanoTime(), age);
        } else if (settings.reads()) {
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
