package dev.meridian.agent;

import dev.meridian.host.DieWithParent;
import dev.meridian.host.Orphans;
import dev.meridian.host.Precedence;
import dev.meridian.host.ProcessGroups;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The root of a region's process group: starts the region's processes, starts each again as soon as it dies,
/// and takes all of them along when its own parent ends.
///
/// What it runs is said by whoever starts it, so it knows nothing of agents: `DIRECTORY name=Class name=Class
/// …`; a ward written `name!Class` is not started again. Beside them runs what ends the database when this
/// process and the watchdog end at once ([LastGuard]).
public final class Supervisor {
    /// Two starts of one process are at least this far apart, so that one that dies at once does not eat the
    /// machine.
    private static final Duration SHORTEST_LIFE = Duration.ofMillis(250);

    private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);

    private static final long LOOK_NANOS = 20_000_000;

    private Supervisor() {}

    /// A file that keeps a ward of a region down for as long as it is there; for whoever wants to see what
    /// the others do without it.
    ///
    /// @param ward its name, `agent`
    public static Path keptDown(Path directory, String ward) {
        return directory.resolve(ward + ".kept-down");
    }

    /// Runs until its standard input ends.
    public static void main(String[] args) throws IOException {
        ProcessGroups.lead();
        Precedence.claim();
        Path directory = Path.of(args[0]).toAbsolutePath();
        Path config = directory.resolve(AgentConfig.FILE);
        DieWithParent.or(() -> {
            Orphans.kill(directory, KILL_DEADLINE);
            Runtime.getRuntime().halt(0);
        });
        List<Thread> keepers = new ArrayList<>();
        for (String ward : List.of(args).subList(1, args.length)) {
            String[] words = ward.split("[=!]", 2);
            boolean isKept = ward.charAt(words[0].length()) == '=';
            keepers.add(keeping(
                    new Ward(
                            words[0],
                            () -> Jvm.start(words[1], List.of(config.toString()), directory, log(directory, words[0])),
                            isKept),
                    directory));
        }
        keepers.add(keeping(lastGuard(directory), directory));
        System.out.println("supervises " + keepers.size());
        for (Thread keeper : keepers) {
            try {
                keeper.join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// How one of its processes is started.
    private interface Start {
        Process process() throws IOException;
    }

    /// @param isKept whether it is started again when it has ended
    private record Ward(String name, Start start, boolean isKept) {}

    private static Ward lastGuard(Path directory) throws IOException {
        // As the server has it in its command: without links.
        Path data = directory.toRealPath().resolve(Agent.DATA);
        return new Ward("last-guard", () -> LastGuard.start(directory, data, log(directory, "last-guard")), true);
    }

    private static Thread keeping(Ward ward, Path directory) {
        return Thread.ofPlatform().name("keeps-" + ward.name()).start(() -> keep(ward, directory));
    }

    private static void keep(Ward ward, Path directory) {
        String name = ward.name();
        while (true) {
            long started = System.nanoTime();
            try {
                Process process = ward.start().process();
                process.waitFor();
                System.out.println(name + " ended with " + process.exitValue());
                if (!ward.isKept()) {
                    return;
                }
                long lived = System.nanoTime() - started;
                if (lived < SHORTEST_LIFE.toNanos()) {
                    Thread.sleep(SHORTEST_LIFE.minusNanos(lived));
                }
                while (Files.exists(keptDown(directory, name))) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            } catch (IOException e) {
                System.out.println(name + " cannot be started: " + e.getMessage());
                LockSupport.parkNanos(SHORTEST_LIFE.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Redirect log(Path directory, String name) {
        return Redirect.appendTo(new File(directory.toFile(), name + ".log"));
    }
}
