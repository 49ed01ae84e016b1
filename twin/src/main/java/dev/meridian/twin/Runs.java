package dev.meridian.twin;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.postgresql.CacheRoot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where runs have their directories: in memory where there is plenty of it, else on the disk.
///
/// The regions of a twin have one disk between them, as no two regions have. While it is slow, whatever is forced
/// to it waits in all regions at once: the log of each agent, each database, and with them the lease. No fault of
/// one region does that, so it is not to be seen in a drill. A file system in memory loses nothing that a drill
/// takes away: processes are killed, the machine keeps its power (ADR 3).
public final class Runs {
    /// The write-ahead log that a server keeps for standbys (256 MB), as much again between two checkpoints, the
    /// data, and a fork that is kept.
    private static final long BYTES_PER_REGION = 600_000_000;

    private static final String DIRECTORY = "runs";
    private static final Path MEMORY_FREE = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private Runs() {}

    /// Every place where an earlier run may have left something.
    static List<Path> all(Path cache) throws IOException {
        List<Path> all = new ArrayList<>();
        all.add(under(cache));
        Optional<Path> memory = CacheRoot.inMemory();
        if (memory.isPresent()) {
            all.add(under(memory.get()));
        }
        return all;
    }

    /// [RunDirectory#sweep] of every such place.
    static List<Path> sweep(Path cache) throws IOException {
        List<Path> ended = new ArrayList<>();
        for (Path runs : all(cache)) {
            ended.addAll(RunDirectory.sweep(runs, Instant.now()));
        }
        return ended;
    }

    /// Where a run of so many regions with data has its directory.
    public static Path choose(Path cache, int regions) throws IOException {
        long needed = regions * BYTES_PER_REGION;
        Optional<Path> memory = CacheRoot.inMemory();
        boolean hasRoom =
                memory.isPresent() && Files.getFileStore(memory.get()).getUsableSpace() >= needed && hasMemory(needed);
        return under(hasRoom ? memory.get() : cache);
    }

    private static Path under(Path root) throws IOException {
        return Files.createDirectories(root.resolve(DIRECTORY));
    }

    /// Whether so much may be taken without anybody else's being pushed out: free on the machine, and no more than
    /// half of what a container may have, which counts its files in memory as its own.
    private static boolean hasMemory(long bytes) throws IOException {
        Matcher available = AVAILABLE.matcher(Files.readString(MEMORY_FREE));
        boolean isFree = available.find() && Long.parseLong(available.group(1)) * 1024 >= bytes;
        return isFree
                && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                && machine.getTotalMemorySize() / 2 >= bytes;
    }
}
