package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A declared time of a restore beside the longer one that its provider publishes, and a plan without any time.
class ADeclaredTimeTest {
    private static Read shop(String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {eastus: {role: primary}, westus: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: sqlserver, runs: provider, in: [eastus], replication: none, backup: {copyTo: [westus]}}}
                failover:
                  mode: manual
                  control: {runs: script, in: [westus]}
                  human: {notice: 5m, decide: 10m}
                  steps: {promote: {of: {orders: {by: human, takes: 10m..30m}}}}
                """, sets);
    }

    @Test
    void that_is_shorter_than_published_is_named_with_the_source() {
        Finding finding = Found.only(shop("objectives.rto=4h"), Rule.TIME_WITHOUT_GROUND);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.statement())
                .isEqualTo("`orders` is to be back after 10m to 30m, and Azure SQL Database geo-restore takes 10m to"
                        + " 12h");
        assertThat(finding.why()).contains("Microsoft Learn");
        assertThat(Found.only(shop("objectives.rto=1d"), Rule.TIME_WITHOUT_GROUND)
                        .severity())
                .isEqualTo(Severity.NOTE);
    }

    @Test
    void that_a_drill_stands_behind_or_that_is_as_long_as_published_is_none() {
        Read read = shop("objectives.rto=4h");
        Found.isFree(
                read.with("drills={west: {date: 2026-09-01, disruption: region, rto: 1h}}"), Rule.TIME_WITHOUT_GROUND);
        Found.isFree(read.with("failover.steps.promote.of.orders.takes=10m..12h"), Rule.TIME_WITHOUT_GROUND);
    }

    private static Read plan(String more, String... sets) {
        return Read.of("""
                meridian: 1
                application: desk
                regions: {eastus: {role: primary}, westus: {role: standby}}
                services: {web: {}}
                failover:
                  mode: manual
                  control: {runs: script}
                  steps:
                    import: {after: detect, before: route, by: pipeline}
                    start: {after: import, before: route, by: human}
                  %s
                """.formatted(more), sets);
    }

    @Test
    void of_a_whole_plan_that_nothing_starts_is_asked_for_once_where_nothing_is_promised() {
        Finding finding = Found.only(plan(""), Rule.TIME_WITHOUT_GROUND);
        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.statement())
                .contains("a person starts its plan after an unknown time, and no step has a time");
        assertThat(finding.fix()).contains("`failover.human`", "`import` and `start`", "`objectives.rto`");
        Found.isFree(plan("", "objectives.rto=1h"), Rule.TIME_WITHOUT_GROUND);
        Found.isFree(
                plan("", "claims.usual={says: about twelve hours, rto: 12h, figure: typical}"),
                Rule.TIME_WITHOUT_GROUND);
        Found.isFree(plan("human: {notice: 5m}"), Rule.TIME_WITHOUT_GROUND);
        Found.isFree(plan("", "failover.steps.import.takes=5m"), Rule.TIME_WITHOUT_GROUND);
        Found.isFree(plan("probes: {site: {kind: http, to: web, every: 30s}}"), Rule.TIME_WITHOUT_GROUND);
    }
}
