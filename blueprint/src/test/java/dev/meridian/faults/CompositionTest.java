package dev.meridian.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompositionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent-crash:eu-west-1@15s process-loss:eu-west-1@10s",
                "region-loss:us-east-1 agent-pause:us-east-1:5s@20s",
                "process-loss:us-east-1@1s process-loss:us-east-1@2s",
                "region-loss:us-east-1@1s region-partition:us-east-1@9s",
                "region-partition:us-east-1@5s..10s blip:us-east-1:1s@7s",
                "agent-pause:us-east-1:5s@5s agent-pause:us-east-1:5s@9s",
                "link-cut:us-east-1-eu-west-1@5s..10s link-cut:eu-west-1>us-east-1@7s",
                "link-slow:us-east-1-eu-west-1:300@5s link-slow:eu-west-1-us-east-1:50@9s",
                "saturate:us-east-1@5s saturate:us-east-1@9s",
                "quorum-loss@5s quorum-loss@9s..20s",
                "quorum-loss@5s..20s agent-crash:eu-west-1@9s",
                "process-loss:us-east-1@5s db-crash:us-east-1@9s",
                "process-loss:us-east-1@5s saturate:us-east-1@9s",
            })
    void a_fault_that_another_one_leaves_nothing_to_do_is_refused(String faults) {
        assertThat(Composition.wrong(Places.faults(faults))).isPresent();
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
                "link-slow:us-east-1-eu-west-1:150@5s..20s region-loss:us-east-1@25s",
                "link-cut:us-east-1-eu-west-1@5s link-cut:us-east-1-ap-southeast-1@5s",
                "link-cut:us-east-1>eu-west-1@5s link-cut:eu-west-1>us-east-1@5s",
                "link-cut:us-east-1-eu-west-1@5s..10s link-cut:us-east-1-eu-west-1@10s",
                "link-cut:us-east-1-eu-west-1@5s link-slow:us-east-1-eu-west-1:10@6s",
                "quorum-loss@5s..20s agent-crash:eu-west-1@20s",
                "quorum-loss@5s region-loss:us-east-1@9s",
                "db-crash:us-east-1@5s db-crash:us-east-1@9s",
            })
    void faults_that_can_all_be_made_are_taken(String faults) {
        assertThat(Composition.wrong(Places.faults(faults))).isEmpty();
    }
}
