package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.evidence.DrillReport;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import dev.meridian.twin.Misfit;
import dev.meridian.twin.Places;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The file of a command, and what changes its values.
final class FileArguments {
    /// A byte more than the reader accepts, so that it can say that the file is too long.
    private static final int LONGEST_FILE = (1 << 20) + 1;

    private static final String UNREADABLE = "MER-0001";
    private static final String EXAMPLE = "check the path; an example is examples/quickstart.yaml";

    @Parameters(paramLabel = "FILE", description = "The topology.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Set a value of the file, e.g. --set data.orders.replication=async. Repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--environment", paramLabel = "NAME", description = "One of the file's environments.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--no-env", description = "Ignore MERIDIAN__… environment variables.")
    private boolean withoutVariables;

    private List<DrillReport.NotExercised> unplayed = List.of();

    /// Either the resolved file or what is wrong with it.
    private record Loaded(Optional<Topology> topology, Optional<Blueprint> blueprint, List<Problem> problems) {}

    Path file() {
        return file;
    }

    /// The arguments that another process needs to load the same.
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        words.add(file.toAbsolutePath().toString());
        sets.forEach(set -> words.addAll(List.of("--set", set)));
        environment.ifPresent(name -> words.addAll(List.of("--environment", name)));
        if (withoutVariables) {
            words.add("--no-env");
        }
        return words;
    }

    private Loaded load() {
        List<Problem> problems = new ArrayList<>();
        return given().read(LONGEST_FILE, problems)
                .map(this::load)
                .orElseGet(() -> new Loaded(Optional.empty(), Optional.empty(), problems));
    }

    private Loaded load(byte[] content) {
        Reading reading = TopologyReader.read(file.toString(), content, environment, assignments());
        if (reading.topology().isEmpty()) {
            return new Loaded(Optional.empty(), Optional.empty(), reading.problems());
        }
        Resolution resolution = Blueprints.resolve(reading.topology().get());
        return new Loaded(reading.topology(), resolution.blueprint(), resolution.problems());
    }

    /// What the twin runs of the file; where it can run none of it, `problems` says why.
    ///
    /// @param fastForward what declared waits are divided by; 1 for none
    Optional<Places> places(int fastForward, List<Problem> problems) {
        Loaded loaded = load();
        problems.addAll(loaded.problems());
        if (loaded.blueprint().isEmpty()) {
            return Optional.empty();
        }
        Optional<Places> places = Places.of(loaded.blueprint().get(), fastForward);
        if (places.isEmpty()) {
            problems.add(whole(
                    "MER-0091",
                    "no application of this file has a store of kind postgresql",
                    "the twin moves the role of a database, and PostgreSQL is what runs here",
                    "add a store under `data`, as in examples/quickstart.yaml"));
            return Optional.empty();
        }
        List<Misfit> misfits = new ArrayList<>(places.get().misfits());
        Topology said = loaded.topology().orElseThrow();
        String application = places.get().policy().application();
        Waits.misfit(said, places.get().store()).ifPresent(misfits::add);
        Unplayed.misfit(said, application).ifPresent(misfits::add);
        unplayed = Unplayed.asides(said, application);
        misfits.forEach(misfit -> problems.add(whole(misfit.id(), misfit.what(), misfit.why(), misfit.fix())));
        return misfits.isEmpty() ? places : Optional.empty();
    }

    /// What the file that [#places] has read says and a drill does not exercise.
    List<DrillReport.NotExercised> unplayed() {
        return unplayed;
    }

    /// A command that hands its file on to another process needs one that can be read twice.
    void mustBeLasting(List<Problem> problems) {
        if (given().isHandedOver()) {
            problems.add(whole(
                    UNREADABLE,
                    file + " can be read only once",
                    "the twin is kept by a process of its own, which reads the file again",
                    "write it into a file first"));
        }
    }

    /// A problem of the file as a whole.
    private Problem whole(String id, String what, String why, String fix) {
        return given().problem(id, what, why, fix);
    }

    private GivenFile given() {
        return new GivenFile(file, "the command needs a topology to work on", EXAMPLE);
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        if (!withoutVariables) {
            for (Map.Entry<String, String> variable : new TreeMap<>(System.getenv()).entrySet()) {
                if (variable.getKey().startsWith(Assignment.Variable.PREFIX)) {
                    assignments.add(new Assignment.Variable(variable.getKey(), variable.getValue()));
                }
            }
        }
        for (int i = 0; i < sets.size(); i++) {
            assignments.add(new Assignment.Set(i + 1, sets.get(i)));
        }
        return assignments;
    }
}
