package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A time that nobody declares is unknown, and never 0s; terms of DNS count only where DNS moves users.
class AnUnknownStepTest {
    private static Read shop(String... sets) {
        return turned("{route: [failover, health], providers: [route53], switch: dns}", sets);
    }

    private static Read turned(String entrance, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 10m}
            regions: {us-east-1: {role: primary}, us-central1: {role: standby}}
            services: {web: {port: 80}}
            traffic: {ttl: 30s, entrances: {web: %s}}
            failover:
              mode: automatic
              control: {runs: provider}
              probes: {up: {kind: http, to: web, path: /health, every: 10s, failures: 2}}
            """.formatted(entrance), sets);
    }

    private static Promise recovery(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow();
    }

    private static String part(Read file, String name) {
        return recovery(file).basis().stream()
                .filter(part -> part.name().equals(name))
                .map(part -> part.best() + " " + part.plan() + " " + part.why())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "attach", "open-gates"})
    void with_a_limit_alone_is_planned_at_it(String step) {
        Read file = shop("failover.steps." + step + "={before: route, run: ./run.sh, timeout: 2m}");
        assertThat(recovery(file).verdict()).isEqualTo(Verdict.ATTAINABLE);
        assertThat(part(file, "route")).contains("limit of step " + step + " 0s to 2m");
        assertThat(recovery(file)
                        .worst()
                        .filter(worst -> !worst.equals(recovery(file).plan())))
                .as("the same as planned")
                .isEmpty();
        Read late = file.with("failover.steps." + step + ".timeout=3h");
        assertThat(recovery(late).verdict()).isEqualTo(Verdict.AT_RISK);
        assertThat(Found.of(late, Rule.LIMITS_ALLOW_MORE)).isEmpty();
        assertThat(Found.of(late, Rule.RTO_AT_RISK))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.statement()).doesNotContain("no known bound"));
        Read timed = file.with("failover.steps." + step + ".takes=1m");
        assertThat(recovery(timed).verdict()).isEqualTo(Verdict.ATTAINABLE);
        Read goesOn = file.with("failover.steps." + step + ".onFailure=continue");
        assertThat(recovery(goesOn).verdict()).isEqualTo(Verdict.ATTAINABLE);
    }

    /// What nobody knows, or what never ends, hides no figure of a step that comes after it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: postgresql, replication: unknown}",
                "{kind: postgresql, in: [us-east-1], replication: none}"
            })
    void without_a_bound_leaves_the_time_of_the_steps_that_follow(String store) {
        Read file = turned(
                "{route: [failover], switch: dns, health: none}",
                "data.orders=" + store,
                "services.web.dependsOn={orders: hard}",
                "failover.mode=manual",
                "failover.human={notice: 5m, decide: 5m}",
                "failover.steps.validate={after: promote, before: route, by: human, takes: 5m}",
                "failover.steps.deploy={after: validate, before: route, by: human, takes: 10m..15m}");
        assertThat(part(file, "route")).startsWith("15m").contains("step validate 5m + step deploy 10m to 15m");
        assertThat(recovery(file).plan()).isEqualTo("without bound");
    }

    @Test
    void of_the_plan_does_not_stand_above_a_lifetime_of_names_that_nobody_knows() {
        Read file = shop("traffic.ttl=unknown", "failover.steps.route={takes: 2m}");
        assertThat(part(file, "route")).startsWith("2m without bound").contains("TTL of `web` unknown");
        assertThat(part(file.with("traffic.ttl=60s"), "route")).startsWith("2m 2m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover.steps.scale={startedBy: alarm}", "failover.steps.scale={startedBy: human}"})
    void that_scales_a_standby_of_unknown_size_is_unknown(String set) {
        assertThat(part(shop("failover.steps.scale={timeout: 5m}"), "scale"))
                .isEqualTo("0s 5m limit of step scale 0s to 5m");
        assertThat(part(shop(set), "scale")).contains("step scale unknown");
        assertThat(part(shop(set, "regions.us-central1.capacity=100%"), "scale"))
                .startsWith("0s 0s nothing");
        assertThat(part(shop("failover.steps.scale={takes: 2m, timeout: 5m}"), "scale"))
                .startsWith("2m 2m");
        assertThat(part(shop("failover.order=[detect, scale, route]"), "scale"))
                .as("an order that names it declares no step")
                .startsWith("0s 0s nothing");
    }

    @Test
    void of_users_without_an_entrance_is_said() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 10m}
            regions: {us-east-1: {role: primary}, us-central1: {role: standby}}
            services: {web: {port: 80}}
            failover: {mode: manual, control: {runs: script}, human: {notice: 1m, decide: 1m}}
            """);
        assertThat(part(file, "route")).contains("the file has no entrance");
        assertThat(part(shop(), "route")).contains("TTL 30s").contains("resolvers and clients beyond the TTL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{switch: provider-control, route: [weighted], health: none}",
                "{route: [client]}",
                "{switch: anycast}",
                "{scope: internal, switch: dns}"
            })
    void of_resolvers_counts_only_where_public_names_move_users(String entrance) {
        assertThat(part(turned(entrance), "route")).doesNotContain("resolvers");
    }

    @Test
    void of_clients_that_choose_is_unknown_until_declared() {
        Read clients = turned("{route: [client]}");
        assertThat(part(clients, "route")).contains("turn of the clients of `web` unknown");
        assertThat(part(clients.with("failover.steps.route={takes: 20s}"), "route"))
                .contains("20s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"networking", "windows", "connections", "secrets"})
    void is_named_with_its_key_beside_another_unknown(String step) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {us-central1: {role: primary}, us-east1: {role: standby}}
            services: {web: {port: 80, dependsOn: {orders: hard}}}
            data:
              orders: {kind: mysql, runs: provider, replication: {mode: async, via: cloud-sql-cross-region-replica}}
            failover:
              mode: manual
              control: {runs: script}
              human: {notice: 1m, decide: 1m}
              steps: {tell: {before: route, run: ./tell.sh}}
            """)
                .with("failover.steps." + step + "={after: promote, before: route, by: script, run: ./run.sh}");
        assertThat(recovery(file).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(part(file, "route")).contains("step " + step + " unknown").contains("step tell unknown");
        assertThat(file.assessed().findings().stream().filter(finding -> finding.rule() == Rule.FIGURE_UNKNOWN))
                .filteredOn(finding -> finding.at().equals("objectives.rto"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.fix())
                        .contains("`failover.steps." + step + ".takes`")
                        .contains("`failover.steps.tell.takes`")
                        .contains("`failover.steps.promote.of.orders.takes`"));
    }

    /// What the recovery takes at best is no promise that the plan keeps.
    @Test
    void leaves_the_known_part_as_a_figure_that_is_not_enough() {
        Read file = shop(
                "objectives.rto=5m",
                "failover.human={notice: 1m, decide: 1m}",
                "failover.mode=manual",
                "failover.steps={scale: {takes: 10m..25m}, check: {before: route, by: human}}");
        String fix = Found.only(file, Rule.RTO_UNATTAINABLE).fix();
        assertThat(fix).containsPattern("an rto above 2\\dm\\S*, once a bound of `step check` is known");
        assertThat(Found.only(file.with("failover.steps.check.takes=5m"), Rule.RTO_UNATTAINABLE)
                        .fix())
                .contains("what can be promised is 27m26s");
    }
}
