package dev.meridian.fuzz;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.assess.Rule;
import dev.meridian.topology.ProblemId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Feeds changed files to everything that reads a user's file, until so much processor time is used: `bench/fuzz`.
///
/// One thread and one seed, so that a run can be had again; what it keeps of a run is the inputs themselves.
final class Fuzz {
    private static final Duration PROGRESS = Duration.ofSeconds(30);
    private static final Duration ENDLESS = Duration.ofSeconds(60);
    private static final int LARGEST = 2_000_000;

    /// One of so many inputs has its repairs searched for; of those that show something new, one of two.
    private static final int SOME = 8;

    private final Path folder;
    private final long seed;
    private final Random random;
    private final Pool pool;
    private final Mutations mutations;
    private final Set<Set<String>> signatures = new LinkedHashSet<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final SequencedMap<String, Integer> failures = new LinkedHashMap<>();
    private final List<Pool.Found> found = new ArrayList<>();
    private final Watch watch;
    private final long began = processorTime();
    private Duration slowest = Duration.ZERO;
    private int inputs;
    private int resolved;

    private Fuzz(Path home, Path folder, long seed) throws IOException {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.pool = new Pool(random, Corpus.seeds(home));
        this.mutations = new Mutations(random, Schema.in(home));
        this.watch = new Watch(folder, ENDLESS);
    }

    /// @param args the home of the checkout, the minutes, the seed, and `--keep` if the corpus may grow
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        double minutes = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime() % 1_000_000;
        Path folder = home.resolve("target/bench/fuzz-" + seed);
        Fuzz fuzz = new Fuzz(home, folder, seed);
        fuzz.until(Duration.ofMillis((long) (minutes * 60_000)));
        if (List.of(args).contains("--keep")) {
            new Keeping(home.resolve(Corpus.FOLDER)).keep(fuzz.found);
        }
        System.out.print(fuzz.table());
        System.exit(fuzz.failures.isEmpty() ? 0 : 1);
    }

    private void until(Duration budget) throws IOException {
        for (Input seeded : pool.seeds()) {
            tried(seeded);
        }
        // The first answers are those of a cold compiler.
        slowest = Duration.ZERO;
        Duration shown = Duration.ZERO;
        for (Duration used = used(); used.compareTo(budget) < 0; used = used()) {
            Input next = mutations.of(pool.pick(), pool.pick());
            if (next.content().length < LARGEST) {
                tried(next);
            }
            if (used.minus(shown).compareTo(PROGRESS) > 0) {
                shown = used;
                System.err.println(line(used));
            }
        }
    }

    private void tried(Input input) throws IOException {
        watch.begins(input);
        Trial.Result result = Trial.of(input, random.nextInt(SOME) == 0);
        boolean isNew = !signatures.contains(result.signature());
        if (isNew && result.resolved() && random.nextBoolean()) {
            result = Trial.of(input);
        }
        watch.ends();
        inputs++;
        resolved += result.resolved() ? 1 : 0;
        ids.addAll(result.signature());
        if (signatures.add(result.signature())) {
            Pool.Found one = new Pool.Found(input, result);
            found.add(one);
            pool.add(one);
        }
        if (result.longest().multipliedBy(2).compareTo(slowest) > 0) {
            pool.addSlow(input);
        }
        if (result.longest().compareTo(slowest) > 0) {
            slowest = result.longest();
            Corpus.write(folder, "slowest", input);
        }
        for (String kind : result.failures().keySet()) {
            if (failures.merge(kind, 1, Integer::sum) == 1) {
                failed(kind, input, result.failures().get(kind));
            }
        }
    }

    private void failed(String kind, Input input, String detail) throws IOException {
        System.err.println("FAILED " + kind + ": " + detail.lines().findFirst().orElse(""));
        Input small = kind.startsWith("too slow")
                ? input
                : Smaller.of(input, other -> Trial.of(other).failures().containsKey(kind));
        String name = kind.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT) + "-" + small.name();
        Path file = Corpus.write(folder, name, small);
        Files.writeString(folder.resolve(name + ".txt"), kind + "\n" + detail + "\n");
        System.err.println("    " + file);
    }

    // --- what is told

    private String line(Duration used) {
        return "%5d s, %d inputs, %d resolved, %d signatures, %d kinds of failure, slowest answer %d ms"
                .formatted(used.toSeconds(), inputs, resolved, signatures.size(), failures.size(), slowest.toMillis());
    }

    private String table() {
        List<String> all = Stream.concat(
                        Stream.of(ProblemId.values()).map(ProblemId::text),
                        Stream.of(Rule.values()).map(Rule::id))
                .toList();
        List<String> unseen = all.stream().filter(id -> !ids.contains(id)).toList();
        StringBuilder table = new StringBuilder();
        row(table, "seed", Long.toString(seed));
        table.append("|---|---|\n");
        row(table, "processor time", used().toSeconds() + " s");
        row(table, "inputs", Integer.toString(inputs));
        row(table, "resolved", resolved + " (%d%%)".formatted(100L * resolved / Math.max(1, inputs)));
        row(table, "signatures", Integer.toString(signatures.size()));
        row(table, "ids seen", all.size() - unseen.size() + " of " + all.size());
        row(table, "ids not seen", unseen.isEmpty() ? "none" : String.join(" ", unseen));
        row(table, "slowest answer", slowest.toMillis() + " ms");
        row(table, "kinds of failure", Integer.toString(failures.size()));
        failures.forEach((kind, count) -> row(table, "    " + kind, count + " inputs"));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private Duration used() {
        return Duration.ofNanos(processorTime() - began);
    }

    /// Of the whole process: compiling and collecting count, too.
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
