package dev.meridian.cli;

import dev.meridian.simulator.Scene;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Where `simulate` writes the event log of its one world, if that is wanted.
final class LogOptions {
    private static final String OPTION = "--log";

    @Option(
            names = OPTION,
            paramLabel = "PATH",
            description =
                    "Write the event log of one world, for `replay`. It replaces an earlier log and nothing else.")
    private Optional<Path> log = Optional.empty();

    @Option(names = "--force", description = "Have --log write over a file that is no event log.")
    private boolean force;

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
