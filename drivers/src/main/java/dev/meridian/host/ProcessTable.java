package dev.meridian.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What /proc says of processes. A process that ends while it is read counts as gone.
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final String DELETED = " (deleted)";
    private static final int MOST_ANCESTORS = 8;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private ProcessTable() {}

    /// Whether the process runs: it exists and is neither a zombie nor dead. Where nobody reaps, the dead stay
    /// listed.
    public static boolean runs(long pid) {
        Optional<Character> state = stat(pid).map(stat -> stat.state);
        return state.isPresent() && state.get() != 'Z' && state.get() != 'X';
    }

    /// Waits until none of them runs, at most so long.
    ///
    /// @return whether none does
    public static boolean awaitEnd(List<Long> pids, Duration atMost) {
        long began = System.nanoTime();
        while (pids.stream().anyMatch(ProcessTable::runs)) {
            if (System.nanoTime() - began > atMost.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /// Where a running process works, as far as we may know; of a deleted directory the path that it had.
    public static Optional<Path> workingDirectory(long pid) {
        try {
            String target = Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).toString();
            return Optional.of(Path.of(
                    target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target));
        } catch (IOException goneOrForeign) {
            return Optional.empty();
        }
    }

    /// The ids of the processes that run and work in `directory` or below, this process excepted.
    public static List<Long> workingUnder(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        long self = ProcessHandle.current().pid();
        return all().stream()
                .filter(pid -> pid != self)
                .filter(pid -> worksUnder(pid, root))
                .filter(ProcessTable::runs)
                .toList();
    }

    /// Whether a process works in `directory`, an absolute path, or below.
    ///
    /// The kernel hides where another user's process works from a root that lacks CAP_SYS_PTRACE, as in most
    /// containers. Then the directory that its command was given by `-D` counts, or where its parent works.
    public static boolean worksUnder(long pid, Path directory) {
        return worksUnder(pid, directory, MOST_ANCESTORS);
    }

    private static boolean worksUnder(long pid, Path directory, int ancestors) {
        Optional<Path> visible = workingDirectory(pid);
        if (visible.isPresent()) {
            return visible.get().startsWith(directory);
        }
        if (ancestors == 0 || !isHidden(pid)) {
            return false;
        }
        return dataDirectory(pid).filter(path -> path.startsWith(directory)).isPresent()
                || stat(pid)
                        .filter(stat -> stat.parent > 1 && worksUnder(stat.parent, directory, ancestors - 1))
                        .isPresent();
    }

    private static boolean isHidden(long pid) {
        try {
            Files.readSymbolicLink(PROC.resolve(pid + "/cwd"));
            return false;
        } catch (AccessDeniedException hidden) {
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<Path> dataDirectory(long pid) {
        List<String> arguments = read(PROC.resolve(pid + "/cmdline"))
                .map(text -> List.of(text.split("\0")))
                .orElse(List.of());
        int option = arguments.indexOf("-D");
        return option >= 0 && option + 1 < arguments.size()
                ? Optional.of(Path.of(arguments.get(option + 1)))
                : Optional.empty();
    }

    /// The ids of the running children of a process.
    public static List<Long> childrenOf(long parent) {
        return all().stream()
                .filter(pid -> stat(pid)
                        .filter(stat -> stat.parent == parent && stat.state != 'Z')
                        .isPresent())
                .toList();
    }

    /// The command of a process, for people: its arguments with blanks between them.
    public static Optional<String> command(long pid) {
        return read(PROC.resolve(pid + "/cmdline"))
                .map(text -> text.replace('\0', ' ').strip());
    }

    private record Stat(char state, long parent) {}

    /// The state and the parent follow the name, which stands in brackets and may hold any character (proc(5)).
    private static Optional<Stat> stat(long pid) {
        return read(PROC.resolve(pid + "/stat")).map(text -> {
            String[] afterName = text.substring(text.lastIndexOf(')') + 2).split(" ", 3);
            return new Stat(afterName[0].charAt(0), Long.parseLong(afterName[1]));
        });
    }

    private static List<Long> all() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.chars().allMatch(Character::isDigit)) {
                    pids.add(Long.parseLong(name));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return pids;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .filter(text -> !text.isEmpty());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
