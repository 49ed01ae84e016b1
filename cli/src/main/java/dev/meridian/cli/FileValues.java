package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.topology.Assignment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What changes the values of a file: the options of every command that reads one.
final class FileValues implements CommandPart {
    private List<String> sets = List.of();
    private Optional<String> environment = Optional.empty();
    private boolean withoutVariables;

    @Override
    public void addTo(Description command) {
        command.takes(
                option("--set", "PATH=VALUE")
                        .says("Set a value of the file, e.g. --set data.orders.replication=async. Repeatable.")
                        .texts(it -> sets = it),
                option("--environment", "NAME")
                        .says("One of the file's environments.")
                        .text(it -> environment = Optional.of(it)),
                option("--no-env")
                        .says("Ignore MERIDIAN__… environment variables.")
                        .flag(it -> withoutVariables = it));
    }

    /// The file with these values laid over it.
    LoadedFile load(Path file) {
        return LoadedFile.of(file, environment, assignments());
    }

    Optional<String> environment() {
        return environment;
    }

    /// The arguments that another process needs for the same values.
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        sets.forEach(set -> words.addAll(List.of("--set", set)));
        environment.ifPresent(name -> words.addAll(List.of("--environment", name)));
        if (withoutVariables) {
            words.add("--no-env");
        }
        return words;
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
