package patroni;

import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The servers of a region: started as its user, found and ended by it. Patroni starts PostgreSQL so that it
/// outlives Patroni, and no pipe or group reaches it; its user does.
final class Processes {
    private static final long LONGEST_COMMAND_SECONDS = 60;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final Pattern USER = Pattern.compile("\nUid:\t(\\d+)\t");
    private static final String ZOMBIE = "\nState:\tZ";

    private static boolean isEnding;

    private Processes() {}

    /// Starts a server in its region's home, as its region's user; what it says goes to `NAME.log` there.
    ///
    /// @throws IOException if it cannot be started, or if all is to end
    static synchronized Process start(Region region, String name, List<String> command) throws IOException {
        if (isEnding) {
            throw new IOException("the run is ending");
        }
        List<String> whole = new ArrayList<>(as(Integer.toString(region.uid()), Integer.toString(region.uid())));
        whole.addAll(command);
        return builder(region.home(), whole)
                .redirectOutput(Redirect.appendTo(new File(region.home().toFile(), name + ".log")))
                .start();
    }

    /// Runs a command to its end.
    ///
    /// @param user whose command it is; empty for the caller's own
    /// @throws IOException if it fails, with what it said
    static void run(Path directory, String user, List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(user.isEmpty() ? List.of() : as(user, user));
        whole.addAll(command);
        Path said = Files.createTempFile(directory, "said", ".log");
        Process process = builder(directory, whole)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(said));
        }
        Files.delete(said);
    }

    private static ProcessBuilder builder(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(PG|PATRONI|ETCD|PYTHON).*|.*_proxy|.*_PROXY"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static List<String> as(String user, String group) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
    }

    /// From here on nothing is started any more.
    static synchronized void end() {
        isEnding = true;
    }

    /// Kills every process of the users, until there are none: the dying may still start others.
    ///
    /// @return whether none is left
    static boolean kill(IntPredicate users, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        List<Long> running = of(users);
        while (!running.isEmpty() && System.nanoTime() < end) {
            running.forEach(pid -> Signals.send(pid, Signal.KILL));
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            running = of(users);
        }
        return running.isEmpty();
    }

    /// Sends a signal to the processes of a region that run a program.
    ///
    /// @return how many got it
    static int signal(Region region, String program, Signal signal) {
        int sent = 0;
        for (long pid : of(uid -> uid == region.uid())) {
            if (isNamed(pid, program) && Signals.send(pid, signal) instanceof Signals.Sent.Delivered) {
                sent++;
            }
        }
        return sent;
    }

    private static boolean isNamed(long pid, String program) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals(program);
        } catch (IOException gone) {
            return false;
        }
    }

    /// The running processes of the users.
    static List<Long> of(IntPredicate users) {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path entry : entries) {
                if (isOf(entry, users)) {
                    pids.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return pids;
    }

    /// By its status: the owner of its directory is root for a process that may not be dumped.
    private static boolean isOf(Path process, IntPredicate users) {
        try {
            String status = Files.readString(process.resolve("status"));
            Matcher user = USER.matcher(status);
            return user.find() && users.test(Integer.parseInt(user.group(1))) && !status.contains(ZOMBIE);
        } catch (IOException gone) {
            return false;
        }
    }
}
