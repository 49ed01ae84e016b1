package dev.meridian.twin;

import dev.meridian.evidence.Client;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Outcomes;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The negative control of the whole: load and no fault. Nothing may move, nothing may fence itself, no user
/// may see a failed write; a rude client's cancelled writes fail, because it cancels them.
public final class Soak {
    /// So long the twin is alone before processes spin beside it: classes are loaded and code is compiled, and on
    /// a cold start a busy machine of two cores answers late for about as long, which is a matter of its own.
    public static final Duration COLD = Duration.ofSeconds(10);

    private final Places places;
    private final int busyCores;

    /// What came of it.
    ///
    /// @param acknowledged writes of all clients
    /// @param roleChanges grants after the first
    /// @param suspicions recoveries that were opened, claimed or not
    /// @param selfFences databases that a watchdog killed
    /// @param failedWrites of users; not those that the rude client cancels
    /// @param longestGap between two acknowledged writes at any location
    public record Result(
            long acknowledged,
            long roleChanges,
            long suspicions,
            long selfFences,
            long failedWrites,
            Duration longestGap) {
        /// Whether nothing happened that must not.
        public boolean isQuiet() {
            return roleChanges == 0 && selfFences == 0 && failedWrites == 0;
        }
    }

    /// @param busyCores processes that spin when it is to be busy
    public Soak(Places places, int busyCores) {
        this.places = places;
        this.busyCores = busyCores;
    }

    /// Boots, loads, ends.
    ///
    /// @param alone for how long it has the machine to itself
    /// @param busy for how long after that the cores are busy
    public Result run(Duration alone, Duration busy, Twin.Progress progress)
            throws Twin.CannotBoot, IOException, InterruptedException {
        try (Twin twin = Twin.bootWarm(places, Set.of(), progress)) {
            Load load = Load.of(places);
            long start = System.nanoTime();
            load.start();
            TimeUnit.NANOSECONDS.sleep(alone.toNanos());
            List<Process> spinning = spin(twin);
            try {
                TimeUnit.NANOSECONDS.sleep(busy.toNanos());
                load.stop();
                return result(twin, load, start);
            } finally {
                spinning.forEach(Process::destroyForcibly);
            }
        }
    }

    /// Other processes, each a session of its own, as programs are that somebody else runs: the kernel shares the
    /// cores out among sessions, and within that of the links and the users they would take from these alone. Each
    /// looks now and then whether this process is still there, so that none outlives it.
    private List<Process> spin(Twin twin) throws IOException {
        String loop = "while kill -0 " + ProcessHandle.current().pid()
                + "; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < busyCores; i++) {
            processes.add(new ProcessBuilder("setsid", "sh", "-c", loop)
                    .directory(twin.directory().toFile())
                    .start());
        }
        return processes;
    }

    private Result result(Twin twin, Load load, long start) throws IOException {
        long end = System.nanoTime();
        Outcome outcome = Outcomes.measure(
                load.ledger(),
                new FaultFacts(
                        new FaultFacts.Times(start, end, OptionalLong.empty(), Optional.empty(), end),
                        new FaultFacts.OldSide(places.policy().home(), Epoch.NONE),
                        Set.of(),
                        new FaultFacts.Keys(Set.of(), Set.of()),
                        Map.of()));
        long failed = outcome.clients().stream()
                .filter(client -> client.client().kind() != Client.Kind.RUDE)
                .flatMap(client -> client.failures().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        Chronicle chronicle = Chronicle.read(twin, start);
        return new Result(
                outcome.writes().acknowledged(),
                chronicle.count("ROLE-2"),
                chronicle.count("MOVE-2"),
                fences(twin, start),
                failed,
                longestGap(outcome));
    }

    private long fences(Twin twin, long start) throws IOException {
        long fences = 0;
        for (RegionName region : places.store().members()) {
            fences += Chronicle.fence(twin, region, start).isPresent() ? 1 : 0;
        }
        return fences;
    }

    /// To the length of a bucket.
    private static Duration longestGap(Outcome outcome) {
        int longest = 0;
        for (Outcome.Series series : outcome.series()) {
            int gap = 0;
            for (Outcome.Bucket bucket : series.buckets()) {
                gap = bucket.acknowledged() == 0 ? gap + 1 : 0;
                longest = Math.max(longest, gap);
            }
        }
        return Outcome.Series.BUCKET.multipliedBy(longest);
    }
}
