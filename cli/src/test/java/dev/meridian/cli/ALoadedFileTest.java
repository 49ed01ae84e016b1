package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.assess.Finding.Change;
import dev.meridian.assess.Subject;
import dev.meridian.topology.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How repairs are tried: the same text, with assignments behind those of the command line.
class ALoadedFileTest {
    private static final String HOLD = "failover.hold";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private LoadedFile load(Assignment... assignments) throws IOException {
        Path file = directory.resolve("shop.yaml");
        Files.copy(Answer.HOME.resolve("examples/minimal.yaml"), file);
        LoadedFile loaded = LoadedFile.of(file, Optional.empty(), List.of(assignments));
        Files.delete(file);
        return loaded;
    }

    private static String value(Optional<Subject> subject) {
        var value = subject.orElseThrow().blueprint().origins().at(HOLD).orElseThrow();
        return value.text() + " of " + value.origin().text();
    }

    @Test
    void with_changes_is_the_same_text_and_stronger_than_what_was_assigned() throws IOException {
        LoadedFile loaded = load(
                new Assignment.Variable("MERIDIAN__FAILOVER__COOLDOWN", "1h"), new Assignment.Set(1, HOLD + "=40s"));
        assertThat(value(loaded.subject())).isEqualTo("40s of --set[1]");
        assertThat(value(loaded.with(List.of(new Change(HOLD, Optional.of("40s"), "20s")))))
                .isEqualTo("20s of --set[2]");
        assertThat(value(loaded.subject())).as("the file itself").isEqualTo("40s of --set[1]");
    }

    @Test
    void with_changes_that_would_be_refused_is_none() throws IOException {
        LoadedFile loaded = load();
        assertThat(loaded.with(List.of(new Change(HOLD, Optional.empty(), "soon"))))
                .isEmpty();
        assertThat(loaded.with(List.of(new Change("failover.targets", Optional.empty(), "[us-east-1]"))))
                .isEmpty();
        assertThat(loaded.with(List.of())).isPresent();
    }

    @Test
    void that_has_problems_is_nothing_to_judge() throws IOException {
        LoadedFile loaded = load(new Assignment.Set(1, "failover.hol=1s"));
        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.subject()).isEmpty();
        assertThat(loaded.with(List.of(new Change(HOLD, Optional.empty(), "1s"))))
                .isEmpty();
    }
}
