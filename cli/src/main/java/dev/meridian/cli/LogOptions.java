package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.simulator.Scene;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where `simulate` writes the event log of its one world, if that is wanted.
final class LogOptions implements CommandPart {
    private static final String OPTION = "--log";

    private Optional<Path> log = Optional.empty();
    private boolean force;

    @Override
    public void addTo(Description command) {
        command.takes(
                option(OPTION, "PATH")
                        .says("Write the event log of one world, for `replay`. It replaces an earlier log"
                                + " and nothing else.")
                        .path(it -> log = Optional.of(it)),
                option("--force")
                        .says("Have --log write over a file that is no event log.")
                        .flag(it -> force = it));
    }

    boolean isPresent() {
        return log.isPresent();
    }

    /// What is wrong with it where there are more worlds than one.
    Optional<Problem> unlessOne(boolean isOne) {
        return log.filter(_ -> !isOne)
                .map(path -> Complaints.option(
                        OPTION,
                        FileNames.shown(path),
                        "one log cannot have several worlds",
                        "a log is the story of one world, and a seed is one",
                        "`--seed 4711 --log " + path + "`"));
    }

    /// What is in the way of the logs of these applications.
    ///
    /// @param read what the command reads
    List<Problem> hindrances(List<Scene> scenes, List<Path> read) {
        Stream<Path> all =
                scenes.isEmpty() ? log.stream() : scenes.stream().flatMap(scene -> of(scene, scenes).stream());
        return all.flatMap(
                        path -> new ResultFile(OPTION, path, ResultFile.Kind.EVENT_LOG, force).hindrance(read).stream())
                .distinct()
                .toList();
    }

    /// Where the log of one of these applications goes.
    Optional<Path> of(Scene scene, List<Scene> scenes) {
        return log.map(path -> scenes.size() == 1 || path.toString().isEmpty()
                ? path
                : SimulatedLog.of(scene.policy().application(), path));
    }
}
