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

    /// Without `takes` a backup keeps a promise of twice its interval, and a shorter one is unknown.
    @Test
    void by_backups_of_unknown_duration_is_more_than_their_interval() {
        Finding found = Found.only(
                library(
                        "rto: 1h",
                        "kind: mysql, runs: self, in: [eu-west-1], replication: none, zones: 2,"
                                + " backup: {every: 6h, copyTo: us-east-1}",
                        ""),
                Rule.LOSS_NOT_BOUNDED);
        assertThat(found.statement())
                .endsWith("`loans` loses 6h and more (a backup every 6h, and nothing says how long one takes)");
        assertThat(found.fix()).contains("rpo: 12h` or more");
    }

    /// A promise of the application is one about each of its stores.
    @Test
    void offers_no_figure_that_other_stores_would_not_keep() {
        Read file = library("rto: 1h", LATE, """
            gone: {kind: mysql, runs: self, in: [eu-west-1], replication: none}
            late: {kind: mysql, runs: self, replication: {mode: copy}}
            """);
        Finding found = Found.only(file, Rule.LOSS_NOT_BOUNDED);
        assertThat(found.statement()).contains("`loans` loses up to 20s", "`gone` loses everything", "`late`");
        assertThat(found.fix())
                .startsWith("first: a copy or a backup of `gone` in another region")
                .contains("declare `data.late.replication.every`")
                .endsWith("; then `objectives.rpo` with the loss that the business accepts");
    }

    /// A store that several applications share is one of each that needs it.
    @Test
    void is_one_of_a_shared_store_too() {
        Read file = Read.of("""
            meridian: 1
            applications: {library: {roles: {eu-west-1: primary, us-east-1: standby}}, desk: {}}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {application: library, dependsOn: {loans: hard}}}
            data:
              loans: {shared: true, primary: eu-west-1, kind: postgresql, runs: self, replication: {mode: async, lag: 20s}}
            """);
        assertThat(Found.only(file, Rule.LOSS_NOT_BOUNDED).statement()).contains("`loans` loses up to 20s");
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

    /// A store with a promise of its own is bounded, whatever is known of it.
    @Test
    void is_not_that_of_a_store_with_a_promise_beside_the_others() {
        Read file = library(
                "rto: 1h", LATE, "seats: {kind: redis, runs: provider, replication: unknown, objectives: {rpo: 5m}}");
        assertThat(Found.only(file, Rule.LOSS_NOT_BOUNDED)).satisfies(finding -> {
            assertThat(finding.statement()).contains("`loans`").doesNotContain("seats");
            assertThat(finding.fix()).doesNotContain("unknown");
        });
    }
}
