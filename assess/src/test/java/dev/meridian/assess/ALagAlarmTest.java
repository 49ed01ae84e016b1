package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An alarm on a lag rings before the promise about loss is broken.
class ALagAlarmTest {
    private static Read ledger(String replication) {
        return Read.of("""
                meridian: 1
                application: bank
                objectives: {rpo: 5m}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}, us-west-2: {role: standby}}
                services: {web: {dependsOn: {ledger: hard}}}
                data: {ledger: {kind: postgresql, runs: self, zones: 2, replication: {%s}}}
                failover: {mode: manual, targets: [us-east-1], control: {runs: script, in: [us-east-1]}}
                """.formatted(replication));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        mode: async, lag: 2m, alarmOnLag: 5m   | NOTE    | data.ledger.replication.alarmOnLag
        mode: async, lag: 2m, alarmOnLag: 301s | WARNING | data.ledger.replication.alarmOnLag
        mode: async, alarmOnLag: 1h            | WARNING | data.ledger.replication.alarmOnLag
        mode: async, lag: 2m, alarmOnLag: 1m, edges: {near: {from: eu-west-1, to: us-east-1, alarmOnLag: 5m}} | NOTE | data.ledger.replication.edges.near.alarmOnLag
        """)
    void that_rings_no_sooner_is_too_late(String replication, Severity severity, String at) {
        Finding found = Found.only(ledger(replication), Rule.ALARM_TOO_LATE);
        assertThat(found.severity()).isEqualTo(severity);
        assertThat(found.at()).isEqualTo(at);
        assertThat(found.fix()).isEqualTo("`alarmOnLag` below 5m, for example 2m30s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        mode: async, lag: 2s, alarmOnLag: 299s
        mode: async, lag: 2s, alarmOnLag: true
        mode: async, lag: 2s
        mode: sync, alarmOnLag: 10m
        mode: async, lag: 2s, edges: {near: {from: eu-west-1, to: us-east-1}, far: {from: eu-west-1, to: us-west-2, alarmOnLag: 1h}}
        """)
    void that_rings_sooner_or_guards_nothing_of_the_promise_is_none(String replication) {
        Found.isFree(ledger(replication), Rule.ALARM_TOO_LATE);
    }

    /// An edge that may not promote is watched by an alarm of its own, or by none.
    @ParameterizedTest
    @CsvSource({"promotes: false, AT_RISK", "'promotes: false, alarmOnLag: 10m', ATTAINABLE"})
    void is_not_taken_from_an_edge_without_one(String edge, Verdict verdict) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 15m}
            regions: {eastus: {role: primary, provider: azure}, westus: {role: standby, provider: azure}}
            services: {web: {dependsOn: {media: hard}}}
            data:
              media:
                kind: object
                runs: provider
                replication: {mode: async, via: grs, edges: {geo: {from: eastus, to: westus, %s}}}
            """.formatted(edge));
        assertThat(file.assessed().promises().stream()
                        .filter(promise -> promise.objective() == Promise.Objective.RPO
                                && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                        .findFirst()
                        .orElseThrow()
                        .verdict())
                .isEqualTo(verdict);
    }

    /// The lag of a copy that stands still grows while the alarm waits for its checks.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        every: 1m, failures: 2 | 1m | may ring when the lag is 7m | of `lag` that take 1m together at most, or `alarmOnLag` below 2m
        every: 5m              | 1s | may ring when the lag is 9m1s | of `lag` that take 1m together at most
        every: 30s             | 1s | '' | ''
        """)
    void waits_for_its_checks_while_the_lag_grows(String probe, String lasting, String statement, String fix) {
        Read file = ledger("mode: async, lag: 2s, alarmOnLag: 4m")
                .with(
                        "failover.probes.lag={kind: replication, to: ledger, decides: false, " + probe + "}",
                        "failover.triggers.behind={when: [lag], for: " + lasting + ", act: notify}");
        if (statement.isEmpty()) {
            Found.isFree(file, Rule.ALARM_TOO_LATE);
        } else {
            Finding found = Found.only(file, Rule.ALARM_TOO_LATE);
            assertThat(found.statement()).contains(statement);
            assertThat(found.fix()).isEqualTo("checks " + fix);
            assertThat(found.severity()).isEqualTo(Severity.NOTE);
        }
    }

    @Test
    void is_held_against_the_strictest_promise_that_counts_the_store() {
        Read file = ledger("mode: async, lag: 2s, alarmOnLag: 2m");
        Found.isFree(file, Rule.ALARM_TOO_LATE);
        Found.is(Severity.WARNING, file.with("data.ledger.objectives.rpo=1m"), Rule.ALARM_TOO_LATE);
        Found.is(Severity.NOTE, file.with("journeys.pay={uses: [web], objectives: {rpo: 2m}}"), Rule.ALARM_TOO_LATE);
        Found.isFree(file.with("objectives.rpo=0s"), Rule.ALARM_TOO_LATE);
        Read alone = ledger("mode: sync, ifNoStandby: continue, alarmOnLag: 10s");
        Found.isFree(alone.with("objectives.rpo=0s"), Rule.ALARM_TOO_LATE);
        Found.isFree(file.with("claims.c={says: less than a minute, rpo: 1m}"), Rule.ALARM_TOO_LATE);
        Found.isFree(file.with("objectives.disruptions={corruption: {rpo: 1m}}"), Rule.ALARM_TOO_LATE);
    }

    @Test
    void asks_for_a_quicker_copy_too_where_the_usual_lag_leaves_no_room() {
        assertThat(Found.only(ledger("mode: async, lag: 10m, alarmOnLag: 10m"), Rule.ALARM_TOO_LATE)
                        .fix())
                .isEqualTo("`alarmOnLag` below 5m, and a copy whose usual lag is below that alarm");
    }

    /// Twice the planned lag, and half of the promise where that is less.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2s    | 4s
        1m15s | 2m30s
        2m    | 2m30s
        """)
    void is_proposed_not_far_above_the_usual_lag(String lag, String proposed) {
        assertThat(Found.only(ledger("mode: async, lag: " + lag + ", alarmOnLag: 5m"), Rule.ALARM_TOO_LATE)
                        .fix())
                .isEqualTo("`alarmOnLag` below 5m, for example " + proposed);
    }

    /// A store that comes back from a backup has no copy whose lag could be watched.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        region     | 5m | in: [eu-west-1], replication: none, backup: {pointInTime: true, copyTo: [us-east-1]} | `replication: async` for `rows`
        corruption | 4h | replication: async, backup: {every: 4h, keep: 8h} | a backup of `rows` that is never older than 4h
        """)
    void is_not_proposed_where_a_backup_decides(String failure, String rpo, String rows, String fix) {
        Read file = Read.of("""
                meridian: 1
                application: bank
                objectives: {disruptions: {%s: {rpo: %s}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {rows: hard, files: hard}}}
                data:
                  rows: {kind: postgresql, runs: provider, zones: 2, %s}
                  files: {kind: object, runs: provider, replication: {mode: async, via: s3-rtc}}
                  disks: {kind: volume, in: [eu-west-1], replication: none}
                failover: {mode: manual, control: {runs: script, in: [us-east-1]}}
                """.formatted(failure, rpo, rows));
        assertThat(Found.only(file, Rule.RPO_AT_RISK).fix())
                .contains(fix)
                .doesNotContain("data.rows.replication.alarmOnLag");
    }

    @Test
    void that_is_proposed_is_none_of_these() {
        Read file = Read.file(Read.HOME.resolve("assess/src/test/resources/findings/MER-0193.fixed.yaml"));
        Found.isFree(file, Rule.LAG_NOT_WATCHED);
        Found.isFree(file, Rule.ALARM_TOO_LATE);
    }

    /// No alarm makes a copy quicker than it is planned to be.
    @ParameterizedTest
    @CsvSource({"5m, a copy of `items` that lags no more than 5m, false", "20m, data.items.replication.alarmOnLag, true"
    })
    void is_offered_only_where_the_planned_lag_keeps_the_promise(String rpo, String fix, boolean isOffered) {
        Read file = Read.of("""
            meridian: 1
            application: bank
            objectives: {rpo: %s}
            regions: {westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}}
            services: {web: {dependsOn: {items: hard, gone: hard}}}
            data:
              items: {kind: cosmosdb, runs: provider, zones: 3, replication: async}
              gone: {kind: postgresql, runs: self, in: [westeurope], replication: none}
            failover: {mode: manual, control: {runs: script, in: [northeurope]}}
            """.formatted(rpo));
        String said = Found.only(file, Rule.RPO_AT_RISK).fix();
        assertThat(said).contains(fix);
        assertThat(said.contains("alarmOnLag")).as(said).isEqualTo(isOffered);
    }
}
