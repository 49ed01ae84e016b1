package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys that describe systems of other shapes than one application that runs everywhere on one platform.
@DisplayName("A declared key")
class ADeclaredKeyTest {
    private static final String FILE = """
            meridian: 1
            applications:
              global: {failover: {excludes: [primary]}}
              primary: {}
            regions:
              us-east-1: {role: primary, quota: {machines: 20}}
              eu-west-1: {role: active, overrides: {data: {all: {machine: db.r6g.xlarge}}}}
            compute: {platform: kubernetes}
            services:
              none: {application: global, in: [eu-west-1], platform: functions, health: {path: /up, accept: [2xx, 304]}}
              default: {application: primary, volume: disks, health: {path: /up, port: 9090}}
            data:
              all: {shared: true, kind: mysql, machine: db.r6g.large, size: 2Ti, sla: 99.95%, replication: async}
              same: {shared: true, kind: cosmosdb, primary: [eu-west-1, us-east-1], disposable: true,
                key: {partition: id}, replication: {mode: provider, consistency: bounded-staleness, staleness: 90s}}
              disks: {shared: true, kind: volume, replication: none}
            traffic:
              entrances:
                all: {host: a.example.com, to: none, scope: internal, geography: {AS: us-east-1, SAU: eu-west-1}}
            failover:
              probes: {global: {kind: https, host: a.example.com, every: 1m, accept: [200], decides: false}}
              steps:
                detect: {forced: {takes: 40s, timeout: 2m}}
                promote:
                  takes: 1m
                  graceful: {takes: 20s}
                  of: {all: {takes: 2m, forced: {takes: 5m, timeout: 9m}}}
            compliance:
              transfers:
                out: {from: [EU, CH], to: US, by: dpf, since: 2023-07-10, document: decision 2023/1795}
            """;

    private static Reading reading(String text) {
        return TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    private static Topology topology() {
        Reading reading = reading(FILE);
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow();
    }

    private static String problems(String text) {
        return reading(text).problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static <T> T one(Map<String, T> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow();
    }

    @Test
    void says_where_a_service_runs_on_what_and_with_which_health() {
        Topology topology = topology();
        Topology.Service first = one(topology.services(), "none");
        assertThat(first.in()).containsExactly(new RegionName("eu-west-1"));
        assertThat(topology.platform(first)).contains(Compute.Platform.FUNCTIONS);
        assertThat(first.health().accept()).containsExactly(new StatusCodes(200, 299), new StatusCodes(304, 304));
        assertThat(first.stateful()).isFalse();
        Topology.Service second = one(topology.services(), "default");
        assertThat(topology.platform(second)).contains(Compute.Platform.KUBERNETES);
        assertThat(second.stateful()).isTrue();
        assertThat(second.volume()).contains("disks");
        assertThat(second.health().port()).isEqualTo(OptionalInt.of(9090));
    }

    @Test
    void says_what_a_store_holds_on_what_and_who_writes_it() {
        Topology topology = topology();
        Storage.Store plain = one(topology.stores(), "all");
        assertThat(plain.size()).isEqualTo(OptionalLong.of(2L << 40));
        assertThat(plain.sla()).isEqualTo(OptionalDouble.of(0.9995));
        assertThat(plain.machine()).contains("db.r6g.large");
        assertThat(topology.regions()
                        .get(new RegionName("eu-west-1"))
                        .regional()
                        .machines())
                .containsEntry("all", "db.r6g.xlarge");
        Storage.Store table = one(topology.stores(), "same");
        assertThat(table.primaries()).containsExactly("eu-west-1", "us-east-1");
        assertThat(table.primary()).contains("eu-west-1");
        assertThat(table.disposable()).isTrue();
        assertThat(table.key()).contains(new Storage.TableKey("id", Optional.empty()));
        Storage.Replication replication = table.replication().orElseThrow();
        assertThat(replication.consistency()).contains(Storage.Consistency.BOUNDED_STALENESS);
        assertThat(replication.staleness()).contains(Duration.ofSeconds(90));
    }

    @Test
    void says_how_users_and_data_cross_borders() {
        Topology topology = topology();
        Topology.Entrance entrance = one(topology.traffic().entrances(), "all");
        assertThat(entrance.scope()).contains(Topology.Exposure.INTERNAL);
        assertThat(entrance.geography())
                .containsEntry("AS", new RegionName("us-east-1"))
                .containsEntry("SAU", new RegionName("eu-west-1"));
        assertThat(topology.compliance().transfers()).isEmpty();
        assertThat(topology.compliance().declaredTransfers())
                .containsEntry(
                        "out",
                        new Compliance.DeclaredTransfer(
                                "out",
                                List.of("EU", "CH"),
                                List.of("US"),
                                Compliance.Transfer.DPF,
                                Optional.of("decision 2023/1795"),
                                Optional.of(LocalDate.of(2023, 7, 10)),
                                Optional.empty()));
    }

    @Test
    void says_how_a_failover_goes_in_each_variant() {
        Failover failover = one(topology().applications(), "global").failover();
        assertThat(failover.excludes()).containsExactly("primary");
        assertThat(one(failover.probes(), "global").decides()).isFalse();
        assertThat(one(failover.steps(), "detect").forced().takes()).contains(Duration.ofSeconds(40));
        Failover.Step promote = one(failover.steps(), "promote");
        assertThat(promote.graceful().takes()).contains(Duration.ofSeconds(20));
        assertThat(one(promote.of(), "all").forced())
                .isEqualTo(new Failover.VariantTimes(
                        Optional.of(Duration.ofMinutes(9)), Optional.of(Duration.ofMinutes(5))));
    }

    @Test
    void may_be_a_list_of_mechanisms_or_single_transfers() {
        assertThat(problems(FILE.replaceFirst("(?s)transfers:\n.*", "transfers: [scc, consent]\n")))
                .isEmpty();
        assertThat(problems(FILE.replaceFirst("(?s)transfers:\n.*", "transfers: trust\n")))
                .contains("MER-0024", "`compliance.transfers` cannot be `trust`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {absent: {port: 8080}}",
                "data: {primary: {kind: mysql, replication: none}, none: {kind: redis, replication: none}}",
                "services: {default: {dependsOn: {same: hard}}}\ndata: {same: {kind: mysql, replication: none}}",
                "traffic: {users: {all: {near: us-east-1}, global: {near: eu-west-1}}}",
                "data: {all: {kind: mysql, members: {primary: {region: us-east-1}}, primary: primary}}"
            })
    void may_have_a_word_of_the_format_as_a_name(String section) {
        String text =
                "meridian: 1\napplication: any\nregions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}\n"
                        + section + "\n";
        assertThat(problems(text)).isEmpty();
        assertThat(reading(text).topology().orElseThrow().sources().all().keySet())
                .anyMatch(path -> path.matches(".*\\.(absent|primary|same|all|none|default)\\..*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "global", "total"})
    void cannot_give_a_region_a_name_that_a_reference_would_misread(String name) {
        assertThat(problems("meridian: 1\napplication: shop\nregions: {%s: {role: primary, near: us-east-1}}\n"
                        .formatted(name)))
                .contains("MER-0026", "x.yaml:3:11", "`" + name + "` is a word of the format");
    }

    @Test
    void loses_an_answer_for_a_place_with_the_region_that_gives_it() {
        String text = """
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, eu-west-1: {role: active, onlyIn: [production]}}
                services: {web: {port: 8080}, feed: {in: [us-east-1, eu-west-1]}}
                traffic:
                  entrances: {web: {host: a.example.com, geography: {EU: eu-west-1, IE: eu-west-1, default: us-east-1}}}
                environments: {production: {}, staging: {}}
                """;
        assertThat(problems(text)).isEmpty();
        Topology staging = TopologyReader.read(
                        "x.yaml", text.getBytes(StandardCharsets.UTF_8), Optional.of("staging"), List.of())
                .topology()
                .orElseThrow();
        assertThat(one(staging.traffic().entrances(), "web").geography().keySet())
                .containsExactly("default");
        assertThat(problems(text.replace("in: [us-east-1, eu-west-1]", "in: [eu-west-1]")))
                .contains("`in` of `feed` leaves it nowhere to run");
    }
}
