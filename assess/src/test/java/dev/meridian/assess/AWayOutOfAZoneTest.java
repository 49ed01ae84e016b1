package dev.meridian.assess;

import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The network of several zones: one way out of all of them is in one zone, and a region without zones has no
/// second.
class AWayOutOfAZoneTest {
    private static Read ticket(String regions, String network) {
        return Read.of("""
                meridian: 1
                application: ticket
                objectives: {rto: 30m}
                regions: %s
                services: {web: {dependsOn: {seats: hard}}}
                data: {seats: {kind: dynamodb, replication: provider}}
                network: %s
                """.formatted(regions, network));
    }

    private static Verdict ofZone(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {zones: 3, nat: per-region}                   | AT_RISK
            {zones: 3, nat: per-zone}                     | ATTAINABLE
            {zones: 3, nat: per-region, endpoints: provider-services} | ATTAINABLE
            {zones: 3}                                    | ATTAINABLE
            """)
    void is_shared_by_all_zones_or_not(String network, Verdict verdict) {
        Read file = ticket("{eu-west-1: {role: active}, us-east-1: {role: active}}", network);
        assertThat(ofZone(file)).isEqualTo(verdict);
        if (verdict == Verdict.AT_RISK) {
            assertThat(only(file, Rule.ONE_ZONE).at()).isEqualTo("network.nat");
        } else {
            isFree(file, Rule.ONE_ZONE);
        }
    }

    @Test
    void is_no_gateway_in_a_zone_elsewhere() {
        Read file = ticket(
                "{europe-west1: {role: active, provider: gcp}, us-east1: {role: active, provider: gcp}}",
                "{zones: 3, nat: per-region}");
        assertThat(file.assessed().findings()).noneMatch(finding -> finding.at().equals("network.nat"));
    }

    @ParameterizedTest
    @CsvSource({"canadacentral, `zones: 2` or more", "ukwest, a region with zones in its place"})
    void has_a_remedy_that_its_region_offers(String region, String fix) {
        Read file = ticket(
                "{" + region + ": {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}}",
                "{zones: 1}");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.ONE_ZONE)
                .extracting(Finding::fix)
                .contains(fix);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void of_objects_keeps_both_writes_as_versions(String versioning, boolean isFound) {
        Read file = ticket("{eu-west-1: {role: active}, us-east-1: {role: active}}", "{zones: 3}")
                .with(
                        "services.web.dependsOn={seats: hard, lake: hard}",
                        "data.lake={kind: object, writes: local, versioning: " + versioning
                                + ", replication: {mode: multi-primary, conflicts: last-write-wins}}");
        assertThat(file.assessed().findings().stream()
                        .filter(finding -> finding.rule() == Rule.LAST_WRITE_WINS)
                        .anyMatch(finding -> finding.at().startsWith("data.lake")
                                || finding.also().stream().anyMatch(at -> at.startsWith("data.lake"))))
                .isEqualTo(isFound);
    }
}
