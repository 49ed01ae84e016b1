package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan that names the stores that it promotes names all that have to be moved.
class AForgottenStoreTest {
    private static final Read GRAPH = Read.of("""
        meridian: 1
        application: graph
        regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
        services: {web: {}}
        data:
          rows: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}
          events: {kind: kafka, runs: self, replication: {mode: async, via: mirrormaker-2, lag: 2m}}
          files: {kind: object, runs: provider, replication: {mode: async, via: s3-cross-region-replication}}
        failover:
          mode: manual
          control: {runs: script, in: [us-west-2]}
          targets: [us-west-2]
          steps: {promote: {of: {rows: {by: script}}}}
        """);

    @Test
    void is_written_where_the_users_have_left() {
        Finding found = Found.only(GRAPH, Rule.STEP_LEFT_OUT);
        assertThat(found.severity()).isEqualTo(Severity.NOTE);
        assertThat(found.statement()).isEqualTo("the plan promotes `rows`, and none of its steps names `events`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover.steps.promote.of.events={by: script}",
                "failover.steps.clients={after: promote, by: script, run: point producers to kafka in us-west-2}",
                "data.events.disposable=true",
                "data.events.replication=none",
                "failover.steps.promote={takes: 5m}"
            })
    void is_none_that_a_step_names_or_that_has_nothing_to_be_moved(String set) {
        Read file = set.startsWith("failover.steps.promote={")
                ? Read.of(GRAPH.text().replace("of: {rows: {by: script}}", "takes: 5m"))
                : GRAPH.with(set);
        Found.isFree(file, Rule.STEP_LEFT_OUT);
    }
}
