package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Problem;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A key that is written as a comment because the reader does not take it yet.
@DisplayName("A key for later")
class AKeyForLaterTest {
    static Stream<String> keys() {
        return Page.LATER.stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void is_refused_by_the_reader_else_take_it_off_the_list_in_Page(String pattern) {
        StringBuilder file = new StringBuilder("meridian: 1\n");
        String[] keys = pattern.split("\\.");
        for (int i = 0; i < keys.length; i++) {
            String name = keys[i].equals("*") ? "x" : keys[i];
            file.append("  ".repeat(i)).append(name).append(i < keys.length - 1 ? ":\n" : ": {}\n");
        }
        List<Problem> problems = TopologyReader.read(
                        "later.yaml", file.toString().getBytes(StandardCharsets.UTF_8), List.of())
                .problems();
        assertThat(problems).extracting(Problem::id).contains("MER-0021");
    }

    @Test
    void becomes_one_when_the_mark_is_taken_away() {
        Draft draft = Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE);
        String without = draft.text()
                .replaceAll(
                        "(?m)^( *)# (cidr|versioning|route|network:|  +peering:|    links:|      across:|        between)",
                        "$1$2");
        List<Problem> problems = TopologyReader.read("draft.yaml", without.getBytes(StandardCharsets.UTF_8), List.of())
                .problems();
        assertThat(problems)
                .as("each is in its place, and none but these is wrong")
                .hasSizeGreaterThan(3)
                .extracting(Problem::id)
                .containsOnly("MER-0021");
    }
}
