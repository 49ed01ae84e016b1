package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import dev.meridian.twin.Places;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The file of a command, and what changes its values.
final class FileArguments {
    /// A byte more than the reader accepts, so that it can say that the file is too long.
    private static final int LONGEST_FILE = (1 << 20) + 1;

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

    /// Either the resolved file or what is wrong with it.
    private record Loaded(Optional<Blueprint> blueprint, List<Problem> problems) {}

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
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST_FILE);
        } catch (IOException e) {
            return new Loaded(Optional.empty(), List.of(unreadable(e)));
        }
        Reading reading = TopologyReader.read(file.toString(), content, environment, assignments());
        if (reading.topology().isEmpty()) {
            return new Loaded(Optional.empty(), reading.problems());
        }
        Resolution resolution = Blueprints.resolve(reading.topology().get());
        return new Loaded(resolution.blueprint(), resolution.problems());
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
        }
        List<RegionName> withoutControl = places.map(Places::withoutControl).orElse(List.of());
        if (!withoutControl.isEmpty()) {
            String names = withoutControl.stream().map(RegionName::text).collect(Collectors.joining(", "));
            problems.add(whole(
                    "MER-0093",
                    "the control of the failover does not run where data is: " + names,
                    "the twin fences and promotes a database by the agent beside it, and every agent is a voter",
                    "add " + names + " to `failover.control.in`, or leave `failover.control` out"));
            return Optional.empty();
        }
        return places;
    }

    /// A problem of the file as a whole.
    private Problem whole(String id, String what, String why, String fix) {
        return new Problem(id, new Where.InFile(file.toString(), 1, 1), what, Optional.empty(), why, fix);
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

    private Problem unreadable(IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        String what = Files.isDirectory(file)
                ? file + " is a directory"
                : !Files.exists(file) ? "there is no file " + file : file + " cannot be read: " + reason;
        return whole(
                "MER-0001",
                what,
                "the command needs a topology to work on",
                Files.isDirectory(file)
                        ? "name the file in it"
                        : Files.exists(file)
                                ? "`ls -l " + file + "` shows who may read it"
                                : "check the path; an example is examples/quickstart.yaml");
    }
}
