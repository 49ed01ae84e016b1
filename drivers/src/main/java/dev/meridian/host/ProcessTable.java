package dev.meridian.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What /proc says of processes. A process that ends while it is read counts as gone.
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final String DELETED = " (deleted)";

    private ProcessTable() {}

    /// Whether the process runs: it exists and is neither a zombie nor dead. Where nobody reaps, the dead stay listed.
    public static boolean runs(long pid) {
        Optional<Character> state = stat(pid).map(stat -> stat.state);
        return state.isPresent() && state.get() != 'Z' && state.get() != 'X';
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
                .filter(pid -> workingDirectory(pid)
                        .filter(cwd -> cwd.startsWith(root))
                        .isPresent())
                .filter(ProcessTable::runs)
                .toList();
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
