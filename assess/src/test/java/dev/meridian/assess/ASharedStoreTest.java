package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A store that several applications share belongs to none of them, and is judged like any other one.
class ASharedStoreTest {
    private static final int ROUNDS = 300;

    private static final List<String> KINDS = List.of(
            "postgresql",
            "mysql",
            "cosmosdb",
            "dynamodb",
            "spanner",
            "redis",
            "kafka",
            "queue",
            "stream",
            "object",
            "volume",
            "vault",
            "identity",
            "opensearch",
            "cassandra",
            "cockroachdb",
            "etcd",
            "rabbitmq");

    private static final List<String> WAYS = List.of(
            "replication: none",
            "replication: async",
            "replication: {mode: copy, every: 1h}",
            "replication: unknown",
            "replication: {mode: quorum, factor: 3}",
            "replication: {mode: multi-primary, conflicts: last-write-wins}",
            "replication: {mode: async, omits: [offsets]}",
            "replication: none, writes: local",
            "replication: none, in: [eu-west-1], backup: {every: 6h}");

    @Test
    void of_any_kind_and_copy_can_be_judged() {
        Random random = new Random(20261130);
        int judged = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            String way = WAYS.get(random.nextInt(WAYS.size()));
            Read file = Read.of("""
                    meridian: 1
                    objectives: {rto: 1h, rpo: 5m, availability: 99.9%%}
                    applications: {shop: {}, desk: {}}
                    regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                    services: {web: {application: shop, dependsOn: {common: hard}}, wall: {application: desk}}
                    data: {common: {shared: true, kind: %s, runs: %s, %s%s}}
                    failover: {mode: manual, fence: none, control: {runs: script}}
                    """.formatted(
                            kind,
                            random.nextBoolean() ? "provider" : "self",
                            random.nextBoolean() && !way.contains("writes") ? "primary: eu-west-1, " : "",
                            way));
            if (file.problems().isEmpty()) {
                assertThat(file.assessed().promises()).as(file.text()).isNotEmpty();
                judged++;
            }
        }
        assertThat(judged).isGreaterThan(ROUNDS / 4);
    }

    private static Read offices(String store, String steps) {
        return Read.of("""
                meridian: 1
                applications: {shop: {failover: {steps: {%s}}}, desk: {}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services:
                  web: {application: shop, dependsOn: {common: hard}}
                  wall: {application: desk, dependsOn: {common: hard}}
                data: {common: {shared: true, kind: postgresql, runs: operator, %s}}
                failover: {mode: manual, fence: none, lease: none, control: {runs: script}}
                """.formatted(steps, store));
    }

    /// No application moves it, so that a plan which says nothing of it leaves it read-only.
    @Test
    void that_applications_leave_behind_has_a_promotion_and_a_fence_of_its_own() {
        String copied = "primary: eu-west-1, replication: async";
        String dns = "dns: {before: route, by: human, run: edit the records}";
        Read file = offices(copied, dns);
        assertThat(Found.only(file, Rule.STEP_LEFT_OUT)).satisfies(finding -> {
            assertThat(finding.at()).isEqualTo("data.common");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.why()).contains("`shop` and `desk` leave eu-west-1");
        });
        assertThat(Found.only(file, Rule.NO_FENCE).statement()).contains("the old writer of `common`");
        for (String steps : List.of("", dns + ", promote: {takes: 5m}", "switch-common: {before: route, by: human}")) {
            Found.isFree(offices(copied, steps), Rule.STEP_LEFT_OUT);
        }
        for (String store : List.of(
                "replication: {mode: quorum, factor: 3}",
                "in: [eu-west-1], replication: none",
                "primary: eu-west-1, replication: unknown")) {
            Found.isFree(offices(store, dns), Rule.STEP_LEFT_OUT);
        }
    }
}
