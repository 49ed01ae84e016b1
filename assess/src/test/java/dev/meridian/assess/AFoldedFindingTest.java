package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One fact is one finding, with every promise that it touches.
class AFoldedFindingTest {
    private static Read stall(String standby, String... sets) {
        return Read.of("""
                meridian: 1
                application: stall
                objectives: {rto: 2h}
                regions:
                  eu-west-1: {role: primary}
                  eu-central-1: {role: standby, %s}
                services: {web: {replicas: 4, dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, replication: async}}
                compute: {nodes: {main: {types: [m5.2xlarge], count: 4..8}}}
                journeys:
                  buy: {uses: [web], objectives: {rto: 3h}}
                  look: {uses: [web], objectives: {rto: 4h}}
                failover: {mode: manual, control: {in: [eu-central-1], runs: script}}
                """.formatted(standby), sets);
    }

    private static final String[] TOUCHED = {"journeys.buy.objectives.rto", "journeys.look.objectives.rto"};

    @Test
    void of_what_a_target_lacks_before_a_failover_names_all_of_it() {
        Finding finding = Found.only(
                stall("capacity: 50%, overrides: {services: {web: {replicas: 1..4}}}"), Rule.CAPACITY_NOT_RESERVED);
        assertThat(finding.statement())
                .contains("eu-central-1 runs at 50% of eu-west-1")
                .doesNotContain("web");
        assertThat(finding.why()).contains("`web` may run with 1 replica");
        assertThat(finding.fix()).contains("as many of `web` there");
        assertThat(finding.objective()).contains("objectives.rto");
        assertThat(finding.also())
                .contains("services.web.replicas@eu-central-1")
                .contains(TOUCHED);
    }

    @Test
    void of_a_target_that_stays_smaller_is_one_and_names_every_promise() {
        for (String smaller : List.of(
                "capacity: {min: 50%, max: 60%}",
                "overrides: {compute: {nodes: {main: {count: 2..4}}}}",
                "overrides: {services: {web: {replicas: 1..2}}}")) {
            Read file = stall(smaller);
            assertThat(Found.only(file, Rule.SECONDARY_TOO_SMALL).also())
                    .as(smaller)
                    .endsWith(TOUCHED);
            assertThat(Found.of(file, Rule.CAPACITY_NOT_RESERVED)).as(smaller).hasSizeLessThan(2);
        }
    }

    @Test
    void of_one_missing_figure_names_every_promise_that_waits_for_it() {
        for (String key : List.of(
                "data.orders.replication.via=cloud-sql-cross-region-replica",
                "failover.steps.look={before: route, by: human, run: ./look.sh}")) {
            List<Finding> missing = Found.of(stall("capacity: 100%", key), Rule.FIGURE_UNKNOWN);
            assertThat(missing.stream().map(Finding::fix)).as(key).doesNotHaveDuplicates();
            assertThat(missing)
                    .as(key)
                    .anySatisfy(finding -> assertThat(finding.also()).contains(TOUCHED));
        }
    }
}
