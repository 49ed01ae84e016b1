package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sum of a recovery: what its row, its finding and its limits say of one plan.
class ASumTest {
    private static final String TWO = """
        meridian: 1
        application: shop
        objectives: {rto: 30s}
        regions: {eu-west-1: {role: active}, us-east-1: {role: active}}
        services: {web: {port: 80, dependsOn: {orders: hard, extra: hard}}}
        data:
          orders:
            {kind: postgresql, runs: self, primary: eu-west-1, replication: {mode: async, via: logical-replication}}
          extra: %s
        traffic: {entrances: {web: {to: web, route: [weighted, health], providers: [ns1], switch: dns, health: up}}}
        failover:
          mode: automatic
          control: {runs: provider}
          probes: {up: {kind: https, to: web, path: /healthz, timeout: 15s}}
        """;

    private static final Read TWO_SIDES = two("{kind: cache, runs: self, writes: local, replication: none}");

    private static final Read LIMITED = Read.of("""
        meridian: 1
        application: shop
        objectives: {rto: 5m}
        regions: {us-east-1: {role: primary}, us-west-2: {role: standby, capacity: 100%}}
        services: {web: {port: 80, dependsOn: {orders: hard}}}
        data: {orders: {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global}}}
        traffic: {ttl: 30s, entrances: {web: {route: [failover, health], providers: [route53], switch: dns}}}
        failover:
          mode: automatic
          control: {runs: provider}
          probes: {up: {kind: http, to: web, path: /health, every: 10s, failures: 2}}
          steps: {promote: {takes: 1m}}
        """);

    private static Read two(String extra) {
        return Read.of(TWO.formatted(extra));
    }

    private static Stream<Promise.Part> parts(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow()
                .basis()
                .stream();
    }

    private static String scale(Read file) {
        return parts(file)
                .filter(part -> part.name().equals("scale"))
                .map(Promise.Part::plan)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: object, runs: provider, in: [eu-west-1], replication: none}",
                "{kind: queue, runs: provider, in: [eu-west-1], replication: none}",
                "{kind: stream, runs: provider, in: [eu-west-1], replication: {mode: none, via: kinesis}}"
            })
    void of_a_finding_has_the_decision_of_its_row_where_a_store_has_an_error_of_its_own(String extra) {
        // Nobody is asked for a store that nothing brings back; by hand, people are asked for the move.
        hasOneDecision(two(extra), "0s", "= without bound");
        hasOneDecision(two(extra).with("failover.mode=manual"), "15m", "hold 15m");
    }

    private static void hasOneDecision(Read file, String hold, String words) {
        assertThat(parts(file).filter(part -> part.name().equals("hold")))
                .map(Promise.Part::plan)
                .containsExactly(hold);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.RTO_AT_RISK || finding.rule() == Rule.RTO_UNATTAINABLE)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(
                                finding.arithmetic().orElseThrow().text())
                        .contains(words)
                        .satisfies(text -> assertThat(text.contains("hold")).isEqualTo(!hold.equals("0s")))
                        .contains("promote without bound"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{general: {in: eu-west-1, count: 1..}}",
                "{general: {in: eu-west-1, count: 3, scaleOut: 5m}}",
                "{general: {in: eu-west-1, count: 3}, fast: {in: eu-west-1, count: 2, gpu: true}}"
            })
    void grows_nothing_in_a_region_that_serves_today(String nodes) {
        Read file = TWO_SIDES.with("compute={platform: kubernetes, nodes: " + nodes + "}");
        assertThat(scale(file)).isEqualTo("0s");
        assertThat(scale(file.with("regions.us-east-1.capacity={min: 50%, max: 100%}")))
                .isNotEqualTo("0s");
        assertThat(scale(file.with("regions.eu-west-1.role=primary", "regions.us-east-1.role=standby")))
                .isNotEqualTo("0s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        failover.steps.promote={takes: 1m..6m, timeout: 20m} | no shorter `timeout` is enough
        failover.steps.w={before: route, after: promote, takes: 1m..7m, timeout: 9m, run: w} | no shorter `timeout`
        failover.steps.promote={takes: 1m, timeout: 20m} | none below the planned time
        failover.steps.w={before: route, after: promote, takes: 1m, timeout: 9m, run: w} | none below the planned
        """)
    void of_limits_is_mended_by_what_no_planned_time_forbids(String step, String fix) {
        assertThat(LIMITED.with(step).assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.LIMITS_ALLOW_MORE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains(fix));
    }

    /// What the limits allow is said where a figure is missing beside them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        failover.steps.promote={takes: 1m, timeout: 20m}                                     | 20m26s
        failover.steps.w={before: route, after: promote, takes: 1m, timeout: 9m, run: w}     | 10m26s
        failover.steps.w={before: route, after: promote, takes: 1m, run: w}                  | ''
        """)
    void of_limits_is_judged_beside_a_missing_figure(String step, String sum) {
        Read file = LIMITED.with(step, "failover.steps.q={after: promote, before: route, run: q}");
        List<Finding> found = file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.LIMITS_ALLOW_MORE)
                .toList();
        assertThat(found).hasSize(sum.isEmpty() ? 0 : 1);
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.statement()).contains("what else has a figure allow `shop` " + sum);
            assertThat(finding.why()).contains("step q", "no known bound");
        });
    }

    @Test
    void has_no_limits_where_the_steps_have_none() {
        assertThat(LIMITED.assessed().findings()).noneMatch(finding -> finding.rule() == Rule.LIMITS_ALLOW_MORE);
    }
}
