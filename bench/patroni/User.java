package patroni;

import dev.meridian.agent.HttpConnection;
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
import java.util.function.Supplier;

/// One user, as in a drill: a persistent connection, one order after the other, each with a new key; after a
/// failure it connects again. What differs is who tells it where to: a [Router] instead of DNS.
final class User implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);
    private static final int DONE = 200;
    private static final int NOT_DURABLE = 409;

    private final Settings settings;
    private final Ledger ledger;
    private final AtomicLong keys;
    private Optional<HttpConnection> connection = Optional.empty();
    private Optional<InetAddress> connectedTo = Optional.empty();

    /// @param id its number in the ledger
    /// @param source the address that it dials from
    /// @param target where the primary is now
    /// @param reads whether it reads instead of writing
    /// @param pace the shortest time between two of its requests
    record Settings(int id, InetAddress source, Supplier<Optional<InetAddress>> target, boolean reads, Duration pace) {}

    User(Settings settings, Ledger ledger, AtomicLong keys) {
        this.settings = settings;
        this.ledger = ledger;
        this.keys = keys;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                boolean went = request();
                long rest = (went ? settings.pace() : AFTER_FAILURE).toNanos() - (System.nanoTime() - began);
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
                    : line.exchange("POST", "/orders", key + " user-" + settings.id(), PATIENCE);
            if (response.status() == DONE) {
                acknowledged(key, sent, response.body().split(" ", 2));
                return true;
            }
            failed(key, sent, response.status() == NOT_DURABLE ? Failure.NOT_DURABLE : Failure.REFUSED);
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

    /// The line that is open, unless the primary is elsewhere by now.
    private HttpConnection line() throws IOException {
        InetAddress target = settings.target().get().orElseThrow(() -> new IOException("there is no primary"));
        if (connection.isPresent() && connectedTo.equals(Optional.of(target))) {
            return connection.get();
        }
        drop();
        HttpConnection opened = HttpConnection.open(
                settings.source(), new InetSocketAddress(target, Region.SERVICE), "shop.example.com", PATIENCE);
        connection = Optional.of(opened);
        connectedTo = Optional.of(target);
        return opened;
    }

    private void acknowledged(long key, long sent, String[] words) {
        RegionName servedBy = new RegionName(words[0]);
        if (settings.reads()) {
            ledger.readAnswered(settings.id(), servedBy, sent, System.nanoTime());
        } else {
            Epoch epoch = new Epoch(Long.parseLong(words[1]));
            ledger.acknowledged(settings.id(), key, servedBy, epoch, sent, System.nanoTime());
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
