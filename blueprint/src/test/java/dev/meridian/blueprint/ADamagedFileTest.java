package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a file is damaged, the answer is a blueprint or problems, never a stack trace.
@Execution(ExecutionMode.CONCURRENT)
class ADamagedFileTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "&a ",
        "*a",
        "!!x ",
        "\"",
        "'",
        "#",
        "null",
        "~",
        "all",
        "0s",
        "9",
        "us-east-1",
        "eu-west-9",
        "orders",
        "ledger",
        "true",
        "%",
        "\t",
        "é",
        "---\n",
        "absent: true",
        "replication: sync",
        "in: [eu-west-1]",
        "primary: eu-west-1",
        "waitFor: 9",
        "promotable: false",
        "role: primary",
        "cidr: 10.0.0.0/16",
        "holds: [child]",
        "10000/s",
        "5 USD/month",
        "70%..90%"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/quickstart.yaml",
                "examples/two-regions-witness.yaml",
                "examples/mahavishnu.yaml",
                "topology/src/test/resources/everything.yaml"
            })
    void is_answered_with_a_blueprint_or_with_problems(String name) throws IOException {
        String text = Files.readString(
                Path.of(System.getProperty("meridian.home", "..")).resolve(name));
        Random random = new Random(name.hashCode());
        int blueprints = 0;
        for (int i = 0; i < 1_000; i++) {
            String damaged = damage(text, random);
            assertThatCode(() -> answer(damaged)).as(damaged).doesNotThrowAnyException();
            blueprints += answer(damaged) ? 1 : 0;
        }
        assertThat(blueprints).as("some damage is harmless, most is not").isBetween(1, 950);
    }

    private static boolean answer(String text) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
        assertThat(reading.topology().isPresent()).isEqualTo(reading.problems().isEmpty());
        reading.problems().forEach(Problem::text);
        if (reading.topology().isEmpty()) {
            return false;
        }
        Resolution resolution = Blueprints.resolve(reading.topology().get());
        assertThat(resolution.blueprint().isPresent())
                .isEqualTo(resolution.problems().isEmpty());
        resolution.problems().forEach(Problem::text);
        return resolution.blueprint().isPresent();
    }

    private static String damage(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size()), line);
                case 2 -> lines.set(at, line.replaceFirst("[a-z]+(?=[,}]|$)", piece(random)));
                default -> {
                    int column = random.nextInt(line.length() + 1);
                    int end = Math.min(line.length(), column + random.nextInt(3));
                    lines.set(at, line.substring(0, column) + piece(random) + line.substring(end));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)].replace("$", "");
    }
}
