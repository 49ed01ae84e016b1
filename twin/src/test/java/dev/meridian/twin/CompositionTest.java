package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompositionTest {
    private static final List<RegionName> REGIONS =
            Stream.of("us-east-1", "eu-west-1").map(RegionName::new).toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent-crash:eu-west-1@15s process-loss:eu-west-1@10s",
                "region-loss:us-east-1 agent-pause:us-east-1:5s@20s",
                "process-loss:us-east-1@1s process-loss:us-east-1@2s",
                "region-loss:us-east-1@1s region-partition:us-east-1@9s",
                "region-partition:us-east-1@5s..10s blip:us-east-1:1s@7s",
                "agent-pause:us-east-1:5s@5s agent-pause:us-east-1:5s@9s",
            })
    void a_fault_that_another_one_leaves_nothing_to_do_is_refused(String faults) {
        assertThat(Composition.wrong(Examples.faults(REGIONS, List.of(faults.split(" ")))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1@8s agent-crash:eu-west-1@9s",
                "region-loss:us-east-1@8s region-loss:eu-west-1@8s",
                "agent-crash:us-east-1@5s region-loss:us-east-1@9s",
                "agent-crash:us-east-1@5s agent-crash:us-east-1@6s",
                "region-partition:us-east-1@5s..10s region-loss:us-east-1@10s",
                "agent-pause:us-east-1:5s@5s agent-crash:us-east-1@6s",
                "process-loss:us-east-1@5s region-partition:us-east-1@5s",
            })
    void faults_that_can_all_be_made_are_taken(String faults) {
        assertThat(Composition.wrong(Examples.faults(REGIONS, List.of(faults.split(" ")))))
                .isEmpty();
    }
}
