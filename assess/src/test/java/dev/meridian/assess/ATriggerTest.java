package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What starts a failover, what ends it, and what clients do meanwhile.
class ATriggerTest {
    private static Read bank(String... sets) {
        return Read.of("""
                meridian: 1
                application: bank
                regions: {us-east-2: {role: primary}, us-west-2: {role: standby}, ca-central-1: {role: standby}}
                services: {teller: {dependsOn: {ledger: hard}}}
                data: {ledger: {kind: mysql, replication: sync}}
                failover: {mode: automatic, probes: {open: {kind: http, to: teller, every: 10s, failures: 3}}}
                """, sets);
    }

    @Test
    void that_is_not_the_health_of_the_workload_is_an_error_at_once_and_a_warning_with_time() {
        for (String signal : List.of(
                "control-plane-unreachable",
                "provider-status-page",
                "deploy-failed",
                "cpu-high",
                "replication-lag-error")) {
            String trigger = "failover.triggers.other={signal: " + signal + ", act: failover%s}";
            is(Severity.ERROR, bank(trigger.formatted("")), Rule.SIGNAL_IS_NO_WORKLOAD);
            is(Severity.ERROR, bank(trigger.formatted(", for: 0s")), Rule.SIGNAL_IS_NO_WORKLOAD);
            is(Severity.WARNING, bank(trigger.formatted(", for: 5m")), Rule.SIGNAL_IS_NO_WORKLOAD);
            is(Severity.WARNING, bank(trigger.formatted(", agree: 2 of 3")), Rule.SIGNAL_IS_NO_WORKLOAD);
            isFree(bank(trigger.formatted("").replace("act: failover", "act: notify")), Rule.SIGNAL_IS_NO_WORKLOAD);
            is(Severity.NOTE, bank(trigger.formatted(""), "failover.mode=approved"), Rule.SIGNAL_IS_NO_WORKLOAD);
        }
    }

    @Test
    void that_is_measured_on_requests_or_asks_a_probe_is_no_mistake() {
        for (String signal : List.of("http-5xx-rate", "slo-burn-rate", "synthetic-checkout", "error-rate")) {
            isFree(
                    bank("failover.triggers.users={signal: " + signal + ", act: failover, for: 2m}"),
                    Rule.SIGNAL_IS_NO_WORKLOAD);
        }
        isFree(
                bank("failover.triggers.both={when: open, signal: provider-health-event, act: failover}"),
                Rule.SIGNAL_IS_NO_WORKLOAD);
    }

    @Test
    void by_a_probe_of_the_lag_alone_is_a_mistake_whatever_the_probe_asks_for() {
        String lag = "failover.probes.behind={kind: replication, to: ledger, every: 30s, failures: 3}";
        String trigger = "failover.triggers.late={when: %s, act: %s}";
        is(Severity.ERROR, bank(lag, trigger.formatted("behind", "failover")), Rule.SIGNAL_IS_NO_WORKLOAD);
        Read two = bank(
                lag,
                "failover.probes.slot={kind: replication, to: ledger, every: 1m}",
                trigger.formatted("[behind, slot]", "failover"));
        is(Severity.ERROR, two, Rule.SIGNAL_IS_NO_WORKLOAD);
        is(
                Severity.NOTE,
                bank(lag, trigger.formatted("behind", "failover"), "failover.mode=manual"),
                Rule.SIGNAL_IS_NO_WORKLOAD);
        isFree(bank(lag, trigger.formatted("behind", "notify")), Rule.SIGNAL_IS_NO_WORKLOAD);
        isFree(bank(lag, trigger.formatted("[behind, open]", "failover")), Rule.SIGNAL_IS_NO_WORKLOAD);
    }

    @Test
    void of_the_way_back_waits_longer_than_a_failure_takes_to_be_noticed_and_followed() {
        String back = "failover.failback={mode: automatic, after: %s}";
        is(Severity.ERROR, bank(back.formatted("0s")), Rule.FAILBACK_CHASES);
        Finding tooShort = only(bank(back.formatted("2m")), Rule.FAILBACK_CHASES);
        assertThat(tooShort.severity()).isEqualTo(Severity.WARNING);
        assertThat(tooShort.arithmetic().orElseThrow().text())
                .isEqualTo("detection 3 × 10s + hold 1m + 2 × ttl 30s = 2m30s > after 2m");
        isFree(bank(back.formatted("2m30s")), Rule.FAILBACK_CHASES);
        isFree(bank("failover.failback={mode: automatic}"), Rule.FAILBACK_CHASES);
        isFree(bank("failover.failback={mode: approved, after: 0s}"), Rule.FAILBACK_CHASES);
        String provider = "failover.control={in: [us-west-2], runs: provider}";
        Finding silent = only(bank("failover.failback={mode: automatic}", provider), Rule.FAILBACK_CHASES);
        assertThat(silent.severity()).isEqualTo(Severity.WARNING);
        assertThat(silent.at()).isEqualTo("failover.failback.mode");
        is(
                Severity.WARNING,
                bank("failover.failback={mode: automatic, after: 0s, window: Sun 04:00-05:00 UTC}"),
                Rule.FAILBACK_CHASES);
    }

    @Test
    void of_clients_that_assume_the_primary_is_an_error_where_a_writer_moves() {
        String assume = "traffic.clients={whenUnknown: assume-primary}";
        is(Severity.ERROR, bank(assume), Rule.CLIENTS_ASSUME_PRIMARY);
        isFree(bank("traffic.clients={whenUnknown: wait}"), Rule.CLIENTS_ASSUME_PRIMARY);
        isFree(bank(assume, "data.ledger={kind: cockroachdb, replication: quorum}"), Rule.CLIENTS_ASSUME_PRIMARY);
        isFree(
                bank(assume, "data.ledger={kind: dynamodb, replication: {mode: provider, via: global-tables}}"),
                Rule.CLIENTS_ASSUME_PRIMARY);
    }
}
