package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The place of a copy or of a backup that its provider chooses.
class AProvidersPlaceTest {
    private static Read read(String regions, String store) {
        return Read.of("""
            meridian: 1
            application: till
            regions: {%s}
            services: {desk: {dependsOn: {files: hard}}}
            data: {files: %s}
            failover: {mode: manual, control: {runs: script}, fence: none}
            """.formatted(regions, store));
    }

    private static String two(String primary, String standby) {
        return primary + ": {role: primary}, " + standby + ": {role: standby}";
    }

    @ParameterizedTest
    @CsvSource({
        "object, grs, eastus, westus, ",
        "object, gzrs, eastus, centralus, westus",
        "object, ra-gzrs, westus3, westus2, eastus",
        "object, ra-grs, brazilsouth, southcentralus, ",
        "object, geo-priority-replication, northeurope, uksouth, westeurope",
        "vault, key-vault, westeurope, francecentral, northeurope",
        "object, object-replication, eastus, centralus, "
    })
    void of_a_copy_is_the_pair_of_its_region(String kind, String via, String from, String to, String pair) {
        Read read = read(
                two(from, to), "{kind: " + kind + ", runs: provider, replication: {mode: async, via: " + via + "}}");
        if (pair == null) {
            assertThat(Found.of(read, Rule.MODE_NOT_OFFERED))
                    .noneMatch(finding -> finding.statement().contains("the pair of"));
        } else {
            Found.is(Severity.WARNING, read, Rule.MODE_NOT_OFFERED);
            assertThat(Found.only(read, Rule.MODE_NOT_OFFERED).statement())
                    .endsWith("declared in " + to + ", and the pair of " + from + " is " + pair);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polandcentral", "italynorth", "israelcentral"})
    void of_a_copy_is_nowhere_where_a_region_has_no_pair(String region) {
        Read read =
                read(two(region, "westeurope"), "{kind: object, runs: provider, replication: {mode: async, via: grs}}");
        Found.is(Severity.ERROR, read, Rule.MODE_NOT_OFFERED);
    }

    /// A copy by a program goes where the program writes.
    @Test
    void of_a_copy_by_a_program_is_its_own() {
        Read read = read(
                two("eastus", "centralus"),
                "{kind: vault, runs: provider, replication: {mode: copy, every: 5m, via: key-vault}}");
        Found.isFree(read, Rule.MODE_NOT_OFFERED);
    }

    @ParameterizedTest
    @CsvSource({
        "westeurope, northeurope, sqlserver, failover-group, false",
        "polandcentral, northeurope, sqlserver, failover-group, true",
        "westeurope, northeurope, cosmosdb, cosmos-db, false",
        "westeurope, northeurope, postgresql, flexible-server-read-replica, true",
        "europe-west1, europe-west3, mysql, cloud-sql-cross-region-replica, false",
        "europe-west1, europe-west3, postgresql, alloydb-secondary-cluster, true",
        "eu-west-1, eu-central-1, postgresql, rds-cross-region-replica, true"
    })
    void of_backups_is_another_region_where_that_is_the_default(
            String from, String to, String kind, String via, boolean stay) {
        Read read = read(
                two(from, to),
                "{kind: " + kind + ", runs: provider, replication: {mode: async, via: " + via
                        + "}, backup: {every: 24h, keep: 7d}}");
        assertThat(Found.of(read, Rule.BACKUP_STAYS)).hasSize(stay ? 1 : 0);
    }

    @Test
    void of_backups_is_the_one_that_the_file_says() {
        Read read = read(
                two("westeurope", "northeurope"),
                "{kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}, backup: {every:"
                        + " 24h, copyTo: [westeurope]}}");
        assertThat(Found.of(read, Rule.BACKUP_STAYS)).hasSize(1);
    }

    /// A store that may be in its region only is not expected to keep the default.
    @Test
    void of_backups_is_not_the_default_where_the_data_may_not_be_there() {
        Read read = read(
                two("westeurope", "northeurope"),
                "{kind: sqlserver, runs: provider, in: [westeurope], keepIn: [westeurope], backup: {every: 24h}}");
        assertThat(Found.of(read, Rule.BACKUP_STAYS)).hasSize(1);
        Subject subject = read.subject();
        assertThat(subject.wayBack(subject.store("files"), Promise.Disruption.REGION)
                        .way())
                .isEqualTo(Comeback.Way.LOST);
    }

    @ParameterizedTest
    @CsvSource({
        "westeurope, sqlserver, RESTORED",
        "westeurope, cosmosdb, RESTORED",
        "polandcentral, sqlserver, LOST",
        "westeurope, postgresql, LOST",
        "eu-west-1, postgresql, LOST"
    })
    void of_backups_brings_back_a_store_without_copies(String region, String kind, Comeback.Way way) {
        Subject subject = read(
                        region + ": {role: primary}, uksouth: {role: standby}",
                        "{kind: " + kind + ", runs: provider, in: [" + region + "]}")
                .subject();
        assertThat(subject.wayBack(subject.store("files"), Promise.Disruption.REGION)
                        .way())
                .isEqualTo(way);
    }
}
