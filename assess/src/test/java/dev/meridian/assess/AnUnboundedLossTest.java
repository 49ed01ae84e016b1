package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a lost region takes without a promise that bounds it is said once for an application.
class AnUnboundedLossTest {
    private static Read library(String promise, String stores, String more) {
        return Read.of("""
                meridian: 1
                application: library
                objectives: {%s}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {loans: hard}}}
                data:
                  loans: {%s}
                %s
                failover: {mode: manual, control: {runs: script, in: [us-east-1]}}
                """.formatted(
                        promise, stores, more.isEmpty() ? "" : more.indent(2).stripTrailing()));
    }

    private static final String LATE = "kind: postgresql, runs: self, replication: {mode: async, lag: 20s}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kind: postgresql, runs: self, replication: {mode: async, lag: 20s}         | `loans` loses up to 20s (lag 20s)
        kind: postgresql, runs: self, replication: {mode: async}                   | `loans` loses an unknown amount
        kind: object, runs: provider, replication: {mode: async, via: s3-replication} | `loans` loses an unknown amount
        kind: mysql, runs: self, in: [eu-west-1], replication: none, backup: {every: 1d, takes: 1h, copyTo: us-east-1} | `loans` loses up to 25h (a backup every 1d that takes 1h)
        """)
    void is_named_with_what_decides_it(String store, String said) {
        assertThat(Found.only(library("rto: 1h", store, ""), Rule.LOSS_NOT_BOUNDED)
                        .statement())
                .startsWith("no promise bounds what a lost region takes: " + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kind: postgresql, runs: self, replication: sync
        kind: postgresql, runs: self, replication: unknown
        kind: postgresql, runs: self, replication: {mode: async, lag: 20s}, disposable: true
        kind: postgresql, runs: self, replication: {mode: async, lag: 20s}, objectives: {rpo: 1m}
        kind: postgresql, runs: self, in: [eu-west-1], replication: none
        kind: redis, runs: self, replication: {mode: async, lag: 20s}, usedFor: [sessions]
        kind: cockroachdb, runs: self, replication: quorum, voters: {eu-west-1: 2, us-east-1: 1}
        """)
    void is_none_where_nothing_is_lost_or_another_finding_or_a_promise_covers_it(String store) {
        Found.isFree(library("rto: 1h", store, ""), Rule.LOSS_NOT_BOUNDED);
    }

    @Test
    void is_bounded_by_a_promise_of_the_application_a_journey_or_a_claim() {
        Found.isFree(library("rto: 1h, rpo: 1m", LATE, ""), Rule.LOSS_NOT_BOUNDED);
        Read free = library("rto: 1h", LATE, "");
        Found.isFree(free.with("journeys.lend={uses: [web], objectives: {rpo: 1m}}"), Rule.LOSS_NOT_BOUNDED);
        Found.isFree(free.with("claims.c={says: at most a minute, rpo: 1m}"), Rule.LOSS_NOT_BOUNDED);
        Found.only(free.with("objectives.disruptions={corruption: {rpo: 1m}}"), Rule.LOSS_NOT_BOUNDED);
        Found.only(free.with("objectives.disruptions={zone: {rpo: 1m}}"), Rule.LOSS_NOT_BOUNDED);
    }

    @Test
    void names_each_store_that_loses_and_asks_for_the_largest_loss() {
        Read file = library("rto: 1h", LATE, "feed: {kind: mysql, runs: self, replication: {mode: async, lag: 2m}}\n");
        Finding found = Found.only(file.with("services.web.dependsOn.feed=soft"), Rule.LOSS_NOT_BOUNDED);
        assertThat(found.statement()).endsWith("`loans` loses up to 20s (lag 20s) and `feed` loses up to 2m (lag 2m)");
        assertThat(found.fix()).startsWith("`objectives.rpo: 2m` or more");
    }

    @Test
    void is_not_asked_of_a_store_that_nothing_needs_or_that_keeps_backups_of_others() {
        Read file =
                library("rto: 1h", "kind: postgresql, runs: self, replication: sync, backup: {store: vaulted}", """
                vaulted: {kind: object, runs: provider, replication: {mode: async, via: s3-replication}}
                spare: {kind: mysql, runs: self, replication: {mode: async, lag: 2m}}
                """);
        Found.isFree(file, Rule.LOSS_NOT_BOUNDED);
        Found.only(file.with("services.web.dependsOn.vaulted=soft"), Rule.LOSS_NOT_BOUNDED);
        Found.only(file.with("services.web.dependsOn.spare=soft"), Rule.LOSS_NOT_BOUNDED);
        Found.isFree(file.with("services.web.dependsOn.spare=operate"), Rule.LOSS_NOT_BOUNDED);
    }

    @Test
    void is_not_asked_of_an_application_that_lives_in_one_region_by_choice() {
        String one = """
                meridian: 1
                applications:
                  library: {roles: {eu-west-1: primary}%s}
                  desk: {roles: {us-east-1: primary}}
                regions: {eu-west-1: {}, us-east-1: {}}
                services:
                  web: {application: library, in: [eu-west-1], dependsOn: {loans: hard}}
                  help: {application: desk, in: [us-east-1]}
                data:
                  loans:
                    {application: library, kind: mysql, runs: self, in: [eu-west-1], replication: none,
                     backup: {every: 1d, takes: 1h, copyTo: us-east-1}}
                """;
        Found.isFree(Read.of(one.formatted("")), Rule.LOSS_NOT_BOUNDED);
        Found.only(Read.of(one.formatted(", objectives: {rto: 1d}")), Rule.LOSS_NOT_BOUNDED);
    }
}
