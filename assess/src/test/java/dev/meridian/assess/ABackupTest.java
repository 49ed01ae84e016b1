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

    @ParameterizedTest
    @CsvSource({"2h, 3h, UNATTAINABLE", "3h, 1h, ATTAINABLE", "'', 3h, UNATTAINABLE", "3h, '', UNATTAINABLE"})
    void is_restored_in_the_time_that_the_plan_declares_for_the_store(String restore, String step, Verdict verdict) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {region: {rto: 2h}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data:
                  orders:
                    kind: postgresql
                    runs: provider
                    replication: none
                    backup: {every: 1h, copyTo: [us-east-1]%s}
                traffic: {entrances: {web: {providers: [route53], switch: anycast}}}
                failover:
                  mode: manual
                  control: {runs: script}
                  human: {notice: 5m, decide: 5m}
                  fence: none
                  steps: {scale: {takes: 1m}, promote: {of: {orders: {by: script%s}}}}
                """.formatted(
                restore.isEmpty() ? "" : ", restoreTakes: " + restore, step.isEmpty() ? "" : ", takes: " + step));
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(verdict);
    }

    /// An export into a store elsewhere is a past, if an old one.
    @Test
    void that_stays_leaves_what_an_edge_brought_elsewhere() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: postgresql
                runs: self
                in: [us-east-1]
                replication: {edges: {export: {from: us-east-1, mode: copy, every: 7d, into: exports}}}
                backup: {every: 24h, copyTo: [us-east-1]}
              exports: {kind: object, runs: provider, in: [us-west-2]}
            """);
        assertThat(Found.only(file, Rule.BACKUP_STAYS).why())
                .contains("only what its edges bring into `exports` is left");
        assertThat(Found.only(file.with("data.exports.in=[us-east-1]"), Rule.BACKUP_STAYS)
                        .why())
                .contains("there is no past to go back to");
    }
}
