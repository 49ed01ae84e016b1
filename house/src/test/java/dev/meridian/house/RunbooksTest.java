package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.synthesis.Synthesis;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that are written for people in an incident name commands of Meridian: each is one that there is, with
/// options that it has, and takes the very file that the page was written from.
@DisplayName("The runbooks")
class RunbooksTest {
    private static final Tree TREE = Tree.here();

    /// In a line of shell or in backquotes, up to what ends it.
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:`|^ *)(meridian [a-z][^`\\n]*)");

    @ParameterizedTest
    @ValueSource(strings = {"ai-teddy-bear", "genai-demo", "mahavishnu", "pyairtable", "richesreach", "quickstart"})
    void name_commands_that_the_program_takes(String name) {
        String file = "examples/" + name + ".yaml";
        SequencedSet<String> found = commands(file);
        assertThat(found).hasSizeGreaterThan(8);
        for (String command : found) {
            if (command.matches("meridian [a-z-]+")) {
                assertThat(Commands.line().getSubcommands()).containsKey(command.substring("meridian ".length()));
            } else {
                new Commands(TREE).check(command);
            }
        }
    }

    private static SequencedSet<String> commands(String file) {
        Topology topology = TopologyReader.read(
                        file, TREE.text(file).getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of())
                .topology()
                .orElseThrow();
        Synthesis.Outcome outcome = Synthesis.of(
                "a test",
                file,
                topology,
                Blueprints.resolve(topology).blueprint().orElseThrow(),
                Optional.empty());
        SequencedSet<String> commands = new LinkedHashSet<>();
        outcome.repository().orElseThrow().files().forEach((path, text) -> {
            if (path.startsWith("runbooks/")) {
                Matcher matcher = COMMAND.matcher(text);
                while (matcher.find()) {
                    commands.add(matcher.group(1).strip().replace("\"$TOPOLOGY\"", file));
                }
            }
        });
        return commands;
    }
}
