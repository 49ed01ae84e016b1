package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.intake.FirstDraft.Field;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A first draft")
class AFirstDraftTest {
    static Stream<FirstDraft> drafts() {
        List<FirstDraft> drafts = new ArrayList<>();
        for (String store : FirstDraft.STORES) {
            for (String rpo : List.of("0s", "30s")) {
                for (String primary : List.of("us-east-1", "eu-west-1", "europe-west1", "westeurope")) {
                    drafts.add(FirstDraft.DEFAULTS
                            .with(Field.STORE, store)
                            .with(Field.RPO, rpo)
                            .with(Field.PRIMARY, primary));
                }
            }
        }
        return drafts.stream();
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void is_a_topology_whatever_is_answered(FirstDraft draft) {
        Reading reading = read(draft);
        assertThat(reading.problems()).as(draft.text()).isEmpty();
        assertThat(Blueprints.resolve(reading.topology().orElseThrow()).problems())
                .as(draft.text())
                .isEmpty();
    }

    private static Reading read(FirstDraft draft) {
        return TopologyReader.read("draft.yaml", draft.text().getBytes(StandardCharsets.UTF_8), List.of());
    }

    @Test
    void of_no_answers_is_as_it_was_reviewed() throws IOException {
        Drafts.check("first.yaml", FirstDraft.DEFAULTS.text());
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, eu-west-1",
        "eu-west-1, us-west-2",
        "europe-west3, us-west1",
        "westeurope, westus2",
        "us-west-2, eu-west-1"
    })
    void has_a_standby_of_the_same_provider_elsewhere(String primary, String standby) {
        assertThat(FirstDraft.DEFAULTS.with(Field.PRIMARY, primary).standby()).isEqualTo(standby);
    }

    @Test
    void waits_for_the_standby_if_nothing_may_be_lost() {
        assertThat(FirstDraft.DEFAULTS.with(Field.RPO, "0s").text()).contains("replication: sync");
        assertThat(FirstDraft.DEFAULTS.text()).contains("replication: async");
    }

    @Test
    void of_wrong_answers_is_written_down_and_the_reader_says_what_is_wrong() {
        FirstDraft draft =
                FirstDraft.DEFAULTS.with(Field.APPLICATION, "a: {b\n#\"").with(Field.RTO, "15");
        assertThat(read(draft).problems())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(problem -> assertThat(problem.id()).isEqualTo("MER-0024"));
    }
}
