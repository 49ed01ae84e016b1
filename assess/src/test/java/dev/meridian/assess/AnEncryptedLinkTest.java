package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A link that its provider encrypts carries nothing in the clear between regions.
class AnEncryptedLinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        us-west-2, provider: aws  | by: transit      | true
        us-west-2, provider: aws  | by: peering      | true
        us-west-2, provider: aws  | loss: 0%         | true
        us-west-2, provider: aws  | by: public       | false
        us-west-2, provider: aws  | by: interconnect | false
        westus2, provider: azure  | by: peering      | false
        """)
    void is_one_between_regions_of_aws(String region, String by, boolean isEncrypted) {
        String there = region.replaceFirst(",.*", "");
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, %s: {role: standby, %s}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {kind: postgresql, runs: self, replication: async, encryption: {inTransit: false}}}
            network: {peering: {shape: none, links: {a: {from: us-east-1, to: %s, %s}}}}
            """.formatted(there, region.replaceFirst(".*, ", ""), there, by));
        assertThat(Found.of(file, Rule.PLAINTEXT_BETWEEN_REGIONS).isEmpty()).isEqualTo(isEncrypted);
    }

    @Test
    void is_a_tunnel_that_encrypts_the_way_and_not_its_ends() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, westus2: {role: standby, provider: azure}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {kind: postgresql, runs: self, replication: async, encryption: {inTransit: false}}}
            network: {peering: {shape: none, links: {a: {from: us-east-1, to: westus2, by: vpn}}}}
            """);
        Finding tunnel = Found.only(file, Rule.PLAINTEXT_BETWEEN_REGIONS);
        assertThat(tunnel.severity()).isEqualTo(Severity.NOTE);
        assertThat(tunnel.statement()).endsWith("no encryption but that of the tunnels");
        Finding line = Found.only(file.with("network.peering.links.a.by=interconnect"), Rule.PLAINTEXT_BETWEEN_REGIONS);
        assertThat(line.severity()).isEqualTo(Severity.WARNING);
    }
}
