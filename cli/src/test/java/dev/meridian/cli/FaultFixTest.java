package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the `fix:` of a wrong `--fault` shows is typed as it stands, and is right.
class FaultFixTest {
    private static final Pattern FIX = Pattern.compile("fix: `([^`]+)`");

    @BeforeAll
    static void lays_out_the_examples() throws IOException {
        Answer.layOutExamples();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "blip",
                "blip:us-east-1",
                "blip:us-east-1:0s",
                "blip:us-east-1:2d",
                "blip:us-east-1@15s..",
                "blip:us-east-1:200ms@10s..11s",
                "blib:eu-west-1",
                "region-loss:us-east-1:5s",
                "agent-pause:us-east-1"
            })
    void works_when_it_is_typed(String wrong) {
        for (String settings : List.of("", "failover.profile=default")) {
            String err = answer(settings, wrong).err();
            Matcher fix = FIX.matcher(err);
            assertThat(fix.find()).as(err).isTrue();
            Answer again = answer(settings, fix.group(1));
            assertThat(again.exitCode()).as(fix.group(1) + "\n" + again.err()).isNotEqualTo(ExitCode.WRONG_INPUT);
        }
    }

    @Test
    void gives_no_end_to_what_has_none() {
        Answer twice = answer("", "region-loss:us-east-1@10s", "region-loss:us-east-1@20s");
        assertThat(twice.err()).contains("fix: another region, or leave one of the two out");

        Answer cut = answer("", "region-partition:us-east-1@10s", "region-partition:us-east-1@20s");
        assertThat(cut.err()).contains("or give the first one an end");
        assertThat(answer("", "region-partition:us-east-1@10s..15s", "region-partition:us-east-1@20s")
                        .exitCode())
                .isNotEqualTo(ExitCode.WRONG_INPUT);
    }

    private static Answer answer(String setting, String... faults) {
        List<String> words = new ArrayList<>(List.of("simulate", "examples/quickstart.yaml", "--runs", "1"));
        for (String fault : faults) {
            words.addAll(List.of("--fault", fault));
        }
        if (!setting.isEmpty()) {
            words.addAll(List.of("--set", setting));
        }
        return Answer.of(words.toArray(String[]::new));
    }
}
