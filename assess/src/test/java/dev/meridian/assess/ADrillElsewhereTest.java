package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drill in an environment that lacks something shows nothing of the system that is promised for.
class ADrillElsewhereTest {
    private static Read shop(String overrides, String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, zones: 3, replication: {mode: async, lag: 5s}}}
                failover: {mode: manual, control: {runs: script, in: [us-east-1]}}
                drills: {may: {date: 2026-05-04, regions: [eu-west-1], environment: staging, rto: 2h, passed: true}}
                environments: {staging: {overrides: {%s}}}
                """.formatted(overrides), sets);
    }

    @Test
    void is_held_against_no_promise() {
        Read file = shop("data: {orders: {zones: 1, replication: none}}");
        Found.isFree(file, Rule.DRILL_BREAKS_A_PROMISE);
        Finding found = Found.only(file, Rule.NEVER_TRIED);
        assertThat(found.at()).isEqualTo("drills.may.environment");
        assertThat(found.statement())
                .isEqualTo("the drill of 2026-05-04 was made in `staging`, which differs from what is promised for");
        assertThat(found.why()).contains("`data.orders.zones` and `data.orders.replication.mode`");
    }

    @Test
    void is_said_of_those_that_are_planned_too() {
        Read file = shop("services: {web: {replicas: 1}}", "failover.drills={every: yearly, environment: staging}");
        assertThat(Found.of(file, Rule.NEVER_TRIED))
                .extracting(Finding::at)
                .containsExactlyInAnyOrder("failover.drills.environment", "drills.may.environment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "regions: {us-east-1: {account: tests}}"})
    void counts_where_nothing_differs(String overrides) {
        Read file = shop(overrides, "accounts.tests={provider: aws}");
        Found.isFree(file, Rule.NEVER_TRIED);
        Found.only(file, Rule.DRILL_BREAKS_A_PROMISE);
    }
}
