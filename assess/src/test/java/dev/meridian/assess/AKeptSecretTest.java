package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A secret is missed in another region where it is one and the same for all, and kept in one place.
class AKeptSecretTest {
    private static Read clinic(String role, String second, String store, String... sets) {
        return Read.of("""
            meridian: 1
            application: clinic
            regions: {westeurope: {role: %s}, eastus: {role: %s}, northeurope: {role: %s}}
            services: {web: {in: [westeurope, eastus], secrets: [key], dependsOn: {rows: hard}}}
            data: {rows: %s}
            secrets: {key: {store: key-vault, replicate: false}}
            """.formatted(role, second, second, store), sets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {kind: mysql, runs: provider, writes: local, replication: none}
        {kind: postgresql, runs: self, replication: none}
        {kind: cosmosdb, runs: provider, writes: local, replication: async}
        """)
    void is_not_missed_where_each_region_has_its_own_store(String store) {
        Found.isFree(clinic("active", "active", store), Rule.SECRETS_STAY);
        assertThat(Found.only(clinic("primary", "standby", store), Rule.SECRETS_STAY))
                .extracting(Finding::statement, Finding::severity)
                .containsExactly("the secret `key` is kept in westeurope and not copied to eastus", Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {kind: mysql, runs: provider, primary: westeurope, replication: async}
        {kind: cosmosdb, runs: provider, replication: multi-primary}
        {kind: postgresql, in: [westeurope], replication: none}
        """)
    void is_a_note_where_nothing_says_where_it_is_kept(String store) {
        Read file = clinic("active", "active", store);
        assertThat(Found.only(file, Rule.SECRETS_STAY))
                .extracting(Finding::statement, Finding::severity)
                .containsExactly(
                        "the secret `key` is not copied between westeurope and eastus, and nothing says where it is"
                                + " kept",
                        Severity.NOTE);
        Found.is(
                Severity.WARNING,
                file.with("data.safe={kind: vault, in: [eastus], replication: none}"),
                Rule.SECRETS_STAY);
    }
}
