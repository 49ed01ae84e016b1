package dev.meridian.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a thread of the agent does again and again, with a pause before each time, until it is interrupted.
final class Rhythm {
    private Rhythm() {}

    static void keep(Duration pause, Runnable beat) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                beat.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
