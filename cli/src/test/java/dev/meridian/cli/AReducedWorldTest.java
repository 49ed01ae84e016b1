package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A broken law is printed with as little as it takes, and with the command that gives just that. No law breaks
/// while all guards are in place, so the fence is taken out.
class AReducedWorldTest {
    @BeforeAll
    static void laysOutTheExamples() throws Exception {
        Answer.layOutExamples();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate examples/quickstart.yaml --seeds 60 --without FENCE",
                "simulate examples/quickstart.yaml --seeds 200 --without PROMISES --set failover.hold=400ms",
                "simulate examples/quickstart.yaml --without FENCE --fault saturate:eu-west-1@5s..9s"
                        + " --fault region-partition:us-east-1@20s..60s",
            })
    void is_told_again_by_the_command_that_it_is_printed_with(String command) throws Exception {
        Answer answer = Answer.of((command + " --output json").split(" "));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(ADocumentTest.schema("simulate").validate(answer.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode broken = read(answer).at("/violations/0");
        JsonNode reduced = broken.path("reduced");
        assertThat(reduced.path("isMinimal").asBoolean()).isTrue();
        assertThat(reduced.path("mishaps").size()).isLessThan(reduced.path("of").asInt());

        Answer again = Answer.of(words(reduced.path("command").asString(), "--output", "json"));
        JsonNode small = read(again).at("/violations/0");
        assertThat(small.path("law")).isEqualTo(broken.path("law"));
        assertThat(small.path("seed")).isEqualTo(broken.path("seed"));
        assertThat(small.at("/reduced/mishaps")).isEqualTo(reduced.path("mishaps"));
    }

    @Test
    void is_printed_with_its_mishaps_its_command_and_its_end() {
        Answer answer = Answer.of("simulate", "examples/quickstart.yaml", "--seeds", "60", "--without", "FENCE");
        String out = answer.out();
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(out).contains(" that went wrong ", " holds\n", "what happens then", "!!! I");
        String command = out.lines()
                .filter(line -> line.contains(" --only "))
                .findFirst()
                .orElseThrow()
                .strip();
        Answer told = Answer.of(command.replace("./meridian ", "").split(" "));
        assertThat(told.out()).contains("!!! I");
    }

    @Test
    void of_mishaps_that_do_not_come_is_refused() {
        Answer answer = Answer.of("simulate", "examples/quickstart.yaml", "--seed", "1", "--only", "order.4000");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.err()).contains("`order.4000` does not come in the world of seed 1");
    }

    private static JsonNode read(Answer answer) {
        return JsonMapper.shared().readTree(answer.out());
    }

    private static String[] words(String command, String... more) {
        List<String> words =
                new ArrayList<>(List.of(command.replace("./meridian ", "").split(" ")));
        words.remove("--trace");
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
