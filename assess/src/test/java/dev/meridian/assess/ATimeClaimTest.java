package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Claims about times, and promised latencies of journeys: each has a row, and a reason where the row is no ✓.
class ATimeClaimTest {
    private static final Read DEPOT = Read.of("""
            meridian: 1
            application: depot
            objectives: {rto: 2h}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services:
              web: {dependsOn: {parts: hard}}
              till: {dependsOn: {orders: hard}}
              desk: {dependsOn: {ledger: hard}}
            data:
              parts: {kind: dynamodb, replication: provider}
              orders: {kind: postgresql, primary: eu-west-1, replication: {mode: async, lag: 5s}, backup: {every: 6h}}
              logs: {kind: postgresql, primary: eu-west-1, replication: {mode: async, alarmOnLag: 60s}}
              ledger:
                kind: cockroachdb
                leader: eu-west-1
                voters: {eu-west-1: 1, us-east-1: 2}
                replication: quorum
            traffic: {ttl: 30s, users: {here: {near: eu-west-1}, there: {near: us-east-1}}}
            failover:
              mode: manual
              control: {runs: script}
              human: {notice: 10m, decide: 10m}
              probes: {site: {kind: http, to: web, every: 10s, failures: 3, timeout: 5s}}
              steps: {promote: {takes: 5m}, check: {before: route, takes: 4m..6m, run: ./look.sh}}
            """);

    private static Promise row(Read file, String path) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.path().startsWith(path))
                .findFirst()
                .orElseThrow();
    }

    /// An alarm rings when its condition has lasted; so do people who wait for one notice.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            says: found, at: failover.triggers.told, takes: 30s     | UNATTAINABLE
            says: found, at: failover.triggers.told, takes: 3m35s   | ATTAINABLE
            says: found, at: failover.triggers.told, takes: 3m30s   | AT_RISK
            says: found, at: failover.triggers.bare, takes: 2m      | UNATTAINABLE
            says: found, at: failover.triggers.bare, takes: 5m      | UNKNOWN
            says: detected within a minute, from: loss, takes: 60s  | UNATTAINABLE
            says: detected in time, from: loss, takes: 3m35s        | ATTAINABLE
            """)
    void about_an_alarm_counts_how_long_its_condition_lasts(String claim, Verdict verdict) {
        Read file = Read.of(DEPOT.text()
                .replace(
                        "  steps: {promote",
                        "  triggers: {told: {when: [site], for: 3m, act: notify},"
                                + " bare: {signal: a page, for: 4m, act: notify}}\n  steps: {promote"));
        assertThat(row(file.with("claims.quick={" + claim + "}"), "claims.quick.takes")
                        .verdict())
                .isEqualTo(verdict);
        assertThat(file.assessed().promises().stream()
                        .filter(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                        .map(promise -> promise.basis().getFirst().why()))
                .contains("3 × every 10s 20s to 30s + timeout 0s to 5s + alarm told after 3m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            says: found, at: failover.probes.site, takes: 35s                    | ATTAINABLE
            says: found, at: failover.probes.site, takes: 32s                    | AT_RISK
            says: found, at: failover.probes.site, takes: 10s                    | UNATTAINABLE
            says: detected within a minute, from: loss, takes: 60s               | ATTAINABLE
            says: detection takes 19 s, takes: 19s                               | UNATTAINABLE
            says: looked at quickly, at: failover.steps.check, takes: 6m         | ATTAINABLE
            says: looked at quickly, at: failover.steps.check, takes: 5m         | AT_RISK
            says: looked at quickly, at: failover.steps.check, takes: 3m         | UNATTAINABLE
            says: usually quick, at: failover.steps.check, takes: 3m, figure: typical  | UNATTAINABLE
            says: the database is quick, at: failover.steps.promote, takes: 5m   | ATTAINABLE
            says: orders are quick, at: failover.steps.promote, takes: 4m        | UNATTAINABLE
            says: never far behind, at: data.orders.replication, takes: 10s      | ATTAINABLE
            says: the lag is small, at: data.orders, takes: 1s                   | UNATTAINABLE
            says: the lag is small, at: data.logs, takes: 10s                    | AT_RISK
            says: asked every ten seconds, at: failover.probes.site.every, takes: 10s  | ATTAINABLE
            says: somebody looks at once, at: failover.human.notice, takes: 5m   | UNATTAINABLE
            says: clients follow in a minute, at: traffic.ttl, takes: 1m         | ATTAINABLE
            says: saved each hour, at: data.orders.backup.every, takes: 1h       | UNATTAINABLE
            """)
    void is_confirmed_or_refuted_by_the_figures_of_the_file(String claim, Verdict verdict) {
        Read file = DEPOT.with("claims.quick={" + claim + "}");
        assertThat(row(file, "claims.quick.takes").verdict()).isEqualTo(verdict);
        List<Finding> found = file.assessed().findings().stream()
                .filter(finding -> finding.at().startsWith("claims.quick"))
                .toList();
        if (verdict == Verdict.ATTAINABLE) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(Rule.CLAIM_REFUTED);
                assertThat(finding.severity())
                        .isEqualTo(verdict == Verdict.UNATTAINABLE ? Severity.ERROR : Severity.WARNING);
            });
        }
    }

    /// The figures of Meridian's own agents say nothing of a provider's checks.
    @ParameterizedTest
    @CsvSource({
        "route53, 36s, ATTAINABLE",
        "route53, 32s, AT_RISK",
        "route53, 19s, UNATTAINABLE",
        "front-door, 36s, UNKNOWN",
        "front-door, 19s, UNATTAINABLE"
    })
    void about_a_probe_without_a_timeout_goes_by_the_one_that_its_provider_publishes(
            String provider, String takes, Verdict verdict) {
        Read file = DEPOT.with(
                "failover.probes.far={kind: http, to: web, every: 10s, failures: 3}",
                "traffic.entrances={web: {route: [latency, health], providers: [" + provider + "]}}",
                "claims.quick={says: found, at: failover.probes.far, takes: " + takes + "}");
        assertThat(row(file, "claims.quick").verdict()).isEqualTo(verdict);
    }

    /// The way of users has the lifetime of their answers in it, and nothing that other parts wait for.
    @ParameterizedTest
    @CsvSource({
        "10s, '', UNATTAINABLE",
        "1m, '', AT_RISK",
        "3m, '', ATTAINABLE",
        "3m, 'web: {switch: none}', ATTAINABLE"
    })
    void about_the_way_of_users_counts_the_whole_of_it(String takes, String other, Verdict verdict) {
        Read file = DEPOT.with(
                "failover.steps.route={takes: 20s}",
                "traffic.entrances={till: {host: till.example.org}" + (other.isEmpty() ? "" : ", " + other) + "}",
                "claims.quick={says: users follow, at: failover.steps.route, takes: " + takes + "}");
        assertThat(row(file, "claims.quick").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            says: tidy, takes: 2h
            says: never far behind, at: data.logs.replication, takes: 90s
            says: found, at: services.web, takes: 35s
            """)
    void has_no_row_where_the_file_says_nothing_of_the_same_thing(String claim) {
        Read file = DEPOT.with("claims.quick={" + claim + "}");
        assertThat(file.assessed().promises())
                .noneMatch(promise -> promise.path().startsWith("claims.quick"));
        assertThat(file.assessed().findings())
                .anyMatch(finding ->
                        finding.rule() == Rule.NOT_JUDGED && finding.at().equals("claims.quick"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uses: [web], objectives: {latency: {users: 20ms}}              | users  | NOT_JUDGED
            uses: [till], objectives: {latency: {users: {p95: 40ms}}}      | users  | AT_RISK
            uses: [till], objectives: {latency: {users: {p95: 400ms}}}     | users  | NOT_JUDGED
            uses: [desk], objectives: {latency: {users: 100ms}}            | users  | AT_RISK
            uses: [desk], objectives: {latency: {writes: 20ms}}            | writes | UNATTAINABLE
            uses: [web], objectives: {latency: {search: 20ms}}             | search | NOT_JUDGED
            """)
    void of_a_journey_is_never_passed_over(String journey, String tier, Verdict verdict) {
        Read file = DEPOT.with("journeys.do={" + journey + "}");
        String path = "journeys.do.objectives.latency." + tier;
        assertThat(row(file, path).verdict()).isEqualTo(verdict);
        Finding finding = file.assessed().findings().stream()
                .filter(found -> found.objective().equals(Optional.of(path)))
                .findFirst()
                .orElseThrow();
        assertThat(finding.rule())
                .isEqualTo(verdict == Verdict.NOT_JUDGED ? Rule.NOT_JUDGED : Rule.TOO_CLOSE_FOR_LATENCY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            services.web.in=[eu-west-1]            | journeys.do={uses: [web], objectives: {latency: {users: 20ms}}}
            data.orders.use={reads: primary}       | journeys.do={uses: [till], objectives: {latency: {users: 20ms}}}
            """)
    void of_a_journey_is_refuted_by_the_way_of_each_request(String set, String journey) {
        Read file = DEPOT.with(set.replace("orders.use={reads: primary}", "orders.reads=primary"), journey);
        assertThat(row(file, "journeys.do").verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(Found.only(file, Rule.TOO_CLOSE_FOR_LATENCY).severity()).isEqualTo(Severity.ERROR);
    }
}
