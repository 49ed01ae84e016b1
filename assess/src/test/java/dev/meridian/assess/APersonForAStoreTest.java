package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A store that takes writes elsewhere anyway waits for the person whom the plan names for it.
class APersonForAStoreTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {kind: kafka, runs: operator, writes: local, replication: {mode: async, via: mirrormaker-2, lag: 10s}}
        {kind: cassandra, runs: operator, writes: local, replication: {mode: multi-primary, lag: 1s, conflicts: last-write-wins}}
        {kind: kafka, runs: self, primary: us-east-1, replication: {mode: async, via: mirrormaker-2, edges: {out: {from: us-east-1, to: us-west-2, omits: [audit]}}}}
        {kind: dynamodb, writes: local, replication: {mode: multi-primary, via: global-tables, conflicts: last-write-wins}}
        """)
    void counts_in_its_time(String store) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: active}, us-west-2: {role: active}}
                services: {web: {dependsOn: {events: hard}}}
                data: {events: %s}
                failover: {mode: manual, control: {runs: script, in: [us-west-2]}, human: {notice: 5m, decide: 10m}}
                """.formatted(store)).with("data.events.objectives={rto: 10m}");
        assertThat(Found.rto(file).span().best())
                .hasValueSatisfying(best -> assertThat(best).isZero());
        Read handed = file.with("failover.steps.promote={of: {events: {by: human, takes: 2m}}}");
        assertThat(Found.rto(handed).span().best())
                .hasValueSatisfying(best -> assertThat(best.toMinutes()).isGreaterThanOrEqualTo(10));
    }
}
