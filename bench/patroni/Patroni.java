package patroni;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.Ledger;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Outcomes;
import dev.meridian.postgresql.Reply;
import dev.meridian.topology.Library;
import dev.meridian.topology.TopologyReader;
import dev.meridian.twin.Places;
import dev.meridian.units.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Loses the primary's region under Patroni once and prints what users saw, as one line of words with tabs between
/// them: seconds to recover (or `never`), lost writes, two-sided writes, acknowledged writes, where the role went,
/// seconds until a router saw it there. `bench/failover-vs-patroni` runs it.
public final class Patroni {
    private static final Duration SETTLE = Duration.ofMillis(250);
    private static final Duration ASK = Duration.ofSeconds(20);

    /// Between the end of a pause and the comparison: Patroni demotes one of two leaders, and rewinds it.
    private static final Duration AFTER_PAUSE = Duration.ofSeconds(30);

    private static final Epoch ONLY = new Epoch(1);

    private final Lab lab;
    private final Map<Region, Router> routers = new LinkedHashMap<>();

    /// How long Patroni's own process is stopped in the primary's region; empty where the region is lost.
    private final Optional<Duration> pause;

    private Patroni(Lab lab, Optional<Duration> pause) {
        this.lab = lab;
        this.pause = pause;
        lab.regions().forEach(region -> routers.put(region, new Router(region)));
    }

    /// @param args the topology, PostgreSQL's programs, ttl, loop_wait, retry_timeout, `sync` or `async`,
    ///     milliseconds of load before the fault, and for how many Patroni is paused if not the region is lost; or
    ///     `sweep`
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("sweep")) {
            Lab.sweep();
            return;
        }
        Members.Settings settings = new Members.Settings(
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                args[5].equals("sync"));
        Duration before = Duration.ofMillis(Long.parseLong(args[6]));
        try (Lab lab = Lab.boot(places(Path.of(args[0])), new Members(settings, Path.of(args[1])))) {
            Optional<Duration> pause =
                    args.length > 7 ? Optional.of(Duration.ofMillis(Long.parseLong(args[7]))) : Optional.empty();
            System.out.println(new Patroni(lab, pause).run(before, settings));
        }
    }

    /// The regions and distances of a topology, as the twin has them.
    private static Places places(Path file) throws IOException {
        Blueprint blueprint = TopologyReader.read(
                        new Library.Part(file.toString(), Files.readAllBytes(file)),
                        Library.NONE,
                        Optional.empty(),
                        List.of())
                .topology()
                .flatMap(topology -> Blueprints.resolve(topology).blueprint())
                .orElseThrow(() -> new IOException(file + " cannot be read"));
        return Places.of(blueprint, 1).orElseThrow(() -> new IOException(file + " has no store that the twin runs"));
    }

    /// Tells how it goes on.
    static void tell(String what) {
        System.err.println("  " + what);
    }

    private String run(Duration before, Members.Settings settings) throws InterruptedException, IOException {
        Load load = new Load(lab.regions(), lab.home(), routers);
        List<Thread> asking = routers.values().stream()
                .map(router -> Thread.ofVirtual().start(() -> router.ask(lab.regions())))
                .toList();
        await(Duration.ofSeconds(10), () -> routers.values().stream()
                .allMatch(router -> router.primary().equals(Optional.of(lab.home()))));
        long start = System.nanoTime();
        load.start();
        TimeUnit.NANOSECONDS.sleep(before.toNanos());
        long acknowledgedBefore = load.ledger().acknowledgedSoFar();
        long struck = pause.isPresent() ? lab.pause(lab.home()) : lab.lose(lab.home());
        tell(String.format(Locale.ROOT, "%s struck, after %.0f acknowledged writes per second", lab.home().name(),
                acknowledgedBefore * 1e9 / (struck - start)));
        // Twice the lease, and what a start of the database may take.
        await(Duration.ofSeconds(2L * settings.ttl() + 60), () -> outcome(load.ledger(), start, struck, Set.of())
                .rto()
                .isPresent());
        if (pause.isPresent()) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, pause.get().toNanos() - (System.nanoTime() - struck)));
            lab.resume(lab.home());
            TimeUnit.NANOSECONDS.sleep(AFTER_PAUSE.toNanos());
        }
        load.stop();
        asking.forEach(Thread::interrupt);
        long end = System.nanoTime();
        Optional<Region> serving = serving();
        Set<Long> surviving = serving.isPresent() ? keys(serving.get()) : Set.of();
        return line(outcome(load.ledger(), start, struck, surviving, end), serving, struck);
    }

    private String line(Outcome outcome, Optional<Region> serving, long struck) {
        OptionalLong seen = routers.values().stream()
                .flatMapToLong(router -> serving.stream().flatMapToLong(to -> router.firstSeen(to).stream()))
                .min();
        return String.join(
                "\t",
                outcome.rto().map(Patroni::seconds).orElse("never"),
                Long.toString(outcome.writes().lost()),
                Long.toString(outcome.writes().twoSided()),
                Long.toString(outcome.writes().acknowledged()),
                serving.map(to -> to.name().text()).orElse("nowhere"),
                seen.isPresent() ? seconds(Duration.ofNanos(seen.getAsLong() - struck)) : "never");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1e3);
    }

    private Outcome outcome(Ledger ledger, long start, long struck, Set<Long> surviving) {
        return outcome(ledger, start, struck, surviving, System.nanoTime());
    }

    private Outcome outcome(Ledger ledger, long start, long struck, Set<Long> surviving, long end) {
        FaultFacts facts = new FaultFacts(
                new FaultFacts.Times(start, struck, OptionalLong.empty(), Optional.empty(), end),
                new FaultFacts.OldSide(lab.home().name(), ONLY),
                pause.isPresent() ? Set.of() : Set.of(lab.home().name()),
                new FaultFacts.Keys(surviving, Set.of()),
                Map.of());
        return Outcomes.measure(ledger, facts);
    }

    /// What is the primary for a location that the fault left; not a region that it took.
    private Optional<Region> serving() {
        return routers.entrySet().stream()
                .filter(router -> !router.getKey().equals(lab.home()))
                .flatMap(router -> router.getValue().primary().stream())
                .filter(region -> pause.isPresent() || !region.equals(lab.home()))
                .findFirst();
    }

    private Set<Long> keys(Region region) throws IOException {
        Reply<List<Long>> reply = lab.sql(region).then(session -> {
            try (session) {
                return session.readAll("select key from orders", row -> row.getLong(1), ASK);
            }
        });
        if (reply instanceof Reply.Done<List<Long>>(List<Long> keys)) {
            return new HashSet<>(keys);
        }
        throw new IOException("the database of " + region.name() + " does not say what it holds: " + reply);
    }

    private interface Condition {
        boolean isMet();
    }

    private static void await(Duration longest, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.isMet() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        }
    }
}
