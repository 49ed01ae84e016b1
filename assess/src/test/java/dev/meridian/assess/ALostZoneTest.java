package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A lost zone takes no more than the region that contains it, and zones that follow from the file are no
/// unknowns.
class ALostZoneTest {
    private static Read shop(String objectives, String store) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {%s}, region: {rpo: 1h}}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: active}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {%s}}
            failover: {mode: automatic, control: {runs: operator}, fence: none, lease: none}
            """.formatted(objectives, store));
    }

    private static Comeback zone(Read file) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store("rows"), Promise.Disruption.ZONE);
    }

    private static Verdict rpo(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RPO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void loses_at_most_what_its_region_loses_where_no_zones_are_declared() {
        String copied = "kind: mysql, runs: provider, in: [us-east-1, us-west-2], replication: {mode: async, lag: 15m}";
        Read file = shop("rpo: 5m", copied);
        assertThat(zone(file).loss().span().best()).contains(Duration.ZERO);
        assertThat(zone(file).loss().span().plan()).contains(Duration.ofMinutes(15));
        assertThat(rpo(file)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Found.only(file, Rule.FIGURE_UNKNOWN).fix()).contains("declare `data.rows.zones`");
        assertThat(rpo(shop("rpo: 15m", copied))).isEqualTo(Verdict.ATTAINABLE);
        assertThat(rpo(shop("rpo: 5m", copied + ", zones: 3"))).isEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void takes_a_store_with_its_region_where_the_region_is_one_place() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rpo: 5m}}}
            regions: {westindia: {role: primary}, centralindia: {role: standby}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {kind: sqlserver, runs: provider, in: [westindia, centralindia], replication:
              {mode: async, via: active-geo-replication, lag: 15m}}}
            """);
        assertThat(rpo(file)).isEqualTo(Verdict.AT_RISK);
        assertThat(zone(file).loss().span().plan().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
        assertThat(file.assessed().findings().toString()).doesNotContain("declare `data.rows.zones`");
        assertThat(Found.only(file, Rule.ONE_ZONE).fix())
                .isEqualTo("a region with zones in place of westindia, which has none");
    }

    @Test
    void takes_the_one_node_of_a_store_with_what_no_copy_has() {
        String broker = "kind: kafka, runs: operator, members: {a: {region: us-east-1, nodes: 1},"
                + " b: {region: us-west-2, nodes: 1}}, primary: [a, b], writes: local, replication: {mode: async,"
                + " via: mirrormaker-2, factor: 1, edges: {out: {from: a, to: b, carries: [offsets]},"
                + " back: {from: b, to: a, carries: [offsets]}}}";
        Read file = shop("rto: 1m, rpo: 0s", broker);
        assertThat(zone(file).loss().span().cannotBeWithin(Duration.ZERO)).isTrue();
        assertThat(file.assessed().findings().toString()).doesNotContain("zones of `rows`");
        assertThat(Found.only(file, Rule.ONE_ZONE).fix())
                .isEqualTo("three nodes over three zones, since a majority has to be left, and"
                        + " `replication.factor: 3`: of 1 copy more nodes alone save nothing");
    }

    @Test
    void takes_nothing_of_storage_that_spans_zones_whatever_its_instances() {
        Read file = shop(
                "rto: 20s, rpo: 0s",
                "kind: postgresql, runs: provider, in: [us-east-1], replication: {mode: none, via: aurora}");
        assertThat(zone(file).loss().span().plan()).contains(Duration.ZERO);
        assertThat(rpo(file)).isEqualTo(Verdict.ATTAINABLE);
        Read slower = file.with("objectives.disruptions.zone.rto=5m");
        assertThat(zone(slower).recovery().name()).isEqualTo("instances of `rows` in other zones");
        assertThat(zone(slower).recovery().span().best()).contains(Duration.ofSeconds(30));
    }

    @Test
    void quotes_no_time_to_recover_as_evidence_for_a_loss() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rpo: 5m}}}
            regions: {westeurope: {role: primary}, northeurope: {role: active}}
            services: {web: {dependsOn: {limits: hard, rows: hard, copies: hard}}}
            data:
              limits: {kind: redis, runs: provider, in: [westeurope], zones: 3, usedFor: [jobs], replication: none}
              rows: {kind: cosmosdb, runs: provider, replication: {mode: multi-primary, via: cosmos-db}}
              copies: {kind: cosmosdb, runs: provider, replication: {mode: multi-primary, via: cosmos-db}}
            failover: {mode: automatic, control: {runs: provider}, fence: none, lease: none}
            """);
        Subject subject = file.subject();
        Term loss = subject.wayBack(subject.store("limits"), Promise.Disruption.ZONE)
                .loss();
        assertThat(loss.source())
                .isEqualTo("Shards fail over to nodes of other zones; writes that had not been copied, of seconds"
                        + " typically, are lost; no bound is published (Microsoft Learn, Reliability in Azure Managed"
                        + " Redis, Behavior during a zone failure, 2026-11)");
        assertThat(Found.only(file, Rule.RPO_AT_RISK).fix())
                .contains(
                        "something that loses less than `lag of Azure Cosmos DB, several write regions` first",
                        "for the rest: drills that measure what `Azure Managed Redis over zones` loses")
                .doesNotContain("is in one zone", "10 to 15 s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind: redis, runs: self, replication: none | a second node, in another zone
        kind: etcd, runs: self, replication: none  | three nodes over three zones, since a majority has to be left
        kind: mongodb, runs: self, replication: {mode: none, factor: 2} | three nodes over three zones, since a majority has to be left, and `replication.factor: 3`: of 2 copies more nodes alone save nothing
        """)
    void is_outlived_by_as_many_nodes_as_the_store_needs(String store, String fix) {
        Read file = shop("rto: 5m", store + ", members: {a: {region: us-east-1, nodes: 1}, b: {region: us-west-2}}");
        assertThat(Found.only(file, Rule.ONE_ZONE).fix()).isEqualTo(fix);
    }

    /// The time of a store that stays is known, whatever the zones of the other one are.
    @Test
    void takes_no_less_than_the_store_that_comes_back_for_certain() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rto: 5m}}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {rows: hard, log: hard}}}
            data:
              log: {kind: postgresql, runs: operator, replication: {mode: async, lag: 5s}}
              rows: {kind: postgresql, runs: provider, zones: 2, replication: {mode: async, lag: 5s}}
            failover: {mode: manual, control: {runs: script}, fence: none, lease: none}
            """);
        Promise promise = file.assessed().promises().getFirst();
        assertThat(promise.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(promise.best()).isEqualTo("1m");
        assertThat(promise.basis().toString()).contains("RDS Multi-AZ failover 1m to 3m", "zones of `log`");
        assertThat(Found.only(file, Rule.FIGURE_UNKNOWN).statement()).doesNotContain("RDS");
    }
}
