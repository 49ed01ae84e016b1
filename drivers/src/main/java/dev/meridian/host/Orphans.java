package dev.meridian.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Processes that an earlier run left behind, found by where they work: whoever starts a process gives it a
/// directory of its own, and that outlives its parent, its group and its name.
public final class Orphans {
    private static final Duration SEARCH_AGAIN = Duration.ofMillis(50);

    private Orphans() {}

    /// Somebody's process.
    public record Orphan(long pid, Path workingDirectory, String command) {}

    /// What is left after killing.
    public sealed interface Outcome {
        /// None runs any more.
        record AllGone(Set<Long> killed, Duration took) implements Outcome {}

        /// These still run at the deadline.
        record StillThere(List<Orphan> left) implements Outcome {}
    }

    /// The processes that work in `directory` or below; zombies and this process do not count.
    public static List<Orphan> find(Path directory) {
        return ProcessTable.workingUnder(directory).stream()
                .map(pid -> new Orphan(
                        pid,
                        ProcessTable.workingDirectory(pid).orElse(directory),
                        ProcessTable.command(pid).orElse("?")))
                .toList();
    }

    /// Kills them until there are none, since the dying may still start others. Who works where is searched for
    /// again when all that were found are gone, or after a while: a search reads about every process of the
    /// machine, and takes the processor from those that are about to go.
    public static Outcome kill(Path directory, Duration deadline) {
        long began = System.nanoTime();
        Set<Long> killed = new LinkedHashSet<>();
        while (true) {
            List<Long> running = ProcessTable.workingUnder(directory);
            if (running.isEmpty()) {
                return new Outcome.AllGone(killed, Duration.ofNanos(System.nanoTime() - began));
            }
            if (System.nanoTime() - began > deadline.toNanos()) {
                return new Outcome.StillThere(find(directory));
            }
            for (long pid : running) {
                if (Signals.send(pid, Signal.KILL) instanceof Signals.Sent.Delivered) {
                    killed.add(pid);
                }
            }
            ProcessTable.awaitEnd(running, SEARCH_AGAIN);
        }
    }
}
