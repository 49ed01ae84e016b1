package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Blueprints of texts and examples, for the tests of this room.
final class Resolving {
    static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    private Resolving() {}

    static Blueprint example(String name, String... assignments) {
        try {
            String text = Files.readString(HOME.resolve("examples").resolve(name));
            return blueprint(resolve(Path.of(name).getFileName().toString(), text, assignments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Blueprint of(String text, String... assignments) {
        return blueprint(resolve("x.yaml", text, assignments));
    }

    static String problems(String text, String... assignments) {
        Resolution resolution = resolve("x.yaml", text, assignments);
        assertThat(resolution.blueprint()).isEmpty();
        return resolution.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static Resolution resolve(String name, String text, String... assignments) {
        List<Assignment> sets = new ArrayList<>();
        for (String assignment : assignments) {
            sets.add(new Assignment.Set(sets.size() + 1, assignment));
        }
        Reading reading = TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), sets);
        assertThat(reading.problems()).isEmpty();
        return Blueprints.resolve(reading.topology().orElseThrow());
    }

    private static Blueprint blueprint(Resolution resolution) {
        assertThat(resolution.problems()).isEmpty();
        return resolution.blueprint().orElseThrow();
    }
}
