package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A health check that a dead store leaves healthy: a time that counts from it is at risk where the store alone is
/// lost.
class AShallowCheckTest {
    private static final Read CLINIC = Read.of("""
        meridian: 1
        application: clinic
        objectives: {rto: 15m}
        regions: {westeurope: {role: active}, eastus: {role: active}}
        services: {gate: {port: 443, dependsOn: {db: {need: hard, in: same}}}}
        data: {db: {kind: mysql, runs: provider, zones: 1, writes: local, replication: none}}
        traffic:
          cdn: front-door
          entrances:
            web: {host: clinic.example.com, to: gate, route: [latency, health], switch: cdn-origin, health: up}
        failover:
          mode: automatic
          control: {runs: provider}
          probes: {up: {kind: http, to: gate, path: /, every: 60s, failures: 2}}
        """);

    private static Verdict verdict(Read file, Promise.Disruption disruption) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(disruption)))
                .map(Promise::verdict)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: http, to: gate, path: /, every: 60s, failures: 2}",
                "{kind: tcp, to: gate, every: 30s, failures: 3}",
                "{kind: https, to: gate, path: /, every: 10s, failures: 3}"
            })
    void puts_the_time_of_a_lost_zone_at_risk_and_not_that_of_a_lost_region(String probe) {
        Read file = CLINIC.with("failover.probes.up=" + probe);
        assertThat(verdict(file, Promise.Disruption.ZONE)).isEqualTo(Verdict.AT_RISK);
        assertThat(verdict(file, Promise.Disruption.REGION)).isEqualTo(Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover.probes.up.path=/health",
                "failover.probes.read={kind: sql-read, to: db, every: 60s, failures: 2}",
                "network.zones=1"
            })
    void changes_nothing_where_the_store_is_asked_or_the_service_is_lost_with_it(String set) {
        assertThat(verdict(CLINIC.with(set), Promise.Disruption.ZONE)).isEqualTo(Verdict.ATTAINABLE);
    }

    /// A service that names no store of its own has those of the journeys through it.
    @Test
    void is_told_from_the_journeys_where_the_service_names_no_store() {
        Read file = Read.of("""
            meridian: 1
            application: clinic
            regions: {westeurope: {role: primary}, eastus: {role: standby}}
            services: {gate: {}}
            journeys: {book: {uses: [gate], writes: [db]}}
            data: {db: {kind: mysql, runs: provider, replication: async}}
            failover: {probes: {up: {kind: tcp, to: gate, every: 60s}}}
            """);
        assertThat(Found.only(file, Rule.SHALLOW_CHECK).statement())
                .isEqualTo("the probe `up` asks a port of `gate`, and the journey `book` through it needs `db`");
        Found.isFree(file.with("failover.probes.up={kind: sql-read, to: db}"), Rule.SHALLOW_CHECK);
        Found.isFree(file.with("failover.probes.up={kind: http, path: /ready}"), Rule.SHALLOW_CHECK);
    }

    /// A page that the file calls shallow is one, whatever its path.
    @Test
    void is_one_that_the_file_calls_so() {
        Read file = CLINIC.with("failover.probes.up={kind: http, to: gate, path: /health, shallow: true}");
        Finding found = Found.only(file, Rule.SHALLOW_CHECK);
        assertThat(found.at()).isEqualTo("failover.probes.up.shallow");
        assertThat(found.statement())
                .isEqualTo("the probe `up` asks `/health` of `gate`, where no store is asked, and which cannot"
                        + " do without `db`");
        Found.isFree(file.with("failover.probes.up.shallow=false"), Rule.SHALLOW_CHECK);
        String unsaid = CLINIC.text().replace(", dependsOn: {db: {need: hard, in: same}}", "");
        Read silent = Read.of(unsaid).with("failover.probes.up.path=/health", "failover.probes.up.shallow=true");
        assertThat(Found.only(silent, Rule.SHALLOW_CHECK).statement()).endsWith("and the service may need `db`");
    }
}
