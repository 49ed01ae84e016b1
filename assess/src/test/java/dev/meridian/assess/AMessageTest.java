package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of messages there is no backup: they are copied by a replicator or written twice.
class AMessageTest {
    @ParameterizedTest
    @CsvSource({"stream, kinesis", "queue, sqs", "kafka, msk", "rabbitmq, amazon-mq"})
    void of_a_lost_region_has_no_backup_to_come_back_from(String kind, String via) {
        Finding found = Found.only(read(kind, via), Rule.RTO_UNATTAINABLE);
        assertThat(found.fix())
                .contains("for `intake` producers that write to both regions (`via: dual-write`)")
                .doesNotContain("backup");
    }

    @ParameterizedTest
    @CsvSource({"stream, kinesis", "queue, sqs"})
    void that_is_a_source_and_lost_too_is_replicated(String kind, String via) {
        Read file = read(kind, via)
                .with("data.rows={kind: postgresql, in: [eu-west-1], replication: none,"
                        + " recover: {replay: {from: intake, covers: 7d, takes: 20m}}}");
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION))
                .extracting(Finding::fix)
                .contains("for `intake` producers that write to both regions (`via: dual-write`)");
    }

    private static Read read(String kind, String via) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {dependsOn: {intake: hard, rows: hard}}}
            data:
              intake: {kind: %s, runs: provider, in: [eu-west-1], replication: {mode: none, via: %s}}
              rows: {kind: postgresql, replication: async}
            journeys: {buy: {uses: [web], writes: [rows], objectives: {rto: 30m}}}
            failover: {mode: manual, control: {runs: script}, human: {notice: 1m, decide: 1m}}
            """.formatted(kind, via));
    }
}
