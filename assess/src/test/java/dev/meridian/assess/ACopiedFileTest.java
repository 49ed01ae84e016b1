package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A snapshot or a dump that is copied every so often is a file: it takes time to get there, it is made no more
/// often than its provider makes one, and nothing answers from it before a restore.
class ACopiedFileTest {
    private static final String AMAZON = "us-east-1: {role: primary}, us-west-2: {role: standby}";
    private static final String GOOGLE = "us-central1: {role: primary}, us-east1: {role: standby}";
    private static final String AZURE = "eastus2: {role: primary}, centralus: {role: standby}";

    private static Read file(String regions, String store, String rpo) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9%%, disruptions: {region: {rpo: %s, rto: 2h}}}
            regions: {%s}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {zones: 2, %s}}
            traffic: {entrances: {web: {to: web, route: [failover, health], switch: dns, health: site}}}
            failover:
              mode: manual
              control: {runs: script}
              probes: {site: {kind: https, to: web, every: 30s}}
              steps: {promote: {of: {orders: {by: human, takes: 30m}}}}
            """.formatted(rpo, regions, store));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                AMAZON + "| kind: postgresql, runs: provider | a snapshot that a Lambda copies | 1h | ''",
                AZURE + "| kind: mysql, runs: provider       | backups copied by a script      | 1h | ''",
                GOOGLE + "| kind: postgresql, runs: provider | pg_dump to a bucket             | 1h | 30m",
                AMAZON + "| kind: postgresql, runs: self     | nightly dump                    | 1h | 30m",
                AMAZON + "| kind: postgresql, runs: self     | nightly dump                    | 8m  | ''"
            })
    void is_no_newer_than_it_can_be_made(String regions, String store, String via, String rpo, String every) {
        Read file = file(regions, store + ", replication: {mode: copy, every: 24h, via: " + via + "}", rpo);
        Finding finding = Found.of(file, Rule.RPO_UNATTAINABLE).getFirst();
        assertThat(finding.repair().isPresent()).isEqualTo(!every.isEmpty());
        finding.repair()
                .ifPresent(repair -> assertThat(repair.changes())
                        .extracting(Finding.Change::assignment)
                        .containsExactly("data.orders.replication.every=" + every));
        Subject subject = file.subject();
        assertThat(subject.wayBack(subject.store("orders"), Promise.Disruption.REGION)
                        .loss()
                        .span()
                        .plan())
                .contains(Duration.ofHours(24));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                AMAZON + "| postgresql | Amazon RDS SLA, Multi-AZ",
                GOOGLE + "| mysql      | Cloud SQL SLA",
                AZURE + "| postgresql  | Microsoft Learn"
            })
    void leaves_its_store_the_service_level_of_its_own_product(String regions, String kind, String source) {
        Read file = file(
                regions,
                "kind: " + kind + ", runs: provider, replication: {mode: copy, every: 24h, via: a copied snapshot}",
                "2d");
        Subject subject = file.subject();
        Supply supply = Supply.of(
                subject,
                Objects.requireNonNull(subject.blueprint().applications().get("shop")));
        assertThat(supply.regions().values())
                .allSatisfy(parts -> assertThat(parts)
                        .filteredOn(part -> part.name().startsWith("orders"))
                        .allMatch(part -> part.source().startsWith(source)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{mode: copy, every: 24h, via: a snapshot that is restored by hand} | true",
                "{mode: copy, every: 24h, via: exported files}                      | true",
                "{mode: async, via: rds-cross-region-replica}                       | false"
            })
    void answers_no_reads_before_it_is_restored(String replication, boolean isFile) {
        Read file = file(AMAZON, "kind: postgresql, runs: provider, replication: " + replication, "2d")
                .with("failover.failback.mode=automatic");
        Finding finding = Found.only(file, Rule.WRITES_NOT_MOVED);
        assertThat(finding.statement().contains("waits for a restore that people start"))
                .isEqualTo(isFile);
        assertThat(finding.why().contains("stale")).isEqualTo(!isFile);
        assertThat(finding.fix().contains("reads alone")).isEqualTo(!isFile);
    }
}
