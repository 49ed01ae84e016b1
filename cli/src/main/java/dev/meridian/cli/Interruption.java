package dev.meridian.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or an order to end, in the middle of something long: what it has found so far is told before the
/// process ends. Whoever does the work asks [#hasCome] now and then, and closes this once it has told.
final class Interruption implements AutoCloseable {
    /// Whoever takes longer to tell than this is not going to.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook = new Thread(this::come, "told-before-the-end");
    private volatile boolean hasCome;

    static Interruption expected() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void come() {
        hasCome = true;
        try {
            told.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasCome() {
        return hasCome;
    }

    @Override
    public void close() {
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook lets it.
        }
    }
}
