package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step of a person or a pipeline that the file lets stop the plan before users are moved may refuse it.
class ADecidingStepTest {
    private static Read shop(String steps) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
                traffic: {entrances: {web: {host: shop.example.org, switch: dns}}}
                failover:
                  mode: manual
                  control: {runs: script, in: [us-west-2]}
                  steps: {%s}
                """.formatted(steps));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        check: {before: scale, by: pipeline, onFailure: stop}                                         | true
        check: {after: promote, before: route, by: human, onFailure: stop}                            | true
        check: {before: gate, by: pipeline, onFailure: stop}, gate: {before: route, by: human}        | true
        check: {before: scale, by: pipeline}                                                          | false
        check: {before: scale, by: pipeline, onFailure: continue}                                     | false
        check: {after: route, by: pipeline, onFailure: stop}                                          | false
        check: {before: route, by: script, run: ./check.sh, onFailure: stop}                          | false
        check: {before: scale, in: lost, by: pipeline, onFailure: stop}                               | false
        stop-writes: {before: promote, by: human, onFailure: stop}                                    | false
        """)
    void is_named_in_a_note(String steps, boolean mayRefuse) {
        assertThat(Found.of(shop(steps), Rule.STEP_MAY_REFUSE))
                .hasSize(mayRefuse ? 1 : 0)
                .allMatch(found -> found.severity() == Severity.NOTE)
                .allMatch(found -> found.at().equals("failover.steps.check.onFailure"));
    }

    @Test
    void is_named_with_the_others_of_its_plan() {
        Finding found = Found.only(
                shop("quota: {before: scale, by: pipeline, onFailure: stop},"
                        + " approve: {after: promote, before: route, by: human, onFailure: stop}"),
                Rule.STEP_MAY_REFUSE);
        assertThat(found.statement()).startsWith("`quota` and `approve` may stop the plan");
        assertThat(found.also()).containsExactly("failover.steps.approve.onFailure");
    }
}
