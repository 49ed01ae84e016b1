package dev.meridian.assess;

import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import dev.meridian.topology.Scalars;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that is promoted by other means than the application is moved, steps whose time is a range or is not
/// known, and machines that some regions have.
@DisplayName("A store with a promoter of its own")
class APromoterTest {
    private static Read estate(String kind, String step, String more) {
        return Read.of("""
                meridian: 1
                application: claims
                objectives: {rto: 2h, rpo: 24h}
                regions: {westus2: {role: primary}, westus3: {role: standby}}
                compute: {platform: kubernetes, nodes: {general: {count: 3..10}}}
                services: {web: {port: 8080, dependsOn: {ledger: hard}}}
                data: {ledger: %s}
                traffic:
                  cdn: front-door
                  entrances: {web: {host: a.example.com, route: [failover, health], health: site}}
                failover:
                  mode: automatic
                  control: {runs: provider}
                  fence: none
                  lease: none
                  probes: {site: {kind: https, to: web, path: /health, every: 30s, failures: 3}}
                  steps: {promote: {of: {ledger: %s}}%s}
                """.formatted(kind, step, more));
    }

    private static Promise recovery(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow();
    }

    private static Span time(Read file) {
        Promise promise = recovery(file);
        return new Span(Scalars.time(promise.best()), Scalars.time(promise.plan()));
    }

    /// A pairing brings nothing that users wait for where each region has a primary of its own.
    @ParameterizedTest
    @ValueSource(strings = {"[here, there]", "[here]"})
    void is_not_needed_where_other_primaries_serve(String primary) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 15m}
            regions: {westeurope: {role: active}, eastus: {role: active}}
            services: {web: {port: 8080, dependsOn: {jobs: hard}}}
            data:
              jobs:
                kind: queue
                runs: provider
                zones: 3
                members: {here: {region: westeurope}, there: {region: eastus}, pair: {region: eastus}}
                primary: %s
                replication:
                  mode: async
                  via: service-bus-geo-disaster-recovery
                  edges: {out: {from: here, to: pair}}
            traffic: {cdn: front-door, entrances: {web: {route: [latency, health], health: site}}}
            failover:
              mode: automatic
              control: {runs: provider}
              probes: {site: {kind: https, to: web, path: /health, every: 30s, failures: 3}}
            """.formatted(primary));
        boolean isAlone = primary.equals("[here]");
        assertThat(Found.of(file, Rule.NOTHING_ACTS)).hasSize(isAlone ? 1 : 0);
        assertThat(time(file).plan().isPresent()).isEqualTo(!isAlone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: object, runs: provider, replication: {mode: async, via: ra-grs}}",
                "{kind: sqlserver, runs: provider, zones: 2, replication: {mode: async, via: failover-group}}",
                "{kind: postgresql, runs: operator, zones: 2, replication: {mode: async, via: streaming}}"
            })
    void waits_for_people_although_users_are_moved_without_them(String kind) {
        Duration byPeople =
                time(estate(kind, "{by: human, takes: 5m}", "")).plan().orElseThrow();
        Duration byScript =
                time(estate(kind, "{by: script, takes: 5m}", "")).plan().orElseThrow();
        assertThat(byPeople).isGreaterThan(byScript);
        isFree(estate(kind, "{by: script, takes: 5m}", ""), Rule.NOTHING_ACTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check: {after: promote, before: route, by: script, takes: 5m, startedBy: %s}",
                "check: {before: promote, by: pipeline, takes: 5m, startedBy: %s}",
                "first: {after: promote, by: pipeline, takes: 1m, startedBy: %s},"
                        + " check: {after: first, before: route, by: script, takes: 4m}"
            })
    void waits_for_people_where_they_start_a_step_that_users_wait_for(String step) {
        String kind = "{kind: object, runs: provider, replication: {mode: async, via: ra-grs}}";
        String promote = "{by: pipeline, takes: 5m}";
        Span byPeople = time(estate(kind, promote, ", " + step.formatted("human")));
        Span byAlarm = time(estate(kind, promote, ", " + step.formatted("alarm")));
        assertThat(byAlarm).isEqualTo(time(estate(kind, promote, ", " + step.replace(", startedBy: %s", ""))));
        assertThat(byPeople.plan().orElseThrow()).isGreaterThan(byAlarm.plan().orElseThrow());
        String afterwards = ", tell: {after: verify, by: script, takes: 5m, startedBy: human}";
        assertThat(time(estate(kind, promote, afterwards))).isEqualTo(time(estate(kind, promote, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "redis"})
    void that_its_owner_runs_has_no_figure_of_agents(String kind) {
        String store = "{kind: " + kind + ", runs: self, zones: 2, replication: async}";
        assertThat(time(estate(store, "{by: script}", "")).plan()).isEmpty();
        assertThat(time(estate(store, "{by: script, takes: 4m}", "")).plan()).isPresent();
    }

    @Test
    void takes_the_longer_time_of_a_range_as_planned_and_the_shorter_one_at_best() {
        String store =
                "{kind: mysql, runs: provider, zones: 2, replication: {mode: async, via: flexible-server-read-replica}}";
        Span once = time(estate(store, "{by: script, takes: 45m}", ""));
        Span range = time(estate(store, "{by: script, takes: 30m..45m}", ""));
        assertThat(range.plan()).isEqualTo(once.plan());
        assertThat(once.best().orElseThrow().minus(range.best().orElseThrow())).isEqualTo(Duration.ofMinutes(15));
        Span added = time(estate(
                store,
                "{by: script, takes: 45m}",
                ", tell: {after: promote, before: route, by: human, takes: 1m..9m}"));
        assertThat(added.plan().orElseThrow().minus(once.plan().orElseThrow())).isEqualTo(Duration.ofMinutes(9));
        assertThat(added.best().orElseThrow().minus(once.best().orElseThrow())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void with_a_step_of_a_person_whose_time_is_not_said_has_no_bound() {
        String store = "{kind: sqlserver, runs: provider, zones: 2, replication: {mode: async, via: failover-group}}";
        assertThat(time(estate(store, "{by: provider, takes: 5m}", "")).plan()).isPresent();
        Read unknown = estate(store, "{by: provider, takes: 5m}", ", sign: {after: promote, before: route, by: human}");
        assertThat(time(unknown).plan()).isEmpty();
        assertThat(recovery(unknown).verdict()).isNotEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void has_too_small_a_standby_where_a_group_of_machines_is_not_in_it() {
        String store = "{kind: sqlserver, runs: provider, zones: 2, replication: {mode: async, via: failover-group}}";
        Read file = estate(store, "{by: provider, takes: 5m}", "");
        isFree(file, Rule.SECONDARY_TOO_SMALL);
        Read limited = Read.of(file.text().replace("count: 3..10", "in: westus2, count: 3..10"));
        assertThat(only(limited, Rule.SECONDARY_TOO_SMALL).statement()).isEqualTo("`general` is not in westus3");
        isFree(
                Read.of(file.text().replace("count: 3..10", "in: [westus2, westus3], count: 3..10")),
                Rule.SECONDARY_TOO_SMALL);
        Read made = Read.of(limited.text().replace("steps: {", "steps: {scale: {takes: 10m..20m}, "));
        isFree(made, Rule.SECONDARY_TOO_SMALL);
        assertThat(time(made).plan().orElseThrow())
                .isGreaterThan(time(file).plan().orElseThrow());
    }
}
