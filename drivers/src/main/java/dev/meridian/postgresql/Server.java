package dev.meridian.postgresql;

import dev.meridian.host.Orphans;
import dev.meridian.host.ProcessTable;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A running server: its first process (the postmaster), known by its id and by the data directory it works in.
/// Both have to agree, so that an id that was given to somebody else is never signalled.
///
/// A server outlives whoever started it; [#adopt] finds it again. It is stopped by SIGINT (Java's own
/// `Process.destroy` sends SIGTERM, which waits until every client has gone), or killed with all of its processes.
public final class Server {
    private static final long LOOK_MILLIS = 2;
    /// What is given up has so long to be gone, however long it could have taken to start.
    private static final Duration KILL = Duration.ofSeconds(10);
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;
    private static final int TAIL_LINES = 12;
    private static final int TAIL_BYTES = 16 * 1024;
    private static final String READY = "ready";

    /// Waits for a word before it becomes the server.
    private static final String GATE = "cd \"$0\" && read -r go && exec \"$@\" < /dev/null";

    private final Path directory;
    private final long pid;

    private Server(Path directory, long pid) {
        this.directory = directory;
        this.pid = pid;
    }

    /// What became of a start.
    public sealed interface Started {
        /// It accepts connections.
        record Up(Server server, Duration took) implements Started {}

        /// It goes on starting, after the time for which it was waited for.
        record NotYet(Server server) implements Started {}

        /// It does not, and no process of it is left.
        ///
        /// @param why the last lines of its log
        record Failed(String why) implements Started {}
    }

    /// What became of a stop or a kill.
    public sealed interface Stopped {
        /// None of its processes runs any more.
        record Gone(Duration took) implements Stopped {}

        /// Processes of it still run at the deadline.
        record StillThere(List<Long> pids) implements Stopped {}
    }

    /// How a start goes.
    ///
    /// @param log gets what the server prints, after what is there already
    /// @param deadline when it is waited for no longer
    /// @param may whether it may run; asked when everything but the last word is done, and again until it is up
    /// @param goesOn whether it goes on then; else it is given up, and killed
    public record Terms(Path log, Duration deadline, BooleanSupplier may, boolean goesOn) {
        public Terms(Path log, Duration deadline, BooleanSupplier may) {
            this(log, deadline, may, false);
        }
    }

    /// Starts a server and waits until it accepts connections; a standby does from when it is consistent.
    ///
    /// @param log gets what the server prints, after what is there already
    public static Started start(Cluster cluster, ServerOptions options, Path log, Duration deadline) {
        return start(cluster, options, new Terms(log, deadline, () -> true));
    }

    /// Starts one that may run under a condition only. Its process is made before the condition is looked at, and
    /// becomes the server afterwards: whoever stands still in between finds that a fence ([#kill]) has killed that
    /// process with all others of the directory, and starts nothing.
    public static Started start(Cluster cluster, ServerOptions options, Terms terms) {
        Path log = terms.log();
        long began = System.nanoTime();
        try {
            Path directory = cluster.directory().toRealPath();
            if (!ProcessTable.workingUnder(directory).isEmpty()) {
                return new Started.Failed("processes still work in " + directory + ": adopt or kill that server first");
            }
            // Nobody works here, so a lock file is that of a server that was killed; its id may be somebody else's now.
            Files.deleteIfExists(directory.resolve("postmaster.pid"));
            // Only now: one that ran would be taken for what the file says.
            cluster.admit(options.access());
            Process process = launch(cluster, options, directory, log);
            Server server = new Server(directory, process.pid());
            if (!terms.may().getAsBoolean()) {
                return server.givenUp(process, "it may no longer run");
            }
            open(process);
            return server.awaitReady(process, terms, began);
        } catch (IOException e) {
            return new Started.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Started awaitReady(Process process, Terms terms, long began) throws IOException {
        while (process.isAlive()) {
            if (saysReady()) {
                return new Started.Up(this, since(began));
            }
            if (!terms.may().getAsBoolean()) {
                return givenUp(process, "it may no longer run");
            }
            if (System.nanoTime() - began > terms.deadline().toNanos()) {
                if (terms.goesOn()) {
                    return new Started.NotYet(this);
                }
                String why = "not ready after " + terms.deadline().toMillis() + " ms: ";
                return givenUp(process, why + tail(terms.log()));
            }
            Deadline.pause(LOOK_MILLIS);
        }
        return new Started.Failed("exit status " + process.exitValue() + ": " + tail(terms.log()));
    }

    private Started givenUp(Process process, String why) {
        process.destroyForcibly();
        kill(KILL);
        return new Started.Failed(why);
    }

    private static Process launch(Cluster cluster, ServerOptions options, Path directory, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GATE, directory.toString()));
        command.add(cluster.installation().program("postgres"));
        command.add("-D");
        command.add(directory.toString());
        command.addAll(options.arguments());
        ProcessBuilder builder = new ProcessBuilder(
                        cluster.installation().runAs().command(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Cluster.withoutPostgresVariables(builder);
        return builder.start();
    }

    /// What is dead already hears nothing, which is found out like any other end of it.
    private static void open(Process process) {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException killed) {
            process.destroyForcibly();
        }
    }

    /// The server that runs on a data directory, whoever started it; empty if none does.
    public static Optional<Server> adopt(Path dataDirectory) {
        try {
            Path directory = dataDirectory.toRealPath();
            String first = line(lockFile(directory), PID_LINE);
            if (!first.matches("\\d{2,10}")) {
                return Optional.empty();
            }
            return Optional.of(new Server(directory, Long.parseLong(first))).filter(Server::isRunning);
        } catch (IOException noSuchDirectory) {
            return Optional.empty();
        }
    }

    public long pid() {
        return pid;
    }

    public Path directory() {
        return directory;
    }

    /// Whether the postmaster runs.
    public boolean isRunning() {
        return ProcessTable.runs(pid) && worksHere();
    }

    /// Whether its process works in its directory. A dead one works nowhere, even while it is listed, and one that
    /// got its id works elsewhere.
    boolean worksHere() {
        return ProcessTable.worksUnder(pid, directory);
    }

    /// Whether it accepts connections.
    public boolean isReady() {
        return isRunning() && saysReady();
    }

    /// Of one that is known to run.
    boolean saysReady() {
        return lockFileLine(STATUS_LINE).equals(READY);
    }

    /// Makes it read again whom it lets in, which it does a moment later.
    public void reload() {
        if (isRunning()) {
            Signals.send(pid, Signal.HUP);
        }
    }

    /// Ends it in order: clients are disconnected, a checkpoint is written, standbys get the last of the log.
    public Stopped stopFast(Duration deadline) {
        long began = System.nanoTime();
        if (isRunning()) {
            Signals.send(pid, Signal.INT);
        }
        List<Long> left = ProcessTable.workingUnder(directory);
        while (!left.isEmpty()) {
            if (System.nanoTime() - began > deadline.toNanos()) {
                return new Stopped.StillThere(left);
            }
            Deadline.pause(LOOK_MILLIS);
            left = isRunning() ? left : ProcessTable.workingUnder(directory);
        }
        return new Stopped.Gone(since(began));
    }

    /// Ends it as a power failure would, every process at once. When this returns `Gone`, no client gets another
    /// acknowledgement.
    public Stopped kill(Duration deadline) {
        return kill(directory, deadline);
    }

    /// Kills whatever server runs on a data directory, known or not. The postmaster goes first, so that nothing
    /// new is started; its children are looked up before, since a dead process has none.
    public static Stopped kill(Path dataDirectory, Duration deadline) {
        long began = System.nanoTime();
        List<Long> known = new ArrayList<>();
        adopt(dataDirectory).ifPresent(server -> {
            known.addAll(ProcessTable.childrenOf(server.pid));
            known.addFirst(server.pid);
        });
        known.forEach(process -> Signals.send(process, Signal.KILL));
        List<Long> left = killOthers(real(dataDirectory), deadline);
        if (left.isEmpty() && !ProcessTable.awaitEnd(known, deadline.minus(since(began)))) {
            left = known.stream().filter(ProcessTable::runs).toList();
        }
        return left.isEmpty() ? new Stopped.Gone(since(began)) : new Stopped.StillThere(left);
    }

    private static List<Long> killOthers(Path directory, Duration deadline) {
        return switch (Orphans.kill(directory, deadline)) {
            case Orphans.Outcome.AllGone gone -> List.of();
            case Orphans.Outcome.StillThere there ->
                there.left().stream().map(Orphans.Orphan::pid).toList();
        };
    }

    /// Does all that [#kill] does but the killing, so that the first real one need not load a class. For a
    /// watchdog, at its start.
    public static Duration rehearseKill(Path dataDirectory) {
        long began = System.nanoTime();
        adopt(dataDirectory).ifPresent(server -> {
            ProcessTable.childrenOf(server.pid).forEach(Signals::exists);
            Signals.exists(server.pid);
        });
        Orphans.find(real(dataDirectory));
        return since(began);
    }

    private String lockFileLine(int line) {
        List<String> lines = lockFile(directory);
        return line(lines, PID_LINE).equals(Long.toString(pid)) ? line(lines, line) : "";
    }

    /// Without blanks; empty if there is none.
    private static String line(List<String> lines, int line) {
        return lines.size() > line ? lines.get(line).strip() : "";
    }

    /// The lines of `postmaster.pid`; none where there is no such file. The server rewrites the file in place, so
    /// a reader looks again rather than trusts a gap.
    private static List<String> lockFile(Path directory) {
        try {
            return List.of(Files.readString(directory.resolve("postmaster.pid")).split("\n", -1));
        } catch (IOException notRunning) {
            return List.of();
        }
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException gone) {
            return directory.toAbsolutePath().normalize();
        }
    }

    /// The last lines of a log that may be long.
    private static String tail(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            byte[] end = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
