package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A fix offers a way that the kind of a store, its provider and its writers have, or says what has to become
/// true.
class AnOfferedWayTest {
    private static Read azure(String store, String... sets) {
        return in("{westeurope: {role: active}, northeurope: {role: active}}", store, sets);
    }

    private static Read in(String regions, String store, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, rpo: 5m}
            regions: %s
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: %s}
            traffic: {entrances: {web: {host: shop.example.com, to: web, switch: dns}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(regions, store), sets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {kind: mysql, runs: provider, writes: local, replication: none}      | a copy of what each region has in `rows`
        {kind: postgresql, runs: provider, writes: local, replication: none} | a copy of what each region has in `rows`
        {kind: vault, runs: provider, replication: none}                     | a copy of `rows` outside westeurope
        {kind: mysql, runs: provider, replication: none}                     | `replication: async`
        {kind: object, runs: provider, replication: none}                    | `replication: async`
        {kind: postgresql, runs: self, replication: none}                    | `replication: async` or stronger
        """)
    void for_a_lost_store_is_one_that_it_has(String store, String way) {
        Finding finding = Found.of(azure(store), Rule.LOST_WITH_ITS_REGION).getFirst();
        assertThat(finding.fix()).startsWith(way).doesNotContain("backup:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "sqlserver", "postgresql"})
    void for_a_store_with_separate_writers_is_no_mode_that_its_provider_lacks(String kind) {
        String store = "{kind: " + kind + ", runs: provider, writes: local, replication: none}";
        assertThat(Found.only(azure(store), Rule.TWO_WRITERS_NO_EDGE).fix())
                .startsWith("partitions with a `home`")
                .contains("`writes: forward`")
                .doesNotContain("multi-primary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-east-1: {role: primary}, us-west-2: {role: standby}}           | stream    | kinesis      | false
        {us-east-1: {role: primary}, us-west-2: {role: standby}}           | queue     | sqs          | false
        {us-central1: {role: primary}, us-east1: {role: standby}}          | queue     | pub-sub      | false
        {westeurope: {role: primary}, northeurope: {role: standby}}        | queue     | service-bus  | true
        {us-east-1: {role: primary}, us-west-2: {role: standby}}           | kafka     | msk          | true
        """)
    void for_messages_is_no_copy_that_their_provider_does_not_make(
            String regions, String kind, String via, boolean copies) {
        String first = regions.replaceAll("^.([^:]+):.*", "$1");
        String store = "{kind: " + kind + ", runs: provider, in: [" + first + "], replication: {mode: none, via: " + via
                + "}}";
        String fix =
                Found.of(in(regions, store), Rule.IN_FLIGHT_LOST).getFirst().fix();
        assertThat(fix).contains("`via: dual-write`").doesNotContain("backup");
        assertThat(fix.contains("mode: async")).isEqualTo(copies);
    }

    private static final String GOOGLE = "{us-central1: {role: primary}, us-east1: {role: standby}}";

    private static final String AWS = "{us-east-1: {role: primary}, us-west-2: {role: standby}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}, us-east1: {role: standby}}      | volume      | 5m  | async
        {us-east-1: {role: primary}, us-west-2: {role: standby}}       | volume      | 30m | promised
        {us-east-1: {role: primary}, us-west-2: {role: standby}}       | opensearch  | 30m | async
        {westeurope: {role: primary}, northeurope: {role: standby}}    | volume      | 2h  | async
        """)
    void of_backups_has_no_interval_below_that_of_the_provider(String regions, String kind, String rpo, String said) {
        String other = regions.replaceAll(".*, ([^:]+): .role: standby.*", "$1");
        String store =
                "{kind: " + kind + ", runs: provider, replication: none, backup: {every: 6h, copyTo: [" + other + "]}}";
        Read file = in(regions, store, "objectives.rpo=" + rpo);
        List<Finding> found = Found.of(file, Rule.RPO_UNATTAINABLE);
        assertThat(found).isNotEmpty();
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.repair()).isEmpty();
            assertThat(finding.fix()).contains(said);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        shop.trafficmanager.net   | traffic-manager  | a host in a zone of your own
        shop.azurefd.net          | front-door       | a host in a zone of your own
        x.global.fastly.net       | fastly           | a host in a zone of your own
        shop.example.com          | traffic-manager  | a record that people can turn
        shop.example.com          | route53          | a second provider of names
        shop.example.com          | ns1              | a second provider of names
        """)
    void beside_one_front_is_a_second_provider_where_the_zone_can_have_two(String host, String kind, String way) {
        Read file = in(
                AWS,
                "{kind: postgresql, runs: self, replication: sync}",
                "objectives.availability=99.99%",
                "traffic.entrances.web.host=" + host,
                "traffic.entrances.web.providers=[" + kind + "]");
        assertThat(Found.only(file, Rule.SINGLE_FRONT_DOOR).fix()).startsWith(way);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {kind: postgresql, runs: self, replication: async}                         | true
        {kind: mysql, runs: self, replication: async}                              | false
        {kind: postgresql, runs: provider, replication: async}                     | false
        {kind: postgresql, runs: operator, replication: async}                     | false
        """)
    void of_a_fence_is_meridian_only_for_what_its_agents_move(String store, boolean isOffered) {
        Finding finding = Found.only(in(AWS, store, "failover.fence=none", "failover.lease=none"), Rule.NO_FENCE);
        assertThat(finding.fix().contains("Meridian's own control")).isEqualTo(isOffered);
        assertThat(finding.fix()).contains("a step `before: promote`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: object, runs: provider, replication: {mode: async, via: grs}}",
                "{kind: object, runs: provider, replication: {mode: async, via: ra-gzrs}}",
                "{kind: cosmosdb, runs: provider, replication: async}"
            })
    void of_a_fence_is_none_where_the_provider_ends_the_old_side(String store) {
        Found.isFree(
                in(
                        "{westeurope: {role: primary}, northeurope: {role: standby}}",
                        store,
                        "failover.fence=none",
                        "failover.lease=none"),
                Rule.NO_FENCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}, us-east1: {role: standby}} | {kind: volume, runs: provider} | regional disks
        {westeurope: {role: primary}, northeurope: {role: standby}} | {kind: volume, runs: provider} | zone-redundant
        {us-east-1: {role: primary}, us-west-2: {role: standby}} | {kind: volume, runs: provider} | a copy of what
        {us-east-1: {role: primary}, us-west-2: {role: standby}} | {kind: mysql, runs: provider} | `zones: 2` or more
        {us-east-1: {role: primary}, us-west-2: {role: standby}} | {kind: mysql, runs: self} | a copy of `rows`
        """)
    void over_zones_is_that_of_the_product(String regions, String store, String way) {
        Read file = in(regions, store, "data.rows.zones=1", "data.rows.replication=async");
        assertThat(Found.of(file, Rule.ONE_ZONE).getFirst().fix()).startsWith(way);
    }

    @ParameterizedTest
    @CsvSource({"50%, 100%", "0%, 41%", "20%, 60%"})
    void of_capacity_is_no_more_than_a_region_can_have(String min, String max) {
        Read file = in(
                GOOGLE,
                "{kind: postgresql, runs: self, replication: sync}",
                "regions.us-east1.capacity={min: " + min + ", max: " + max + "}");
        assertThat(Found.only(file, Rule.CAPACITY_NOT_RESERVED).fix()).contains("`capacity: " + max + "`");
    }

    @ParameterizedTest
    @CsvSource({"99.99%, false", "99.98%, false", "99.9%, true"})
    void of_a_budget_is_an_rto_only_where_the_plan_meets_it(String promised, boolean isMet) {
        Read file = in(
                GOOGLE,
                "{kind: postgresql, runs: self, replication: sync}",
                "objectives.rto=24h",
                "objectives.availability=" + promised,
                "failover.probes.up={kind: http, to: web, path: /, every: 10s}",
                "failover.steps={promote: {takes: 1m}, route: {takes: 1m}}");
        assertThat(Found.only(file, Rule.BUDGET_SMALLER_THAN_A_FAILOVER).fix().contains("`rto: "))
                .isEqualTo(isMet);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        database  | cloud-sql-cross-region-replica | -
        database  | spanner-multi-region           | -
        sqlserver | cloud-sql-cross-region-replica | cloud-sql-dr-replica
        """)
    void for_a_store_of_one_product_is_no_mechanism_of_another(String kind, String via, String other) {
        String store = "{kind: " + kind + ", runs: provider, replication: {mode: async, via: " + via + "}}";
        Read file = in("{us-central1: {role: primary}, us-east1: {role: standby}}", store);
        assertThat(new OfferedMechanisms(file.subject()).of(file.subject().store("rows")))
                .map(mechanism -> mechanism.id())
                .allMatch(id -> id.equals(via) || id.equals(other));
    }
}
