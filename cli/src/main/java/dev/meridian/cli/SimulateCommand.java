package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.evidence.Stamp;
import dev.meridian.faults.Fault;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.outages.Outage;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Reduction;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `meridian simulate`: lets the engine live through worlds that nobody would dare to make.
final class SimulateCommand implements Command {
    private static final int MOST = 100_000_000;
    private static final int USUAL = 1_000;

    private static final String[] EXAMPLES = {
        "  meridian simulate examples/quickstart.yaml --seeds 10000",
        "  meridian simulate examples/quickstart.yaml --fault region-loss:us-east-1 --runs 299",
        "  meridian simulate examples/quickstart.yaml --fault link-cut:us-east-1-eu-west-1 --runs 59",
        "  meridian simulate examples/quickstart.yaml --fault quorum-loss@20s..45s --fault saturate:us-east-1@60s",
        "  meridian simulate examples/quickstart.yaml --incident github-2018",
        "  meridian simulate examples/quickstart.yaml --seed 4711 --trace",
        "  meridian simulate examples/quickstart.yaml --seeds 200 --without FENCE",
        "  meridian simulate examples/quickstart.yaml --seed 4711 --log incident.jsonl",
        "  meridian simulate examples/pyairtable.yaml --seeds 2000 --output json",
        "",
        "A seed is the whole story: the same one gives the same events on every machine. A law that does not hold,",
        "or a listed fault whose outcome is not the right one, ends in exit code 1, with the seed that shows it",
        "and as little as it takes; so does a declared time to recover that is missed. A move that is refused for",
        "safety ends in exit code 4, as in a drill."
    };

    private Path file = Path.of("");
    private final FileValues values = new FileValues();
    private Optional<Integer> seeds = Optional.empty();
    private Optional<Long> seed = Optional.empty();
    private final ListedFaults faults = new ListedFaults();
    private Optional<Integer> runs = Optional.empty();
    private final Omissions omissions = new Omissions();
    private Optional<Path> timings = Optional.empty();
    private Optional<String> incident = Optional.empty();
    private boolean trace;
    private final LogOptions log = new LogOptions();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("simulate", this)
                .says("Run the engine in simulated worlds: random faults, one fault many times, or a public outage.")
                .examples(EXAMPLES)
                .takes(
                        argument("FILE").says("The topology.").path(it -> file = it),
                        values,
                        option("--seeds", "N")
                                .says("How many worlds with faults of their own each (default: 1000).")
                                .number(it -> seeds = Optional.of(it)),
                        option("--seed", "K")
                                .says("The first seed (default: 1).")
                                .as(Long.class, it -> seed = Optional.of(it)),
                        faults,
                        option("--runs", "N")
                                .says("How many worlds with the same fault; 299 prove a p99.")
                                .number(it -> runs = Optional.of(it)),
                        omissions,
                        option("--timings", "STEPS")
                                .says("Draw step times from this file, which `fit` wrote, and not from the"
                                        + " built-in one.")
                                .path(it -> timings = Optional.of(it)),
                        option("--incident", "NAME")
                                .says("A public outage of others, replayed with this file; `--incident list`"
                                        + " prints their names.")
                                .text(it -> incident = Optional.of(it)),
                        option("--trace").says("Tell one world, step by step.").flag(it -> trace = it),
                        log,
                        output);
    }

    @Override
    public Integer call() {
        return incident.equals(Optional.of(PlayedOutage.LIST)) ? PlayedOutage.list(output.format()) : simulate();
    }

    private int simulate() {
        List<Problem> problems = new ArrayList<>();
        options(problems);
        LoadedFile loaded = values.load(file);
        problems.addAll(loaded.problems());
        Optional<StepsFile> steps =
                timings.isPresent() ? Timed.read(timings.get(), problems) : Optional.of(StepsFile.builtIn());
        List<Scene> scenes = loaded.blueprint().map(Scene::all).orElse(List.of()).stream()
                .map(scene -> steps.map(it -> scene.with(it.timings())).orElse(scene))
                .toList();
        if (loaded.blueprint().isPresent() && scenes.isEmpty()) {
            problems.add(InputFile.topology(file)
                    .whole(
                            "MER-0091",
                            "no application of this file has a store that can move",
                            "what is simulated is a move of the writer's role to another region",
                            "a store with members in two regions and `replication`, as in examples/quickstart.yaml"));
        }
        problems.addAll(Unmodelled.problems(file, loaded, scenes));
        problems.addAll(log.hindrances(
                scenes, Stream.concat(Stream.of(file), timings.stream()).toList()));
        List<Fault> listed =
                loaded.blueprint().map(it -> faults.read(it, scenes, problems)).orElse(List.of());
        Optional<Outage> outage = incident.flatMap(name -> PlayedOutage.named(name, problems));
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        Drawing drawing = new Drawing(steps.orElseThrow(), Unmodelled.say(loaded, scenes));
        if (outage.isPresent()) {
            return play(outage.get(), loaded.blueprint().orElseThrow(), drawing, scenes);
        }
        Optional<Problem> unknown = omissions.unknown(scenes, seed.orElse(1L));
        if (unknown.isPresent()) {
            return Complaints.print(List.of(unknown.get()), output.format());
        }
        int answer = trace ? tell(loaded, scenes, listed) : simulate(loaded, drawing, scenes, listed);
        Optional<IOException> unwritten = write(loaded, scenes, listed);
        return unwritten.isPresent() ? Complaints.of(unwritten.get(), output.format()) : answer;
    }

    private int play(Outage outage, Blueprint blueprint, Drawing drawing, List<Scene> scenes) {
        List<String> why = new ArrayList<>();
        Optional<PlayedOutage> played = PlayedOutage.of(outage, command(), omissions.guards(), scenes, why);
        if (played.isEmpty()) {
            return Complaints.cannotPlay(
                    String.join("; ", why),
                    "what happened there cannot happen with fewer regions",
                    "another `--incident`, or a file with a copy of the data in more regions",
                    output.format());
        }
        if (trace) {
            return played.get().tell(seed.orElse(1L));
        }
        Stamp stamp = stamp(blueprint, played.get().staged());
        return played.get().play(seed.orElse(1L), worlds(), output.format(), stamp, drawing);
    }

    /// Why the logs that are wanted cannot be written; empty if they are.
    private Optional<IOException> write(LoadedFile loaded, List<Scene> scenes, List<Fault> listed) {
        SimulatedLog logs = new SimulatedLog(loaded, faults.texts(), seed.orElse(1L));
        for (Scene scene : scenes) {
            Optional<Path> path = log.of(scene, scenes);
            try {
                if (path.isPresent()) {
                    logs.write(scene, what(scene, listed), path.get());
                }
            } catch (IOException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private void options(List<Problem> problems) {
        count("--seeds", seeds, problems);
        count("--runs", runs, problems);
        log.unlessOne(isOneWorld()).ifPresent(problems::add);
        Optional<Long> drawn = seed.filter(_ -> seeds.isEmpty() && faults.isEmpty() && incident.isEmpty());
        omissions.check(drawn, log.isPresent(), problems);
        told(problems);
        lastSeed(problems);
        if (incident.isPresent() && (seeds.isPresent() || !faults.isEmpty() || log.isPresent())) {
            problems.add(Complaints.option(
                    "--incident",
                    incident.get(),
                    "a public outage brings its own faults, and its settings are not the file's alone",
                    "`--seeds` and `--fault` say what goes wrong, and so does `--incident`; a log is of the file's settings",
                    "`--incident " + incident.get() + "` with `--runs`, `--seed` or `--trace`"));
        }
        if (runs.isPresent() && faults.isEmpty() && incident.isEmpty()) {
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

    /// A world that is told is one, and for people.
    private void told(List<Problem> problems) {
        if (trace && output.format() == OutputFormat.JSON) {
            problems.add(Complaints.option(
                    "--output",
                    "json",
                    "`--trace` has no JSON",
                    "a trace is a story for people, line by line; a document says what came of a world",
                    "`--trace` alone, or `--output json` alone"));
        }
        seeds.map(some -> new Told("--seeds", some))
                .or(() -> runs.map(some -> new Told("--runs", some)))
                .filter(many -> trace && many.worlds() > 1)
                .ifPresent(many -> problems.add(Complaints.option(
                        many.option(),
                        Integer.toString(many.worlds()),
                        "`--trace` tells one world, and these are " + number(many.worlds()),
                        "a trace of several worlds could not be told apart",
                        "`--seed K --trace`, without `" + many.option() + "`")));
    }

    /// An option that says how many worlds there are.
    private record Told(String option, int worlds) {}

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Seeds are counted up from the first one, and there is a largest number.
    private void lastSeed(List<Problem> problems) {
        seed.filter(first -> first > Long.MAX_VALUE - worlds() + 1)
                .ifPresent(first -> problems.add(Complaints.option(
                        "--seed",
                        first.toString(),
                        "after seed " + first + " there are not " + number(worlds() - 1) + " more",
                        "each world has the seed after the one before it, and the largest is " + Long.MAX_VALUE,
                        "`--seed " + (Long.MAX_VALUE - worlds() + 1) + "`, or a smaller one")));
    }

    /// How many there are of each application.
    private int worlds() {
        if (incident.isPresent()) {
            return runs.orElse(trace ? 1 : PlayedOutage.USUAL);
        }
        return faults.isEmpty() ? seeds.orElse(seed.isPresent() || trace ? 1 : USUAL) : runs.orElse(1);
    }

    /// Whether it is one world that is lived, and which one is said.
    private boolean isOneWorld() {
        return runs.or(() -> seeds).filter(some -> some > 1).isEmpty()
                && (seed.isPresent() || seeds.isPresent() || !faults.isEmpty() || incident.isPresent());
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

    private Faults what(Scene scene, List<Fault> listed) {
        return listed.isEmpty() ? omissions.drawn() : Faults.listed(scene, listed);
    }

    // ---- one world ----

    private int tell(LoadedFile loaded, List<Scene> scenes, List<Fault> listed) {
        List<Integer> exitCodes = new ArrayList<>();
        for (Scene scene : scenes) {
            Simulation.Tale tale = Simulation.tale(scene, omissions.guards(), what(scene, listed), seed.orElse(1L));
            Series series = new Series();
            series.add(tale.result());
            SimulatedPart part = SimulatedPart.of(scene, series, Optional.empty(), listed, loaded);
            exitCodes.add(part.told(tale, seed.orElse(1L)));
        }
        return ExitCode.worst(exitCodes);
    }

    // ---- many ----

    private Stamp stamp(Blueprint blueprint, List<Scene> scenes) {
        return new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.SIMULATOR),
                Optional.of(blueprint.topologyHash()),
                Optional.of(SimulatedPart.planHash(scenes)),
                Complaints.machine(),
                Instant.now(),
                OptionalLong.of(seed.orElse(1L)));
    }

    private int simulate(LoadedFile loaded, Drawing drawing, List<Scene> scenes, List<Fault> listed) {
        Optional<Stamp> stamp = output.format() == OutputFormat.JSON
                ? Optional.of(stamp(loaded.blueprint().orElseThrow(), scenes))
                : Optional.empty();
        long first = seed.orElse(1L);
        try (Worlds worlds = new Worlds(first, worlds())) {
            List<SimulatedPart> parts = new ArrayList<>();
            for (Scene scene : scenes) {
                worlds.live(scene, omissions.guards(), what(scene, listed))
                        .map(series ->
                                SimulatedPart.of(scene, series, reduced(scene, listed, series, worlds), listed, loaded))
                        .ifPresent(parts::add);
            }
            worlds.areOver();
            if (parts.isEmpty()) {
                return ExitCode.MISSED;
            }
            SimulationReport report = new SimulationReport(
                    command(),
                    String.join(", ", faults.texts()),
                    scenes.stream().anyMatch(scene -> scene.asksForRecovery(listed)),
                    new SimulationReport.Seeds(first, worlds(), scenes.size()),
                    parts,
                    worlds.all(),
                    drawing);
            System.out.println(stamp.map(report::json).orElseGet(report::text));
            return report.exitCode();
        }
    }

    /// As little as the first broken law takes.
    private Optional<ReducedWorld> reduced(Scene scene, List<Fault> listed, Series series, Worlds worlds) {
        return series.violations().stream()
                .findFirst()
                .filter(_ -> !worlds.isHurried())
                .flatMap(broken -> {
                    worlds.show(scene.policy().application() + ": looking for what the broken law takes");
                    return Reduction.of(scene, omissions.guards(), what(scene, listed), broken.seed())
                            .map(reduction -> new ReducedWorld(reduction, command(), broken.seed()));
                });
    }

    /// What gives the same worlds again, but for faults and seed.
    private String command() {
        return Stream.concat(Stream.of(file.toString()), values.repeated().stream())
                .map(Shell::word)
                .collect(Collectors.joining(" ", "./meridian simulate ", omissions.repeated()));
    }
}
