package dev.meridian.agent;

import dev.meridian.host.DieWithParent;
import dev.meridian.host.Orphans;
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
/// …`; a ward written `name!Class` is not started again.
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
            keepers.add(Thread.ofPlatform()
                    .name("keeps-" + words[0])
                    .start(() -> keep(words[0], words[1], config, directory, isKept)));
        }
        System.out.println("supervises " + keepers.size());
        for (Thread keeper : keepers) {
            try {
                keeper.join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void keep(String name, String mainClass, Path config, Path directory, boolean isKept) {
        while (true) {
            long started = System.nanoTime();
            try {
                Process process = Jvm.start(mainClass, List.of(config.toString()), directory, log(directory, name));
                process.waitFor();
                System.out.println(name + " ended with " + process.exitValue());
                if (!isKept) {
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
