package dev.meridian.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Looks at a clock while an input is at work: one that never ends cannot be ended, so its input is written down and
/// the whole run stops.
final class Watch {
    private final AtomicReference<Optional<Work>> at = new AtomicReference<>(Optional.empty());

    private record Work(Input input, Thread worker, long began) {}

    Watch(Path folder, Duration longest) {
        Thread.ofPlatform().daemon().start(() -> look(folder, longest));
    }

    void begins(Input input) {
        Thread worker = Thread.currentThread();
        at.set(Optional.of(new Work(input, worker, processorTime(worker))));
    }

    void ends() {
        at.set(Optional.empty());
    }

    private void look(Path folder, Duration longest) {
        try {
            while (true) {
                Thread.sleep(1_000);
                Optional<Work> work = at.get();
                if (work.isPresent()
                        && processorTime(work.get().worker) - work.get().began > longest.toNanos()
                        && at.get().equals(work)) {
                    endless(folder, work.get());
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void endless(Path folder, Work work) throws IOException {
        System.err.println("FAILED no answer after a minute: " + Corpus.write(folder, "endless", work.input));
        for (StackTraceElement frame : work.worker.getStackTrace()) {
            System.err.println("    at " + frame);
        }
        Runtime.getRuntime().halt(1);
    }

    private static long processorTime(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }
}
