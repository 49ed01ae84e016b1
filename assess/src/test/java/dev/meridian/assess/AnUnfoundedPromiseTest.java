package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A promise that no figure of the file stands behind: its note asks for what the file does not have.
class AnUnfoundedPromiseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        journeys.read.objectives.disruptions.zone.rto | ''                               | a drill with its result in `drills` (`disruption: zone`)
        journeys.read.objectives.disruptions.zone.rto | none                             | declare entrances, or a drill with
        journeys.read.objectives.disruptions.zone.rpo | ''                               | `dependsOn` of its services
        """)
    void is_told_what_it_lacks(String path, String set, String fix) {
        Read file =
                Read.of("""
                    meridian: 1
                    application: shop
                    regions: {europe-west1: {role: primary}, us-central1: {role: active}}
                    network: {zones: 3}
                    services: {web: {replicas: 3}, worker: {dependsOn: {orders: hard}}}
                    data: {orders: {kind: postgresql, runs: provider, zones: 3, replication: async}}
                    journeys: {read: {uses: [web], objectives: {disruptions: {zone: {rto: 5m, rpo: 0s}}}}}
                    %s
                    failover: {mode: manual, control: {runs: script}, probes: {up: {kind: https, to: web, every: 10s}}}
                    """.formatted(set.isEmpty() ? "traffic: {entrances: {web: {to: web, switch: anycast}}}" : ""));
        assertThat(Found.of(file, Rule.NOT_JUDGED))
                .filteredOn(finding -> finding.at().equals(path))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).startsWith(fix));
    }
}
