package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A copy that a pipeline or a program keeps in a service of the standby region serves there without a promotion.
class ALiveCopyTest {
    private static Read read(String store, String regions) {
        return Read.of("""
            meridian: 1
            application: till
            objectives: {disruptions: {region: {rto: 20m, rpo: 1h}}}
            regions: {%s}
            services: {desk: {dependsOn: {keys: hard}}}
            data: {keys: %s}
            failover:
              mode: manual
              control: {runs: script}
              fence: none
              human: {notice: 5m, decide: 5m}
            """.formatted(regions, store));
    }

    private static final String AZURE = "westeurope: {role: primary}, northeurope: {role: standby}";
    private static final String AWS = "eu-west-1: {role: primary}, eu-central-1: {role: standby}";

    private static Comeback back(Read read) {
        Subject subject = read.subject();
        return subject.wayBack(subject.store("keys"), Promise.Disruption.REGION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: vault, runs: provider, replication: {mode: copy, every: 15m}}",
                "{kind: vault, runs: provider, replication: {mode: copy, every: 15m, via: github-actions}}",
                "{kind: object, runs: provider, replication: {mode: copy, every: 30m, via: azcopy}}",
                "{kind: object, runs: provider, replication: {mode: async, lag: 5m, via: rclone}}",
                "{kind: cluster-objects, runs: operator, replication: {mode: copy, every: 5m, via: argo-cd}}"
            })
    void is_not_promoted(String store) {
        Comeback back = back(read(store, AZURE));
        assertThat(back.way()).isEqualTo(Comeback.Way.WRITABLE);
        assertThat(back.recovery().isNothing()).isTrue();
        assertThat(back.loss().isNothing())
                .as("the copies are late all the same")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: vault, runs: operator, replication: {mode: copy, every: 15m, via: raft-snapshots}}",
                "{kind: object, runs: provider, replication: {mode: copy, every: 1h, via: nightly-backup}}",
                "{kind: object, runs: provider, replication: {mode: async, via: grs}}",
                "{kind: postgresql, runs: operator, replication: {mode: copy, every: 5m, via: log-shipping}}",
                "{kind: object, runs: provider, replication: {mode: async, via: objekt-replication}}",
                "{kind: object, runs: provider, replication: {mode: async, via: s3-replication}}"
            })
    void is_none_where_a_file_has_to_be_restored_or_a_failover_called(String store) {
        assertThat(back(read(store, AZURE)).way()).isEqualTo(Comeback.Way.PROMOTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vault  |                  | " + AZURE + " | 0.9999 | Key Vault",
                "vault  | , via: pipeline   | " + AZURE + " | 0.9999 | Key Vault",
                "object | , via: azcopy     | " + AZURE + " | 0.999  | Storage Accounts",
                "vault  | , via: pipeline   | " + AWS + "   | 0.999  | Secrets Manager",
                "object | , via: s5cmd-sync | " + AWS + "   | 0.999  | Amazon S3"
            })
    void has_the_service_level_of_the_one_service_of_its_provider(
            String kind, String via, String regions, double share, String service) {
        Subject subject = read(
                        "{kind: " + kind + ", runs: provider, replication: {mode: copy, every: 15m"
                                + (via == null ? "" : via) + "}}",
                        regions)
                .subject();
        Supply.Part part = Supply.store(subject, "keys");
        assertThat(part.share()).isEqualTo(OptionalDouble.of(share));
        assertThat(part.source()).contains(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault-dr-replication", "performance-replication", "integrated-storage"})
    void of_another_product_has_no_service_level_of_the_provider(String via) {
        Subject subject = read("{kind: vault, runs: provider, replication: {mode: async, via: " + via + "}}", AZURE)
                .subject();
        Supply.Part part = Supply.store(subject, "keys");
        assertThat(part.share()).isEmpty();
        assertThat(part.source()).contains("vault via `" + via + "`");
    }

    /// The services for secrets spread over the zones of their region by themselves.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replication: {mode: copy, every: 15m} | " + AZURE,
                "replication: {mode: copy, every: 15m, via: pipeline} | " + AZURE,
                "replication: {mode: copy, every: 15m, via: github-actions} | " + AWS
            })
    void is_of_a_service_over_zones(String replication, String regions) {
        Subject subject = read("{kind: vault, runs: provider, " + replication + "}", regions)
                .subject();
        assertThat(subject.wayBack(subject.store("keys"), Promise.Disruption.ZONE)
                        .way())
                .isEqualTo(Comeback.Way.STAYS);
    }
}
