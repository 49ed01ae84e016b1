package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A fix names the keys of the file that decide, and nothing that cannot apply or that only satisfies the sum.
class ASettingFixTest {
    private static Read copies(String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 5m}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {orders: hard, dumps: hard, charts: hard}}}
            data:
              orders:
                kind: postgresql
                runs: self
                members: {home: {region: us-east-1}, away: {region: us-west-2}}
                primary: home
                replication: {mode: copy, every: 1h, edges: {far: {from: home, to: away, mode: copy, every: 15m}}}
              dumps: {kind: object, runs: self, replication: {mode: copy, every: 30m}}
              charts: {kind: volume, runs: self, replication: {mode: copy, every: 1d, via: rsync}}
            """, sets);
    }

    private static List<String> repair(Read file, Rule rule) {
        return Found.only(file, rule).repair().orElseThrow().changes().stream()
                .map(Finding.Change::assignment)
                .toList();
    }

    @Test
    void about_copies_shortens_each_interval_that_decides_where_it_is_declared() {
        assertThat(repair(copies(), Rule.RPO_UNATTAINABLE))
                .containsExactlyInAnyOrder(
                        "data.orders.replication.edges.far.every=5m",
                        "data.dumps.replication.every=5m",
                        "data.charts.replication.every=5m");
        assertThat(repair(copies("objectives.rpo=20m"), Rule.RPO_UNATTAINABLE))
                .containsExactlyInAnyOrder("data.dumps.replication.every=20m", "data.charts.replication.every=20m");
        assertThat(repair(copies("objectives.rpo=1h"), Rule.RPO_UNATTAINABLE))
                .containsExactly("data.charts.replication.every=1h");
    }

    @Test
    void about_copies_offers_no_interval_that_no_job_keeps() {
        assertThat(Found.only(copies("objectives.rpo=10s"), Rule.RPO_UNATTAINABLE)
                        .repair())
                .isEmpty();
    }

    @Test
    void about_damage_gives_each_store_that_has_none_a_backup() {
        Read damaged = copies(
                "objectives.rpo=2d", "objectives.disruptions.corruption={rpo: 2h}", "data.charts.backup={every: 24h}");
        assertThat(repair(damaged, Rule.RPO_UNATTAINABLE))
                .contains("data.charts.backup.every=1h", "data.dumps.backup.every=1h", "data.orders.backup.every=1h");
        Read lost = copies("objectives.rpo=2d", "objectives.disruptions.corruption={rto: 4h}");
        assertThat(Found.only(lost, Rule.RTO_UNATTAINABLE).fix())
                .contains("a backup of `orders`")
                .doesNotContain("promote");
    }

    private static Read plan(String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 10m}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {port: 80}}
            traffic: {ttl: 5m, entrances: {web: {providers: [route53], switch: dns}}}
            failover:
              mode: automatic
              control: {in: [us-east-1, us-west-2], runs: provider}
              hold: 3m
              probes: {up: {kind: http, to: web, path: /health, every: 1m, failures: 4}}
            """, sets);
    }

    @Test
    void about_a_recovery_changes_as_many_numbers_as_it_needs() {
        List<String> changes = repair(plan("objectives.rto=2m30s"), Rule.RTO_UNATTAINABLE);
        assertThat(changes).hasSizeGreaterThan(2);
        assertThat(changes).anyMatch(change -> change.startsWith("failover.probes.up."));
        Read mended = plan("objectives.rto=2m30s").with(changes.toArray(String[]::new));
        assertThat(mended.ids()).doesNotContain(Rule.RTO_UNATTAINABLE.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"change-dns", "attach-disk", "open-gates", "promote-replica", "start"})
    void never_goes_on_without_a_step_that_users_may_need(String step) {
        Read file = plan("failover.steps." + step + "={before: route, run: ./" + step + ".sh}");
        assertThat(file.assessed().findings().stream()
                        .flatMap(finding -> finding.repair().stream())
                        .flatMap(repair -> repair.changes().stream()))
                .noneMatch(change -> change.to().contains("continue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"warm-cache", "notify-people", "page"})
    void goes_on_without_a_step_that_users_can_do_without(String step) {
        Read file = plan("objectives.rto=30m", "failover.steps." + step + "={before: route, run: ./" + step + ".sh}");
        assertThat(file.assessed().findings().stream()
                        .flatMap(finding -> finding.repair().stream())
                        .flatMap(repair -> repair.changes().stream()))
                .anyMatch(change -> change.to().contains("onFailure: continue"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        services.web.dependsOn={jobs: hard}   | true
        services.web.dependsOn={jobs: soft}   | false
        failover.control.dependsOn=[jobs]     | false
        """)
    void says_soft_only_where_something_needs_it_hard(String set, boolean isSaid) {
        Read file =
                plan("services.jobs={in: us-east-1}", set, "traffic.entrances.jobs={to: jobs}", "objectives.rto=30m");
        String fixes = String.join(
                " ", file.assessed().findings().stream().map(Finding::fix).toList());
        assertThat(fixes.contains("`soft`")).isEqualTo(isSaid);
    }

    @Test
    void offers_no_fixed_address_while_a_step_changes_a_name() {
        String[] slow = {"objectives.rto=10m", "traffic.ttl=6m", "failover.hold=10s", "failover.probes.up.every=10s"};
        assertThat(plan(slow)
                        .with("failover.steps.change-dns={before: route, takes: 1m, run: ./dns.sh}")
                        .assessed()
                        .findings()
                        .stream()
                        .flatMap(finding -> finding.repair().stream())
                        .flatMap(repair -> repair.changes().stream()))
                .noneMatch(change -> change.to().equals("anycast"));
    }

    /// Azure chooses the region of a copy, and Aurora PostgreSQL has a setting for the lag.
    @Test
    void of_a_product_is_what_the_product_has() {
        Read paired = Read.of("""
            meridian: 1
            application: shop
            regions: {eastus: {role: primary}, westus2: {role: standby}, westus: {role: standby}}
            services: {web: {dependsOn: {media: hard}}}
            data: {media: {kind: object, runs: provider, in: [eastus, westus], replication: {mode: async, via: grs}}}
            failover: {targets: [westus2, westus]}
            """);
        assertThat(Found.only(paired, Rule.STANDBY_WITHOUT_DATA).fix())
                .startsWith("a store of its own there that is filled from it");
        Read aurora = Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 1m}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: postgresql
                runs: provider
                zones: 2
                replication: {mode: async, via: aurora-global-database, alarmOnLag: 30s}
            """);
        assertThat(Found.only(aurora, Rule.RPO_AT_RISK).fix())
                .startsWith("`rds.global_db_rpo` of at most 60 for `orders`");
        assertThat(Found.only(aurora.with("data.orders.kind=mysql"), Rule.RPO_AT_RISK)
                        .fix())
                .doesNotContain("rds.");
    }

    /// A target that its product does not keep is no promise to make.
    @Test
    void of_a_target_offers_no_loss_that_the_product_refutes() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 0s}
            regions: {westeurope: {role: active}, northeurope: {role: active}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: cosmosdb
                runs: provider
                primary: [westeurope, northeurope]
                replication: {mode: multi-primary, via: multi-region-writes, target: 5s, conflicts: merge}
            """);
        assertThat(Found.only(file, Rule.PROMISES_CONTRADICT).fix())
                .contains("rpo: 15m")
                .doesNotContain("rpo: 5s");
    }
}
