package dev.meridian.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The recipes of `docs/DESCRIBE.md`: whatever a reader copies is read, resolved, and known to the tables.
@DisplayName("The page of descriptions")
class ADescriptionPageTest {
    private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /// The page: the first snippet is what stands around the others.
    private static final Path PAGE =
            Path.of(System.getProperty("meridian.home", "..")).resolve("docs/DESCRIBE.md");

    static List<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        Matcher found = SNIPPET.matcher(Files.readString(PAGE));
        while (found.find()) {
            snippets.add(found.group(1));
        }
        return snippets;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void has_recipes_that_are_right_and_whose_mechanisms_are_known(String snippet) throws IOException {
        String file = whole(snippet);
        Reading reading = TopologyReader.read("x.yaml", file.getBytes(StandardCharsets.UTF_8), List.of());
        assertThat(reading.problems().stream().map(Problem::text)).as(file).isEmpty();
        Resolution resolved = Blueprints.resolve(reading.topology().orElseThrow());
        assertThat(resolved.problems().stream().map(Problem::text)).as(file).isEmpty();
        assertThat(ViaWords.unknown(resolved.blueprint().orElseThrow()))
                .as(file)
                .isEmpty();
    }

    @Test
    void has_a_recipe_for_most_kinds_of_stores_and_fronts() throws IOException {
        String page = Files.readString(PAGE);
        for (String word : List.of(
                "postgresql",
                "dynamodb",
                "cosmosdb",
                "spanner",
                "aurora-dsql",
                "cockroachdb",
                "kafka",
                "object",
                "redis",
                "queue",
                "switch: dns",
                "switch: anycast",
                "switch: provider-control",
                "switch: none",
                "runs: operator",
                "runs: script",
                "runs: provider",
                "fence: none",
                "in: lost")) {
            assertThat(page).contains(word);
        }
    }

    private static String whole(String snippet) throws IOException {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        snippets().getFirst().lines().forEach(line -> lines.put(line.substring(0, line.indexOf(':')), line));
        snippet.lines()
                .filter(line -> line.matches("[a-z]+:.*"))
                .forEach(line -> lines.remove(line.substring(0, line.indexOf(':'))));
        if (snippet.contains("applications:")) {
            lines.remove("application");
        }
        return String.join("\n", lines.values()) + "\n" + snippet;
    }
}
