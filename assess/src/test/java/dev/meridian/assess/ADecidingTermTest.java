package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A finding about a promise names the terms that decide it, all of those that weigh the same, and no other one.
class ADecidingTermTest {
    private static Read read(String objectives, String stores) {
        return Read.of("""
            meridian: 1
            application: till
            objectives: %s
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {desk: {}}
            data:
              %s
            failover: {mode: manual, control: {runs: operator}}
            """.formatted(objectives, stores));
    }

    private static final String RPO = "{disruptions: {region: {rpo: 5m}}}";

    private static final String LAG = "kind: postgresql, runs: operator, replication: {mode: async, via: streaming";

    private static final String OBJECTS =
            "{kind: object, runs: provider, replication: {mode: async, via: s3-replication}}";

    @ParameterizedTest
    @ValueSource(strings = {"fresh: {%1$s, lag: 2m}}\n  open: %2$s", "open: %2$s\n  fresh: {%1$s, lag: 2m}}"})
    void is_no_lag_below_the_promise(String stores) {
        Finding finding = Found.only(read(RPO, stores.formatted(LAG, OBJECTS)), Rule.RPO_AT_RISK);
        assertThat(finding.why() + finding.arithmetic().orElseThrow().text()).doesNotContain("lag 2m");
        assertThat(finding.arithmetic().orElseThrow().failingTerm()).isEqualTo("lag of S3 cross-region replication");
    }

    @ParameterizedTest
    @CsvSource({"7m, 7m, true", "7m, 6m, false"})
    void is_each_of_several_that_weigh_the_same(String first, String second, boolean both) {
        String stores = "first: {" + LAG + ", lag: " + first + "}}\n  second: {" + LAG + ", lag: " + second + "}}";
        Finding finding = Found.only(read(RPO, stores), Rule.RPO_AT_RISK);
        assertThat(finding.why()).contains("`lag " + first + "`").doesNotContain(" + ");
        assertThat(finding.arithmetic().orElseThrow().text()).contains("first:", "second:");
        assertThat(finding.why().contains("typical figures")).isFalse();
        assertThat(finding.why()).contains("it holds only at best");
        assertThat(both).isEqualTo(first.equals(second));
    }

    @ParameterizedTest
    @CsvSource({
        "s3-replication-time-control, it holds on typical figures only",
        "s3-replication, 'it holds only at best, with 1s'"
    })
    void is_said_to_be_typical_where_a_provider_published_both_sides_of_it(String via, String why) {
        String files = "files: " + OBJECTS.replace("s3-replication", via);
        assertThat(Found.only(read(RPO, files), Rule.RPO_AT_RISK).why()).startsWith(why);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, us-central1, us-east1, cloud-sql-cross-region-replica",
        "mysql, westeurope, northeurope, flexible-server-read-replica",
        "postgresql, us-central1, us-east1, alloydb-secondary-cluster"
    })
    void is_unknown_where_a_provider_publishes_no_figure(String kind, String here, String there, String via) {
        Read file = Read.of("""
            meridian: 1
            application: till
            objectives: {disruptions: {region: {rpo: 5m}}}
            regions: {%2$s: {role: primary}, %3$s: {role: standby}}
            services: {desk: {dependsOn: {rows: hard}}}
            data: {rows: {kind: %1$s, runs: provider, replication: {mode: async, via: %4$s}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(kind, here, there, via));
        Found.isFree(file, Rule.RPO_AT_RISK);
        assertThat(Found.only(file, Rule.FIGURE_UNKNOWN).fix()).endsWith("declare `data.rows.replication.lag`");
        Read declared = file.with("data.rows.replication.lag=1m");
        Found.isFree(declared, Rule.FIGURE_UNKNOWN);
        Found.isFree(declared, Rule.RPO_AT_RISK);
    }

    @Test
    void of_a_maximum_is_no_summand() {
        String stores = "first: {" + LAG + ", lag: 7m}}\n  second: {" + LAG + ", lag: 6m}}\n  third: {" + LAG
                + ", lag: 1m}}\n  open: {" + LAG + "}}";
        Finding finding = Found.only(read(RPO, stores), Rule.RPO_AT_RISK);
        assertThat(finding.why())
                .contains("loses up to 7m", "`lag 7m`, `lag 6m`")
                .doesNotContain(" + ", "lag 1m");
        assertThat(finding.fix()).doesNotContain("lag 1m");
    }

    /// A majority of votes is nobody's supply: no other supplier stands for it, and two of them are no majority.
    @ParameterizedTest
    @ValueSource(strings = {"cockroachdb", "yugabytedb", "etcd"})
    void of_an_availability_is_not_replaced_where_no_supplier_owes_it(String kind) {
        Read read = Read.of("""
            meridian: 1
            application: till
            objectives: {availability: 99.9999%%}
            regions: {us-east-1: {role: active}, us-east-2: {role: active}, us-west-2: {role: active}}
            services: {desk: {dependsOn: {rows: hard}}}
            data: {rows: {kind: %s, runs: operator, replication: {mode: quorum}}}
            traffic: {entrances: {desk: {host: a.example.com, route: [latency, health], providers: [route53]}}}
            failover: {mode: automatic, control: {runs: operator}, fence: none, lease: none}
            """.formatted(kind), "services.desk.port=8080");
        assertThat(read.assessed().findings())
                .filteredOn(finding ->
                        finding.rule() == Rule.AVAILABILITY_AT_RISK || finding.rule() == Rule.AVAILABILITY_UNATTAINABLE)
                .allSatisfy(finding -> assertThat(finding.fix())
                        .doesNotContain("in place of `rows by a majority`", "two of `rows by a majority`")
                        .contains("a promise of"))
                .isNotEmpty();
    }

    /// A second store beside one holds other data.
    @Test
    void of_an_availability_is_not_doubled_where_it_is_a_store() {
        Read read = read(
                "{availability: 99.99%}",
                "rows: {kind: postgresql, runs: provider, zones: 2, replication: {mode: async}}");
        assertThat(read.assessed().findings())
                .allSatisfy(finding -> assertThat(finding.fix()).doesNotContain("two of `rows`", "two of `compute`"));
    }

    @Test
    void of_an_outage_without_end_is_each_store_without_a_way_back() {
        String stores = "a: {kind: postgresql, runs: provider, in: [eu-west-1]}\n"
                + "  b: {kind: mysql, runs: provider, in: [eu-west-1]}\n"
                + "  c: {kind: mongodb, runs: operator, in: [eu-west-1]}";
        Read read = read("{availability: 99.9%}", stores);
        assertThat(read.assessed().findings())
                .filteredOn(finding -> finding.at().endsWith("availability"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.fix()).contains("`a`", "`b`", "`c`");
                    assertThat(finding.severity()).isNotEqualTo(Severity.ERROR);
                });
    }

    /// What a service in one region needs counts where that service runs.
    @ParameterizedTest
    @ValueSource(strings = {"figures", "bi"})
    void of_a_service_in_one_region_is_needed_there_only(String needed) {
        Read read = Read.of("""
            meridian: 1
            application: till
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}, eu-west-3: {role: standby}}
            services:
              desk: {dependsOn: {rows: hard}}
              analytics: {in: [eu-west-1], dependsOn: {%s: hard}}
            external: {bi: {in: [eu-west-1]}}
            data:
              rows: {kind: postgresql, runs: operator, replication: {mode: async}}
              figures: {kind: postgresql, runs: operator, in: [eu-west-1]}
            failover: {mode: manual, control: {runs: operator}}
            """.formatted(needed));
        Found.isFree(read, Rule.ONE_REGION_DEPENDENCY);
        assertThat(Found.of(read.with("services.analytics.in=[eu-west-1, eu-west-3]"), Rule.ONE_REGION_DEPENDENCY))
                .isNotEmpty();
    }
}
