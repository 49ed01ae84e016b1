package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A Key Vault of Azure is copied to the paired region without a word of the file, and nobody knows how soon it
/// answers there.
class APairedVaultTest {
    private static Read portal(String region, String vault) {
        return Read.of("""
            meridian: 1
            application: portal
            objectives: {rto: 1h, rpo: 1h}
            regions: {%s: {role: primary}, northeurope: {role: standby}}
            services: {web: {dependsOn: {keys: hard}}}
            data: {keys: {kind: vault, in: [%s]%s}}
            """.formatted(region, region, vault));
    }

    @Test
    void is_not_gone_with_its_region() {
        Read file = portal("francecentral", ", runs: provider");
        Found.isFree(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(file.assessed().promises().toString())
                .contains("time until `keys` answers from francesouth", "what the copy of `keys` in francesouth lacks");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .extracting(Promise::verdict)
                .containsOnly(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        westus3       | , runs: provider
        polandcentral | , runs: provider
        francecentral | , runs: self
        francecentral | ', runs: provider, replication: none'
        eu-west-1     | , runs: provider
        """)
    void is_gone_where_nothing_copies_it(String region, String vault) {
        Found.is(Severity.ERROR, portal(region, vault), Rule.LOST_WITH_ITS_REGION);
    }
}
