package dev.meridian.twin;

import dev.meridian.agent.HttpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The copy that a reader asks while nobody serves (`failover.degrade: graceful`): from the first request that
/// fails until the health page of whoever serves answers again. A copy that does not answer either is left at
/// once.
final class NearCopy implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final User.Settings settings;
    private volatile boolean isAsked;
    private volatile boolean isClosed;

    NearCopy(User.Settings settings) {
        this.settings = settings;
    }

    /// Whom to ask instead of whoever serves; empty while that one answers, and for whoever asks no copies.
    Optional<InetAddress> instead() {
        return isAsked ? settings.copy() : Optional.empty();
    }

    /// A request failed, wherever it went.
    void failed() {
        if (settings.copy().isEmpty() || isClosed) {
            return;
        }
        if (isAsked) {
            isAsked = false;
        } else {
            isAsked = true;
            Thread.ofVirtual().name("near-copy").start(this::look);
        }
    }

    private void look() {
        try {
            while (isAsked && !isClosed) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                if (isServed()) {
                    isAsked = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isServed() {
        try {
            InetAddress target = settings.whereabouts().find();
            try (HttpConnection line = HttpConnection.open(
                    settings.source(),
                    new InetSocketAddress(target, settings.port()),
                    settings.host(),
                    User.PATIENCE)) {
                return line.exchange("GET", settings.health(), "", User.PATIENCE)
                                .status()
                        == 200;
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
