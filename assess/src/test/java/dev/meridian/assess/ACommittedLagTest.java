package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A published lag is committed where its provider owes it, and not where its source only speaks of an agreement.
class ACommittedLagTest {
    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-west-2, object, s3-replication-time-control, false",
        "eastus, westus, object, geo-priority-replication, false",
        "us-central1, us-east1, object, turbo-replication, false",
        "eastus, westus, volume, site-recovery, true",
        "eastus, westus, object, grs, true",
        "eastus, westus, sqlserver, failover-group, true"
    })
    void needs_no_alarm(String from, String to, String kind, String via, boolean open) {
        Subject subject = Read.of("""
            meridian: 1
            application: till
            objectives: {disruptions: {region: {rpo: 1h}}}
            regions: {%s: {role: primary}, %s: {role: standby}}
            services: {desk: {dependsOn: {rows: hard}}}
            data: {rows: {kind: %s, runs: provider, replication: {mode: async, via: %s}}}
            failover: {mode: manual, control: {runs: script}, fence: none}
            """.formatted(from, to, kind, via)).subject();
        Comeback back = subject.wayBack(subject.store("rows"), Promise.Disruption.REGION);
        assertThat(LagRules.isOpen(subject, subject.store("rows"), back.loss())).isEqualTo(open);
    }
}
