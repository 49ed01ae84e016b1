package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Journeys that say what they read and what they write: a copy answers who only reads, and only what is written
/// is lost.
class AReadingJourneyTest {
    private static Read library(String journey, String... sets) {
        return Read.of("""
                meridian: 1
                application: library
                regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
                services:
                  web: {dependsOn: {books: hard, visits: hard}}
                data:
                  books: {kind: postgresql, runs: provider, zones: 3, reads: local, replication: {mode: async, lag: 2s}}
                  visits: {kind: redis, runs: provider, zones: 3, replication: {mode: async, lag: 5m}}
                journeys: {do: %s}
                traffic: {entrances: {web: {route: [latency, health], providers: [route53]}}}
                failover: {mode: manual, human: {notice: 20m, decide: 20m}}
                """.formatted(journey), sets);
    }

    private static Promise row(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals("journey do")
                        && promise.objective() == objective
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void waits_for_no_promotion_of_what_a_copy_answers() {
        String reads = "{uses: [web], reads: [books, visits], objectives: {rto: 10m}}";
        List<String> local = List.of("data.visits.reads=stale 10m");
        assertThat(row(library(reads, local.getFirst()), Promise.Objective.RTO).verdict())
                .isEqualTo(Verdict.ATTAINABLE);
        // The writer alone answers, one of them is written, or nothing is said of either.
        assertThat(row(library(reads), Promise.Objective.RTO).verdict()).isNotEqualTo(Verdict.ATTAINABLE);
        assertThat(row(
                                library(
                                        "{uses: [web], reads: [books], writes: [visits], objectives: {rto: 10m}}",
                                        local.getFirst()),
                                Promise.Objective.RTO)
                        .verdict())
                .isNotEqualTo(Verdict.ATTAINABLE);
        assertThat(row(library("{uses: [web], objectives: {rto: 10m}}", local.getFirst()), Promise.Objective.RTO)
                        .verdict())
                .isNotEqualTo(Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {uses: [web], writes: [books], objectives: {rpo: 20s}}                   | ATTAINABLE
            {uses: [web], writes: [books, visits], objectives: {rpo: 20s}}           | UNATTAINABLE
            {uses: [web], reads: [visits], writes: [books], objectives: {rpo: 20s}}  | ATTAINABLE
            {uses: [web], objectives: {rpo: 20s}}                                    | UNATTAINABLE
            """)
    void loses_what_it_writes(String journey, Verdict verdict) {
        Read file = library(journey, "data.books.replication={mode: async, lag: 2s, alarmOnLag: 5s}");
        assertThat(row(file, Promise.Objective.RPO).verdict() == Verdict.ATTAINABLE)
                .isEqualTo(verdict == Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on-premises | network.ttl=                    | false
            other       | network.ttl=                    | false
            on-premises | data.books.zones=2              | true
            aws         | network.ttl=                    | true
            """)
    void has_a_row_for_a_zone_where_places_have_zones(String provider, String set, boolean isThere) {
        Read file = Read.of("""
                meridian: 1
                application: library
                objectives: {rto: 1h}
                regions: {%s: {role: primary%s}, %s: {role: standby%s}}
                services: {web: {dependsOn: {books: hard}}}
                data: {books: {kind: postgresql, runs: self, replication: {mode: async, lag: 2s}}}
                """.formatted(
                provider.equals("aws") ? "eu-west-1" : "north",
                provider.equals("aws") ? "" : ", provider: " + provider + ", near: eu-west-1, jurisdiction: IE",
                provider.equals("aws") ? "us-east-1" : "south",
                provider.equals("aws") ? "" : ", provider: " + provider + ", near: us-east-1, jurisdiction: US"));
        Read read = set.startsWith("data") ? file.with(set) : file;
        assertThat(read.assessed().promises().stream()
                        .anyMatch(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE))))
                .isEqualTo(isThere);
    }
}
