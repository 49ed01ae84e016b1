package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    record Loaded(Optional<Blueprint> blueprint, List<Problem> problems) {}

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

    Loaded load() {
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
        String what = Files.isDirectory(file)
                ? file + " is a directory"
                : !Files.exists(file) ? "there is no file " + file : file + " cannot be read: " + e.getMessage();
        return new Problem(
                "MER-0001",
                new Where.InFile(file.toString(), 1, 1),
                what,
                Optional.empty(),
                "the command needs a topology to work on",
                Files.isDirectory(file)
                        ? "name the file in it"
                        : "check the path; an example is examples/quickstart.yaml");
    }
}
