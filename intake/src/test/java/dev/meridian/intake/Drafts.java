package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Inputs become drafts here, as for the command line, and drafts are read back, as by every other command.
final class Drafts {
    private static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));
    static final Path EXAMPLES = HOME.resolve("examples/import");
    private static final Path REVIEWED = HOME.resolve("intake/src/test/resources/drafts");

    private Drafts() {}

    /// One of the examples, or the plan of two cells, which has the types that they do not have.
    static byte[] example(String name) {
        Path folder = name.equals("two-cells.json") ? REVIEWED.resolveSibling("two-cells") : EXAMPLES;
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Draft of(String input) {
        return of("plan.json", input.getBytes(StandardCharsets.UTF_8), Answers.NONE);
    }

    static Draft of(String name, byte[] input, Answers answers) {
        Intake.Outcome outcome = Intake.read(name, input, answers, Catalogue::has);
        assertThat(outcome).isInstanceOf(Intake.Outcome.Drafted.class);
        return ((Intake.Outcome.Drafted) outcome).draft();
    }

    static Problem refused(byte[] input) {
        Intake.Outcome outcome = Intake.read("input.json", input, Answers.NONE, Catalogue::has);
        assertThat(outcome).isInstanceOf(Intake.Outcome.Refused.class);
        return ((Intake.Outcome.Refused) outcome).problem();
    }

    /// What the reader makes of a draft; it has to take it.
    static Topology topology(Draft draft) {
        Reading reading = TopologyReader.read("draft.yaml", draft.text().getBytes(StandardCharsets.UTF_8), List.of());
        assertThat(reading.problems()).as(draft.text()).isEmpty();
        return reading.topology().orElseThrow();
    }

    /// What it means; that too has to be without a problem.
    static Blueprint blueprint(Draft draft) {
        Resolution resolution = Blueprints.resolve(topology(draft));
        assertThat(resolution.problems()).as(draft.text()).isEmpty();
        return resolution.blueprint().orElseThrow();
    }

    static Topology read(String input) {
        Draft draft = of(input);
        blueprint(draft);
        return topology(draft);
    }

    /// Compares with the draft that was reviewed; `-Dmeridian.golden.update=true` writes it instead.
    static void check(String name, String text) throws IOException {
        Path file = REVIEWED.resolve(name);
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.createDirectories(REVIEWED);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("run once with -Dmeridian.golden.update=true and review")
                .exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
