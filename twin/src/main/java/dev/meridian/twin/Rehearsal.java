package dev.meridian.twin;

import dev.meridian.agent.AgentConfig;
import dev.meridian.faults.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A drill with everything that takes part in it in this one process, databases excepted: what the AOT cache holds
/// is what one process has gone through, and what an agent does in a failover it often does for the first time.
///
/// The process is good for nothing else afterwards.
public final class Rehearsal {
    /// The threads of an agent that would start a database again.
    private static final Set<String> STARTERS = Set.of("lessee", "executor", "standby", "straggler");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Rehearsal() {}

    /// @param fault one that is made from outside: of the network, not of processes
    public static void run(Places places, Fault fault, Twin.Progress progress)
            throws Twin.CannotBoot, IOException, InterruptedException {
        System.setIn(new Lasting());
        try (Twin twin = Twin.bootWarm(places, Set.of(), progress, Rehearsal::inThisProcess)) {
            new Drill(twin, List.of(fault), Set.of(), new Drill.Live() {
                        @Override
                        public void event(String text) {
                            progress.doing(text);
                        }

                        @Override
                        public void load(Duration sinceStart, double writesPerSecond) {}
                    })
                    .run();
            endStarters();
        }
    }

    private static BooleanSupplier inThisProcess(List<String> wards, Path directory) {
        for (String ward : wards.subList(1, wards.size())) {
            String[] words = ward.split("[=!]", 2);
            Thread.ofPlatform()
                    .daemon()
                    .name(words[0])
                    .start(() ->
                            begin(words[1], directory.resolve(AgentConfig.FILE).toString()));
        }
        return () -> true;
    }

    private static void begin(String mainClass, String config) {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) new String[] {config});
        } catch (ReflectiveOperationException e) {
            boolean isItsOwn = e instanceof InvocationTargetException;
            throw new IllegalStateException(mainClass, isItsOwn ? e.getCause() : e);
        }
    }

    /// Before the databases are killed and their files are deleted.
    private static void endStarters() throws InterruptedException {
        List<Thread> starters = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> STARTERS.contains(thread.getName()))
                .toList();
        starters.forEach(Thread::interrupt);
        for (Thread starter : starters) {
            starter.join(PATIENCE);
        }
    }

    /// A parent that never ends.
    private static final class Lasting extends InputStream {
        @Override
        public int read() throws IOException {
            try {
                Thread.currentThread().join();
                return -1;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
