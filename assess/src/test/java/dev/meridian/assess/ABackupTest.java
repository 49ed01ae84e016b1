package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A backup at intervals lacks what was written since it began: its duration counts, and so does that of a
/// restore.
class ABackupTest {
    private static Read shop(String backup) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {corruption: {rto: 4h, rpo: 2h}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, replication: async, backup: {%s}}}
                """.formatted(backup));
    }

    private static Verdict verdict(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective)
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "every: 2h, UNKNOWN",
        "every: 61m, UNKNOWN",
        "every: 1h, ATTAINABLE",
        "'every: 110m, takes: 10m', ATTAINABLE",
        "'every: 2h, takes: 1m', UNATTAINABLE",
        "'every: 24h, pointInTime: 5m', ATTAINABLE",
        "every: 3h, UNATTAINABLE"
    })
    void that_may_be_older_than_an_interval_keeps_no_promise_without_a_margin(String backup, Verdict verdict) {
        assertThat(verdict(shop(backup + ", restoreTakes: 1h"), Promise.Objective.RPO))
                .isEqualTo(verdict);
    }

    @Test
    void without_a_time_to_restore_decides_no_recovery_and_is_asked_for() {
        assertThat(verdict(shop("every: 1h"), Promise.Objective.RTO)).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(shop("every: 1h, restoreTakes: 2h"), Promise.Objective.RTO))
                .isEqualTo(Verdict.ATTAINABLE);
        assertThat(verdict(shop("every: 1h, restoreTakes: 5h"), Promise.Objective.RTO))
                .isEqualTo(Verdict.UNATTAINABLE);
        assertThat(Found.of(shop("every: 2h"), Rule.FIGURE_UNKNOWN))
                .extracting(Finding::fix)
                .anyMatch(fix -> fix.contains("`data.orders.backup.restoreTakes`"))
                .anyMatch(fix -> fix.contains("`data.orders.backup.takes`"));
    }
}
