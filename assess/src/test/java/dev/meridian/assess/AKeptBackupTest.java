package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A backup is where the store is that keeps it.
class AKeptBackupTest {
    private static Read ledger(String backup) {
        return Read.of("""
                meridian: 1
                application: ledger
                objectives: {disruptions: {region: {rpo: 12h}}}
                regions: {eastus: {role: primary}, westus: {role: standby}}
                services: {web: {dependsOn: {books: hard}}}
                data:
                  books: {kind: mysql, runs: self, in: [eastus], replication: none, keepIn: [eastus, westus],
                    backup: {every: 6h, restoreTakes: 30m, %s}}
                  near: {kind: object, runs: provider, in: [eastus], replication: none}
                  far: {kind: object, runs: provider, in: [westus], replication: none}
                  both: {kind: object, runs: provider, replication: {mode: async, via: grs}}
                  each: {kind: object, runs: provider, replication: none}
                  some: {kind: object, runs: provider, replication: unknown}
                """.formatted(backup));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: firestore, runs: provider, replication: {mode: provider} | false",
                "kind: spanner, runs: provider, replication: {mode: provider}   | false",
                "kind: cockroachdb, runs: self, replication: {mode: quorum}     | false",
                "kind: postgresql, runs: self, replication: {mode: async}       | true"
            })
    void of_a_store_over_regions_is_in_no_single_one(String store, boolean stays) {
        Read file = Read.of("""
            meridian: 1
            application: ledger
            regions: {us-central1: {role: primary}, us-east1: {role: standby}, us-east4: {role: standby}}
            services: {web: {dependsOn: {books: hard}}}
            data: {books: {%s, backup: {every: 24h}}}
            """.formatted(store));
        assertThat(Found.of(file, Rule.BACKUP_STAYS)).hasSize(stays ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"data: {books: {backup: {keep: 7d}}} | false", "data: {books: {machine: large}}     | true"})
    void is_also_one_that_another_region_makes_of_its_own(String override, boolean stays) {
        Read file = Read.of("""
            meridian: 1
            application: ledger
            regions:
              us-east-1: {role: primary}
              us-west-2: {role: standby, overrides: {%s}}
            services: {web: {dependsOn: {books: hard}}}
            data:
              books:
                kind: postgresql
                runs: provider
                backup: {pointInTime: true, keep: 14d}
                replication: {mode: async, via: aurora-global-database}
            """.formatted(override));
        assertThat(Found.of(file, Rule.BACKUP_STAYS)).hasSize(stays ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store: near      | true",
                "store: books     | true",
                "store: far       | false",
                "store: both      | false",
                "store: each      | true",
                "store: some      | false",
                "copyTo: [westus] | false"
            })
    void leaves_its_region_only_with_that_store(String backup, boolean stays) {
        Read file = ledger(backup);
        assertThat(file.assessed().findings().stream()
                        .anyMatch(finding -> finding.rule() == Rule.BACKUP_STAYS
                                && finding.at().startsWith("data.books")))
                .isEqualTo(stays);
        assertThat(file.subject()
                        .wayBack(file.subject().store("books"), Promise.Disruption.REGION)
                        .way())
                .isEqualTo(stays ? Comeback.Way.LOST : Comeback.Way.RESTORED);
    }

    @ParameterizedTest
    @CsvSource({"far, PT6H", "both, PT6H15M", "some, ''"})
    void is_as_old_in_another_region_as_the_copies_of_that_store_are_late(String keeper, String most) {
        Subject subject = ledger("store: " + keeper).subject();
        Comeback back = subject.wayBack(subject.store("books"), Promise.Disruption.REGION);
        assertThat(back.loss().span().plan().map(Duration::toString).orElse("")).isEqualTo(most);
        assertThat(back.recovery().isUnknown()).isEqualTo(most.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 24h, pointInTime: 10m, copyTo: [westus]              | PT1H",
                "every: 24h, pointInTime: 45m, copyTo: [westus]              | PT1H",
                "every: 24h, pointInTime: 10m, store: far                    | PT10M"
            })
    void is_elsewhere_no_earlier_than_its_provider_says(String backup, String most) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {eastus: {role: primary}, westus: {role: standby}}
            services: {web: {dependsOn: {books: hard}}}
            data:
              books: {kind: sqlserver, runs: provider, in: [eastus], replication: none, backup: {%s}}
              far: {kind: object, runs: provider, in: [westus], replication: none}
            """.formatted(backup));
        assertThat(file.subject()
                        .wayBack(file.subject().store("books"), Promise.Disruption.REGION)
                        .loss()
                        .span()
                        .plan())
                .contains(Duration.parse(most));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eastus, westus       | sqlserver  | copyTo: [westus]              | PT1H",
                "eastus, westus       | sqlserver  | keep: 7d                      | PT1H",
                "eastus, westus       | sqlserver  | 'copyTo: [westus], every: 2h' | PT2H",
                "eastus, westus       | postgresql | copyTo: [westus]              | PT1H",
                "eastus, eastus2      | postgresql | copyTo: [eastus2]             | ''",
                "us-east-1, us-west-2 | postgresql | copyTo: [us-west-2]           | PT25M",
                "us-east1, us-west1   | postgresql | copyTo: [us-west1]            | ''"
            })
    void without_an_interval_is_as_old_elsewhere_as_its_provider_says(
            String regions, String kind, String backup, String most) {
        String[] both = regions.split(", ");
        Subject subject =
                Read.of("""
            meridian: 1
            application: shop
            regions: {%s: {role: primary}, %s: {role: standby}}
            services: {web: {dependsOn: {books: hard}}}
            data: {books: {kind: %s, runs: provider, in: [%s], replication: none, backup: {%s}}}
            """.formatted(both[0], both[1], kind, both[0], backup)).subject();
        Comeback back = subject.wayBack(subject.store("books"), Promise.Disruption.REGION);
        assertThat(back.loss().span().plan().map(Duration::toString).orElse("")).isEqualTo(most);
        assertThat(back.loss().isUnknown()).isEqualTo(most.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"30m, true", "12h, false", "13h, false"})
    void that_is_restored_sooner_than_its_provider_says_names_both(String takes, boolean isNamed) {
        Subject subject = Read.of("""
            meridian: 1
            application: shop
            regions: {eastus: {role: primary}, westus: {role: standby}}
            services: {web: {dependsOn: {books: hard}}}
            data:
              books: {kind: sqlserver, runs: provider, in: [eastus], replication: none,
                backup: {copyTo: [westus], restoreTakes: %s}}
            """.formatted(takes)).subject();
        Comeback back = subject.wayBack(subject.store("books"), Promise.Disruption.REGION);
        assertThat(back.recovery().source().contains("takes 10m to 12h by Microsoft Learn"))
                .isEqualTo(isNamed);
    }
}
