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

    private static <K, T> T one(Map<K, T> map, K name) {
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
        assertThat(one(failover.steps(), "detect").forced().takes())
                .contains(Failover.Takes.exactly(Duration.ofSeconds(40)));
        Failover.Step promote = one(failover.steps(), "promote");
        assertThat(promote.graceful().takes()).contains(Failover.Takes.exactly(Duration.ofSeconds(20)));
        assertThat(one(promote.of(), "all").forced())
                .isEqualTo(new Failover.VariantTimes(
                        Optional.of(Duration.ofMinutes(9)),
                        Optional.of(Failover.Takes.exactly(Duration.ofMinutes(5)))));
    }

    @Test
    void of_a_step_may_be_a_range_and_may_say_what_promotes_a_store() {
        String steps = FILE.replace("of: {all: {takes: 2m, forced: {takes: 5m, timeout: 9m}}}", "of: {all: OF}");
        Failover.Times times = times(steps.replace("OF", "{by: human, takes: 30m..45m}"));
        assertThat(times.by()).contains(Failover.Promoter.HUMAN);
        assertThat(times.takes()).contains(new Failover.Takes(Duration.ofMinutes(30), Duration.ofMinutes(45)));
        assertThat(times(steps.replace("OF", "{by: operator}")).takes()).isEmpty();
        assertThat(times(steps.replace("OF", "{by: script, takes: 90s}")).takes())
                .contains(Failover.Takes.exactly(Duration.ofSeconds(90)));
        assertThat(problems(steps.replace("OF", "{takes: 45m..30m}"))).contains("a range of times");
        assertThat(problems(FILE.replace("detect: {", "scale: {of: {default: {by: human}}}\n    detect: {")))
                .contains("`scale.of.default` takes no `by`");
    }

    private static Failover.Times times(String file) {
        Failover failover = one(reading(file).topology().orElseThrow().applications(), "global")
                .failover();
        return one(one(failover.steps(), "promote").of(), "all");
    }

    @Test
    void of_a_person_needs_no_time_and_of_an_edge_overrides_that_of_its_store() {
        assertThat(problems(FILE.replace("steps:\n", "steps:\n    sign: {after: promote, by: human}\n")))
                .isEmpty();
        String edges = "replication: {mode: sync, edges: {near: {from: us-east-1, to: eu-west-1, ifNoStandby: continue,"
                + " every: 5m, alarmOnLag: true}}}}";
        Storage.Edge near = one(
                one(
                                reading(FILE.replace("replication: async}", edges))
                                        .topology()
                                        .orElseThrow()
                                        .stores(),
                                "all")
                        .replication()
                        .orElseThrow()
                        .edges(),
                "near");
        assertThat(near.ifNoStandby()).contains(Storage.IfNoStandby.CONTINUE);
        assertThat(near.every()).contains(Duration.ofMinutes(5));
        assertThat(near.alarmOnLag()).contains(new Storage.LagAlarm(Optional.empty()));
    }

    @Test
    void of_machines_may_be_limited_to_regions_and_others_begin_with_none() {
        Topology limited = reading(FILE.replace(
                        "{platform: kubernetes}",
                        "{platform: kubernetes, nodes: {web: {count: 3..9}, models: {in: us-east-1, count: 2}}}"))
                .topology()
                .orElseThrow();
        Topology.Count none = new Topology.Count(OptionalInt.of(0), OptionalInt.of(0));
        Regional away = one(limited.regions(), new RegionName("eu-west-1")).regional();
        assertThat(one(away.nodes(), "models").count()).contains(none);
        assertThat(one(away.nodes(), "web").count()).isNotEqualTo(Optional.of(none));
        Regional home = one(limited.regions(), new RegionName("us-east-1")).regional();
        assertThat(one(home.nodes(), "models").count()).isNotEqualTo(Optional.of(none));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions: {us-east-1: {role: primary, purpose: first cluster, the leader}}",
                "claims: {fast: {says: recovery in five minutes, mostly, rto: 5m}}",
                "data: {orders: {kind: mysql, in: us-east-1, backup: {every: 1h, keep}}}"
            })
    void that_a_comma_has_cut_off_is_told_to_be_put_in_quotes(String line) {
        assertThat(problems("meridian: 1\napplication: shop\n" + line + "\n"))
                .contains("MER-0010", "a comma ends a value", "quotes");
    }

    @Test
    void of_a_step_without_an_order_is_mended_by_names_that_the_plan_has() {
        String tell = "steps:\n    tell: {run: ./tell.sh}\n";
        assertThat(problems(FILE.replace("steps:\n", tell))).contains("before the fence", "`before: fence`");
        assertThat(problems(FILE.replace("steps:\n", "fence: none\n  " + tell)))
                .contains("MER-0037", "`before: route`")
                .doesNotContain("before the fence", "`before: fence`");
        assertThat(problems(FILE.replace("steps:\n", "failback: {steps: {tell: {run: ./tell.sh}}}\n  steps:\n")))
                .contains("before home has the data")
                .doesNotContain("fence");
    }

    @Test
    void may_be_a_list_of_mechanisms_or_single_transfers() {
        assertThat(problems(FILE.replaceFirst("(?s)transfers:\n.*", "transfers: [scc, consent]\n")))
                .isEmpty();
        assertThat(problems(FILE.replaceFirst("(?s)transfers:\n.*", "transfers: trust\n")))
                .contains("MER-0024", "`compliance.transfers` cannot be `trust`");
    }

    @Test
    void may_be_compared_with_what_a_document_says_of_one_value() {
        String claim = FILE + "claims: {readme: {says: Multi-AZ, KEYS}}\n";
        assertThat(problems(claim.replace("KEYS", "at: data.all.sla, value: 99.99%")))
                .isEmpty();
        assertThat(problems(claim.replace("KEYS", "value: 2"))).contains("MER-0043", "says `2` of nothing");
        assertThat(problems(claim.replace("KEYS", "at: data.all, value: 2"))).contains("MER-0043", "which is a block");
        assertThat(problems(claim.replace("KEYS", "at: data.all.zones, value: 2")))
                .contains("no path of this file");
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
