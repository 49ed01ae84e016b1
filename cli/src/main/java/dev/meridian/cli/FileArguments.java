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
import dev.meridian.topology.Where;
import dev.meridian.twin.Misfit;
import dev.meridian.twin.Places;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
        byte[] content;
        try {
            Optional<Problem> hindrance = notAFile();
            if (hindrance.isPresent()) {
                return new Loaded(Optional.empty(), Optional.empty(), List.of(hindrance.get()));
            }
            try (InputStream in = Files.newInputStream(file)) {
                content = in.readNBytes(LONGEST_FILE);
            }
        } catch (IOException e) {
            return new Loaded(Optional.empty(), Optional.empty(), List.of(unreadable(e)));
        }
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
        if (isHandedOver()) {
            problems.add(whole(
                    UNREADABLE,
                    file + " can be read only once",
                    "the twin is kept by a process of its own, which reads the file again",
                    "write it into a file first"));
        }
    }

    /// A problem of the file as a whole.
    private Problem whole(String id, String what, String why, String fix) {
        return new Problem(id, new Where.InFile(FileNames.shown(file), 1, 1), what, Optional.empty(), why, fix);
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

    /// Whether the shell has opened it for us: standard input, or `<(…)`. Who writes there is known and ends.
    private boolean isHandedOver() {
        return file.toString().matches("/dev/stdin|/dev/fd/\\d+|/proc/self/fd/\\d+");
    }

    /// What cannot be read like a file: a named pipe would keep its reader until somebody writes.
    private Optional<Problem> notAFile() throws IOException {
        if (file.toString().isEmpty()) {
            return Optional.of(unreadable("the name of the file is empty", EXAMPLE));
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.of(unreadable(file + " is a directory", "name the file in it"));
        }
        return attributes.isRegularFile() || isHandedOver()
                ? Optional.empty()
                : Optional.of(unreadable(
                        file + " is no file but a pipe, a socket or a device",
                        "name a file; `/dev/stdin` and the shell's `<(…)` are read too"));
    }

    private Problem unreadable(IOException e) {
        if (Files.exists(file)) {
            return unreadable(
                    file + " cannot be read: " + FileNames.reason(e), "`ls -l " + file + "` shows who may read it");
        }
        if (Files.isSymbolicLink(file)) {
            return unreadable(file + " is a link that leads nowhere", "`ls -l " + file + "` shows where it points");
        }
        return e instanceof NoSuchFileException
                ? unreadable("there is no file " + file, EXAMPLE)
                : unreadable(file + " cannot be read: " + FileNames.reason(e), EXAMPLE);
    }

    private Problem unreadable(String what, String fix) {
        return whole(UNREADABLE, what, "the command needs a topology to work on", fix);
    }
}
