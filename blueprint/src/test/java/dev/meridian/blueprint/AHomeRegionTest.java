package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An application without a primary region")
class AHomeRegionTest {
    private static final String FILE = """
            meridian: 1
            application: club
            regions: {eu-north-1: {role: active}, ca-central-1: {role: active}, sa-east-1: {role: active}}
            services: {portal: {port: 8080}}
            data: {%s}
            """;

    private static final RegionName FIRST = new RegionName("eu-north-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people: {kind: dynamodb, writes: local, replication: {mode: multi-primary, via: global-tables}}",
                "rows: {kind: cassandra, replication: multi-primary}, cache: {kind: redis, replication: none}",
                "ledger: {kind: cockroachdb, replication: quorum}",
                "carts: {kind: cosmosdb, primary: [ca-central-1, sa-east-1], replication: provider}",
                "bank: {kind: spanner, replication: provider}, scratch: {kind: volume, disposable: true, replication:"
                        + " none}",
                ""
            })
    void has_the_first_region_as_its_home_where_every_store_takes_writes_in_each(String data) {
        Blueprint blueprint = Resolving.of(FILE.formatted(data));
        assertThat(blueprint.applications().firstEntry().getValue().primary()).isEqualTo(FIRST);
        Origins.Value home = blueprint.origins().at("home").orElseThrow();
        assertThat(home.text()).isEqualTo("eu-north-1");
        assertThat(home.origin().text()).contains("no region has `role: primary`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people: {kind: postgresql, replication: async}",
                "people: {kind: cosmosdb, replication: provider}",
                "people: {kind: dynamodb, writes: forward, replication: multi-primary}",
                "people: {kind: cassandra, replication: multi-primary}, bills: {kind: mysql, replication: unknown}"
            })
    void is_refused_where_a_store_is_written_in_one_region_that_nothing_names(String data) {
        assertThat(Resolving.problems(FILE.formatted(data)))
                .contains(
                        "MER-0034",
                        "nothing says where",
                        "`role: primary` on one region; where several are active as equals, the `primary`")
                .doesNotContain("writes: local", "multi-primary`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people: {kind: postgresql, primary: sa-east-1, replication: async}",
                "people: {kind: vault, primary: sa-east-1, replication: unknown}",
                "people: {kind: cosmosdb, primary: sa-east-1, replication: provider}",
                "people: {kind: mysql, in: [sa-east-1], replication: none}"
            })
    void may_have_stores_that_name_their_writer_themselves(String data) {
        Blueprint blueprint = Resolving.of(FILE.formatted(data));
        assertThat(blueprint.applications().firstEntry().getValue().primary()).isEqualTo(FIRST);
        assertThat(blueprint.stores().firstEntry().getValue().writer()).isEqualTo(new RegionName("sa-east-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows: {kind: cassandra, replication: multi-primary}",
                "people: {kind: dynamodb, writes: local, replication: {mode: multi-primary, via: global-tables}}",
                "bills: {kind: postgresql, primary: ca-central-1, replication: async}",
                "ledger: {kind: cockroachdb, replication: quorum}"
            })
    void may_have_a_region_that_stands_by(String data) {
        Blueprint blueprint =
                Resolving.of(FILE.formatted(data).replace("eu-north-1: {role: active}", "eu-north-1: {role: standby}"));
        Application club = blueprint.applications().firstEntry().getValue();
        assertThat(club.primary()).isEqualTo(new RegionName("ca-central-1"));
        assertThat(club.roles().get(FIRST)).isEqualTo(Role.STANDBY);
    }

    @Test
    void is_refused_where_a_region_stands_by_and_a_store_has_no_writer() {
        assertThat(Resolving.problems(FILE.formatted("people: {kind: postgresql, replication: async}")
                        .replace("sa-east-1: {role: active}", "sa-east-1: {role: standby}")))
                .contains("MER-0034", "nothing says where");
    }

    @Test
    void is_refused_where_every_region_stands_by() {
        assertThat(Resolving.problems(FILE.formatted("rows: {kind: cassandra, replication: multi-primary}")
                        .replace("role: active", "role: standby")))
                .contains("MER-0034", "`eu-north-1`, `ca-central-1` and `sa-east-1` would take over", "none serves");
    }

    @Test
    void may_have_stores_that_are_not_in_its_home() {
        Store store = Resolving.of(FILE.formatted(
                        "rows: {kind: cassandra, in: [ca-central-1, sa-east-1], replication: multi-primary}"))
                .stores()
                .firstEntry()
                .getValue();
        assertThat(store.writer()).isEqualTo(new RegionName("ca-central-1"));
    }
}
