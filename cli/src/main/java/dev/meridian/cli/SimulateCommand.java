package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.evidence.Stamp;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.twin.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `meridian simulate`: lets the engine live through worlds that nobody would dare to make.
@Command(
        name = "simulate",
        description = "Run the engine in simulated worlds: random faults, or one fault many times.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meridian simulate examples/quickstart.yaml --seeds 10000",
            "  meridian simulate examples/quickstart.yaml --fault region-loss:us-east-1 --runs 299",
            "  meridian simulate examples/quickstart.yaml --seed 4711 --trace",
            "  meridian simulate examples/pyairtable.yaml --seeds 2000 --output json",
            "",
            "A seed is the whole story: the same one gives the same events on every machine. A law that does not hold",
            "ends in exit code 1, with the seed that shows it."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST = 100_000_000;
    private static final int USUAL = 1_000;
    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    @Parameters(paramLabel = "FILE", description = "The topology.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FileValues values;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many worlds with faults of their own each (default: 1000).")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--seed", paramLabel = "K", description = "The first seed (default: 1).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "This one instead of random ones, as `drill` names it. Repeatable, each at its own time.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", description = "How many worlds with the same fault; 299 prove a p99.")
    private Optional<Integer> runs = Optional.empty();

    @Option(names = "--trace", description = "Tell one world, step by step.")
    private boolean trace;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = OutputFormat.Reader.class,
            description = "text or json.")
    @SuppressWarnings("NullAway.Init")
    private OutputFormat output;

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        options(problems);
        LoadedFile loaded = values.load(file);
        problems.addAll(loaded.problems());
        List<Scene> scenes = loaded.blueprint().map(Scene::all).orElse(List.of());
        if (loaded.blueprint().isPresent() && scenes.isEmpty()) {
            problems.add(InputFile.topology(file)
                    .whole(
                            "MER-0091",
                            "no application of this file has a store that can move",
                            "what is simulated is a move of the writer's role to another region",
                            "a store with members in two regions and `replication`, as in examples/quickstart.yaml"));
        }
        List<Fault> listed = loaded.blueprint().map(it -> faults(it, problems)).orElse(List.of());
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output);
        }
        return trace ? tell(scenes, listed) : simulate(loaded.blueprint().orElseThrow(), scenes, listed);
    }

    private void options(List<Problem> problems) {
        count("--seeds", seeds, problems);
        count("--runs", runs, problems);
        if (runs.isPresent() && faults.isEmpty()) {
            problems.add(Complaints.option(
                    "--runs",
                    runs.get().toString(),
                    "runs of what is not said",
                    "`--runs` repeats the fault that `--fault` names; random faults are counted by `--seeds`",
                    "`--seeds " + runs.get() + "`, or a `--fault`"));
        }
        if (seeds.isPresent() && !faults.isEmpty()) {
            problems.add(Complaints.option(
                    "--seeds",
                    seeds.get().toString(),
                    "random faults and a listed one exclude each other",
                    "`--seeds` draws faults, `--fault` names them",
                    "`--runs " + seeds.get() + "`"));
        }
    }

    private static void count(String option, Optional<Integer> value, List<Problem> problems) {
        value.filter(some -> some < 1 || some > MOST)
                .ifPresent(some -> problems.add(Complaints.option(
                        option,
                        some.toString(),
                        some + " worlds cannot be made",
                        "there are between 1 and " + MOST,
                        "`" + option + " 1000`")));
    }

    private List<Fault> faults(Blueprint blueprint, List<Problem> problems) {
        List<Fault> right = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Where where = new Where.InAssignment("--fault[" + (i + 1) + "]", faults.get(i));
            switch (Fault.parse(faults.get(i), blueprint.regions().keySet())) {
                case Fault.Parsed.Right(Fault fault) -> right.add(fault);
                case Fault.Parsed.Not(Fault.Wrong wrong) ->
                    problems.add(
                            new Problem("MER-0090", where, wrong.what(), Optional.empty(), wrong.why(), wrong.fix()));
            }
        }
        return right;
    }

    private Faults what(Scene scene, List<Fault> listed) {
        return listed.isEmpty()
                ? Faults.drawn()
                : Faults.listed(
                        scene,
                        listed.stream()
                                .map(fault -> Faults.one(
                                        fault.kind().word(),
                                        fault.region(),
                                        fault.at().orElse(BEFORE),
                                        fault.lasts()))
                                .toList());
    }

    // ---- one world ----

    private int tell(List<Scene> scenes, List<Fault> listed) {
        for (Scene scene : scenes) {
            System.out.println(scene.policy().application() + " (" + scene.store() + "), seed " + seed.orElse(1L));
            Simulation.story(scene, what(scene, listed), seed.orElse(1L)).forEach(System.out::println);
        }
        return ExitCode.FINE;
    }

    // ---- many ----

    private int simulate(Blueprint blueprint, List<Scene> scenes, List<Fault> listed) {
        Stamp stamp = new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.SIMULATOR),
                Optional.of(blueprint.topologyHash()),
                Optional.empty(),
                Complaints.machine(),
                Instant.now(),
                OptionalLong.of(seed.orElse(1L)));
        long first = seed.orElse(1L);
        int worlds = listed.isEmpty() ? seeds.orElse(seed.isPresent() ? 1 : USUAL) : runs.orElse(1);
        Progress progress = new Progress();
        List<SimulationReport.Part> parts = new ArrayList<>();
        Series all = new Series();
        for (Scene scene : scenes) {
            parts.add(new SimulationReport.Part(scene, live(scene, listed, first, worlds, all, progress)));
        }
        progress.endLine();
        String fault = String.join(", ", faults);
        SimulationReport report = new SimulationReport(file.toString(), fault, first, parts, all);
        System.out.println(output == OutputFormat.JSON ? report.json(stamp) : report.text());
        return parts.stream().allMatch(part -> part.series().violated() == 0) ? ExitCode.FINE : ExitCode.MISSED;
    }

    private Series live(Scene scene, List<Fault> listed, long first, int worlds, Series all, Progress progress) {
        Faults what = what(scene, listed);
        Series series = new Series();
        long shown = System.nanoTime();
        for (int i = 0; i < worlds; i++) {
            Result result = Simulation.live(scene, what, first + i);
            series.add(result);
            all.add(result);
            if (System.nanoTime() - shown > LOOK.toNanos()) {
                shown = System.nanoTime();
                progress.show(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d worlds, %,d moves, %,d violations",
                        scene.policy().application(),
                        i + 1,
                        worlds,
                        series.moves(),
                        series.violated()));
            }
        }
        return series;
    }
}
