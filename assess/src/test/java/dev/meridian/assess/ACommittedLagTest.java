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

    /// Replication time control of Amazon S3 has one value.
    @ParameterizedTest
    @CsvSource({
        "s3-rtc, 5m, 15m, 'a mechanism with a smaller lag, or `objectives: {rpo: 15m}` for this store'",
        "s3-rtc, 20m, 30m, 'a smaller `target`, or `objectives: {rpo: 30m}` for this store'",
        "s3-replication, 5m, 15m, 'a smaller `target`, or `objectives: {rpo: 15m}` for this store'",
        "s3-replication, 0s, 15m, '`objectives: {rpo: 15m}` for this store, since no `target` of a copy that lags keeps 0s'"
    })
    void has_no_smaller_target(String via, String promised, String target, String fix) {
        Read file = Read.of("""
            meridian: 1
            application: till
            objectives: {rpo: %s}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {desk: {dependsOn: {rows: hard}}}
            data: {rows: {kind: object, runs: provider, replication: {mode: async, via: %s, target: %s}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(promised, via, target));
        assertThat(Found.only(file, Rule.PROMISES_CONTRADICT).fix()).isEqualTo(fix);
        Found.isFree(file.with("data.rows.disposable=true"), Rule.PROMISES_CONTRADICT);
    }
}
