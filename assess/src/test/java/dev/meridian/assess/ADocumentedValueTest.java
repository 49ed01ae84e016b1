package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a document says of a value is held against what the file says, and against the promises that follow.
class ADocumentedValueTest {
    private static List<Finding> differences(String claim) {
        return Read.of("""
                meridian: 1
                application: archive
                objectives: {disruptions: {zone: {rto: 10m}, region: {rto: 3h, rpo: 1h}}}
                regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
                services: {web: {replicas: 3, dependsOn: {deeds: hard}}}
                data:
                  deeds: {kind: postgresql, runs: provider, zones: 1, keep: 90d,
                    replication: {mode: async, via: rds-cross-region-replica, lag: 60s}}
                traffic: {ttl: unknown}
                failover: {mode: manual, human: {notice: 20m, decide: 20m}, fence: none}
                claims: {document: {%s}}
                """.formatted(claim)).assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.DOCUMENT_DIFFERS)
                .toList();
    }

    @Test
    void names_the_promises_that_only_the_document_keeps() {
        assertThat(differences("says: Multi-AZ, at: data.deeds.zones, value: 2"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.statement()).contains("says 2 of `data.deeds.zones`, and the file says 1");
                    assertThat(finding.why()).contains("with 2, rto of `archive` (zone) would be");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'says: kept for a year, at: data.deeds.keep, value: 365d'",
        "'says: synchronous, at: data.deeds.replication.mode, value: Sync'",
        "'says: behind by two minutes, at: data.deeds.replication.lag, value: 2m'"
    })
    void is_a_note_where_no_promise_would_be_better(String claim) {
        assertThat(differences(claim)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.why()).doesNotContain("would be");
        });
    }

    @Test
    void is_to_be_declared_where_the_file_does_not_know_the_value() {
        assertThat(differences("says: sixty seconds, at: traffic.ttl, value: 60s"))
                .singleElement()
                .extracting(Finding::fix)
                .isEqualTo("`traffic.ttl: 60s`, where that is what runs");
    }

    @ParameterizedTest
    @CsvSource({
        "'says: one minute, at: data.deeds.replication.lag, value: 1m'",
        "'says: one zone, at: data.deeds.zones, value: 1'",
        "'says: asynchronous, at: data.deeds.replication.mode, value: async'"
    })
    void is_silent_where_both_say_the_same(String claim) {
        assertThat(differences(claim)).isEmpty();
    }
}
