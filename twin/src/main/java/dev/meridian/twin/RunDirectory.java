package dev.meridian.twin;

import dev.meridian.host.Orphans;
import dev.meridian.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where one run's processes write. It says in a file whose it is, so that the next run can tell what a
/// killed one has left from what another one uses; and in another file that somebody wants to keep it.
final class RunDirectory {
    private static final String PREFIX = "run-";
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

    /// Names the process that the directory belongs to.
    private static final String OWNER = "owner";

    /// Stands in directories that are left on purpose.
    private static final String KEPT = "kept";

    /// Between its making and the note of its owner a directory is nobody's; for much longer than that takes
    /// it is left alone.
    private static final Duration YOUNG = Duration.ofHours(1);

    private RunDirectory() {}

    /// A new one, its owner noted.
    static Path make(Path runs) throws IOException {
        // A server without privileges has to get through to its data directory, which is its own and nobody
        // else's.
        Path made = Files.createTempDirectory(
                runs, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Files.writeString(
                made.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
        return made;
    }

    /// Says that it stays when its owner has ended; on a full disk, where nothing can be said, it stays for an
    /// hour.
    static void keep(Path run) {
        try {
            Files.writeString(run.resolve(KEPT), "left for people who want to look; delete it when you have\n");
        } catch (IOException e) {
            return;
        }
    }

    /// Its owner is done with it.
    static void release(Path run) {
        Trees.delete(run.resolve(OWNER));
    }

    /// Ends and deletes what runs that were killed have left; those of them in which a process still worked.
    static List<Path> sweep(Path runs, Instant now) throws IOException {
        List<Path> ended = new ArrayList<>();
        List<Path> found;
        try (Stream<Path> all = Files.list(runs)) {
            found = all.filter(run -> run.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path run : found) {
            if (isLeft(run, now)) {
                if (!(Orphans.kill(run, KILL_DEADLINE) instanceof Orphans.Outcome.AllGone gone)
                        || !gone.killed().isEmpty()) {
                    ended.add(run);
                }
                release(run);
                if (!Files.exists(run.resolve(KEPT))) {
                    Trees.delete(run);
                }
            }
        }
        return ended;
    }

    private static boolean isLeft(Path run, Instant now) throws IOException {
        try {
            if (Files.exists(run.resolve(OWNER))) {
                String owner = Files.readString(run.resolve(OWNER)).strip();
                return !owner.matches("\\d{1,10}") || !ProcessTable.runs(Long.parseLong(owner));
            }
            // Who looks at a kept one may have a shell there, which is not to be killed.
            return !Files.exists(run.resolve(KEPT))
                    && Files.getLastModifiedTime(run).toInstant().isBefore(now.minus(YOUNG));
        } catch (NoSuchFileException e) {
            return false; // Its owner has just deleted it.
        }
    }
}
