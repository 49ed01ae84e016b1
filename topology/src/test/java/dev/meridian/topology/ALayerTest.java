package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which value is in force, and where it came from.
class ALayerTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby, overrides: {services: {web: {replicas: 5}}}}
            services:
              web: {port: 8080, replicas: 3, dependsOn: {orders: hard, mail: soft}}
            external: {mail: {onlyIn: [production]}}
            data:
              orders:
                kind: postgresql
                replication: {mode: sync, edges: {a: {from: us-east-1, to: eu-west-1}}}
            failover: {hold: 60s, targets: [eu-west-1]}
            environments:
              production: {}
              staging:
                overrides:
                  services: {web: {replicas: 1}}
                  failover: {targets: [us-east-1]}
              alone: {overrides: {regions: {eu-west-1: {absent: true}}}}
            """;

    private static Topology read(String environment, Assignment... assignments) {
        Reading reading = TopologyReader.read(
                "shop.yaml",
                FILE.getBytes(StandardCharsets.UTF_8),
                environment.isEmpty() ? Optional.empty() : Optional.of(environment),
                List.of(assignments));
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow();
    }

    private static Assignment set(String text) {
        return new Assignment.Set(1, text);
    }

    private static String seen(Topology topology, String path) {
        RegionName region = new RegionName("eu-west-1");
        Setting own = topology.regions().get(region).overrides().get(path);
        return own != null
                ? own.text()
                : topology.sources().at(path).orElseThrow().text();
    }

    @Test
    void that_is_later_wins_whatever_its_specificity() {
        String path = "services.web.replicas";
        assertThat(seen(read(""), path)).isEqualTo("5");
        assertThat(seen(read("staging"), path)).isEqualTo("1");
        assertThat(seen(read("staging", set("services.web.replicas=7")), path)).isEqualTo("7");
        assertThat(seen(read("", set("services.web.replicas@eu-west-1=9")), path))
                .isEqualTo("9");
        Topology onlyThere = read("", set("services.web.replicas@eu-west-1=9"));
        assertThat(onlyThere.sources().at(path).orElseThrow().text()).isEqualTo("3");
        assertThat(seen(read("", set("regions.eu-west-1.overrides.services.web.replicas=4")), path))
                .isEqualTo("4");
        assertThat(seen(read("staging", set("regions.eu-west-1.overrides.services.web.replicas=4")), path))
                .isEqualTo("1");
    }

    @Test
    void remembers_what_it_won_against() {
        Setting winner = read("staging", set("services.web.replicas=7"))
                .sources()
                .at("services.web.replicas")
                .orElseThrow();
        assertThat(winner.origin().text()).isEqualTo("--set[1]");
        Setting second = winner.overridden().orElseThrow();
        assertThat(second.origin().text()).isEqualTo("shop.yaml:18:34 (environment staging)");
        assertThat(second.overridden().orElseThrow().origin().text()).isEqualTo("shop.yaml:7:31");
    }

    @Test
    void as_a_region_sees_it_remembers_the_same() {
        Sources sources = read("staging").sources();
        List<String> seen = new ArrayList<>();
        for (Optional<Setting> at = sources.at("services.web.replicas", new RegionName("eu-west-1"));
                at.isPresent();
                at = at.get().overridden()) {
            seen.add(at.get().text() + " at " + at.get().origin().text());
        }
        assertThat(seen)
                .containsExactly(
                        "1 at shop.yaml:18:34 (environment staging)",
                        "5 at shop.yaml:5:69 (region eu-west-1)",
                        "3 at shop.yaml:7:31");
        assertThat(sources.at("services.web.replicas", new RegionName("us-east-1")))
                .isEqualTo(sources.at("services.web.replicas"));
        assertThat(sources.where("services.web.replicas@eu-west-1")).isEqualTo(sources.where("services.web.replicas"));
    }

    @Test
    void of_the_version_knows_its_keys_and_not_the_names_in_them() {
        assertThat(List.of("failover.hold", "services.any.port", "environments.x.overrides.services.any.port"))
                .allMatch(Defaults::has);
        assertThat(List.of("services.any", "failover.hol", "roles.us-east-1", "failover.hold.more", ""))
                .noneMatch(Defaults::has);
    }

    @Test
    void replaces_lists_and_merges_blocks() {
        Topology staging = read("staging");
        assertThat(staging.failover().targets()).extracting(RegionName::text).containsExactly("us-east-1");
        assertThat(staging.failover().hold()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failover.profile=quick|failover.profile|quick",
                "failover.hold=20s|failover.hold|20s",
                "data.orders.replication=async|data.orders.replication.mode|async",
                "data.orders.replication.mode=async|data.orders.replication.mode|async",
                "data.orders.replication={mode: none}|data.orders.replication.mode|none",
                "failover.targets=us-east-1|failover.targets|[us-east-1]",
                "failover.targets=[us-east-1, eu-west-1]|failover.targets|[us-east-1, eu-west-1]",
                "failover.witness=us-west-2|failover.witness.region|us-west-2",
                "services.web.dependsOn.mail=operate|services.web.dependsOn.mail.need|operate",
                "traffic.entrances.web=shop.example.com|traffic.entrances.web.host|shop.example.com",
                "waivers.w={finding: MER-0107, reason: 'a=b', expires: 2027-01-01}|waivers.w.reason|a=b",
                "services.web.image=x/y:1=2|services.web.image|x/y:1=2",
            })
    void of_an_assignment_means_the_path_that_it_names(String assignment, String path, String value) {
        assertThat(read("", set(assignment)).sources().at(path).map(Setting::text))
                .contains(value);
    }

    @Test
    void of_a_headline_leaves_the_edges_of_the_file_where_they_are() {
        Storage.Replication replication = read("", set("data.orders.replication=async"))
                .stores()
                .get("orders")
                .replication()
                .orElseThrow();
        assertThat(replication.mode()).contains(Storage.ReplicationMode.ASYNC);
        assertThat(replication.edges()).containsOnlyKeys("a");
    }

    @Test
    void of_variables_is_weaker_than_the_command_line_and_folds_names() {
        Assignment variable = new Assignment.Variable("MERIDIAN__FAILOVER__HOLD", "10s");
        assertThat(read("", variable).sources().at("failover.hold").map(Setting::text))
                .contains("10s");
        assertThat(read("", set("failover.hold=5s"), variable)
                        .sources()
                        .at("failover.hold")
                        .map(Setting::text))
                .contains("5s");
        Assignment regional = new Assignment.Variable("MERIDIAN__SERVICES__WEB__REPLICAS__AT__EU_WEST_1", "8");
        assertThat(seen(read("", regional), "services.web.replicas")).isEqualTo("8");
        Assignment promotable = new Assignment.Variable("MERIDIAN__REGIONS__EU_WEST_1__PROMOTABLE", "false");
        assertThat(read("", promotable)
                        .regions()
                        .get(new RegionName("eu-west-1"))
                        .promotable())
                .contains(false);
    }

    @Test
    void that_removes_a_block_takes_what_points_at_it_from_a_set_with_it() {
        assertThat(read("").externals()).containsKey("mail");
        assertThat(read("staging").externals()).isEmpty();
        assertThat(read("staging").services().get("web").dependsOn()).containsOnlyKeys("orders");
        Topology alone = read("alone");
        assertThat(alone.regions()).hasSize(1);
        assertThat(alone.failover().targets()).isEmpty();
        assertThat(alone.stores().get("orders").replication().orElseThrow().edges())
                .isEmpty();
    }

    @Test
    void of_an_environment_that_the_file_does_not_have_is_refused_with_the_nearest() {
        Reading reading = TopologyReader.read(
                "shop.yaml", FILE.getBytes(StandardCharsets.UTF_8), Optional.of("stagin"), List.of());
        assertThat(reading.problems()).extracting(Problem::id).containsExactly("MER-0042");
        assertThat(reading.problems().getFirst().fix()).isEqualTo("`staging`");
    }

    /// What a region says otherwise is no more there than what it says it of.
    @Test
    void of_a_region_goes_with_the_block_that_an_environment_lacks() {
        String text = """
                meridian: 1
                application: shop
                regions:
                  us-east-1: {role: primary}
                  eu-west-1:
                    role: standby
                    overrides:
                      services: {web: {replicas: 5}, extra: {replicas: 7}}
                      compute: {nodes: {general: {count: 2..4}}}
                      objectives: {perRegion: {latency: {users: 80ms}}}
                services: {web: {replicas: 3}, extra: {replicas: 6, onlyIn: [production]}}
                compute: {nodes: {general: {types: t3.large, count: 3..10}}}
                environments:
                  production: {}
                  staging: {overrides: {compute: {nodes: {general: {count: 1}}}}}
                """;
        for (String environment : List.of("production", "staging")) {
            boolean production = environment.equals("production");
            Reading reading = TopologyReader.read(
                    "x.yaml", text.getBytes(StandardCharsets.UTF_8), Optional.of(environment), List.of());
            Topology.Region europe = reading.topology().orElseThrow().regions().get(new RegionName("eu-west-1"));
            assertThat(europe.overrides().containsKey("services.extra.replicas"))
                    .isEqualTo(production);
            assertThat(europe.regional().replicas().keySet())
                    .containsExactlyElementsOf(production ? List.of("web", "extra") : List.of("web"));
            assertThat(europe.overrides().containsKey("compute.nodes.general.count"))
                    .as("the environment is later")
                    .isEqualTo(production);
            assertThat(europe.regional()
                            .nodes()
                            .get("general")
                            .count()
                            .orElseThrow()
                            .most())
                    .hasValue(production ? 4 : 1);
            assertThat(europe.regional().nodes().get("general").types()).containsExactly("t3.large");
            assertThat(europe.regional().promises().latency().get("users").bound())
                    .contains(Duration.ofMillis(80));
        }
    }

    @Test
    void of_each_of_fifty_regions_changes_that_region_alone() {
        StringBuilder text = new StringBuilder("meridian: 1\napplication: shop\nregions:\n");
        for (int i = 0; i < 50; i++) {
            text.append("  r%d: {role: %s, near: eu-west-1, cidr: 10.%d.0.0/16, "
                            .formatted(i, i == 0 ? "primary" : "standby", i))
                    .append("overrides: {services: {s%d: {replicas: 5}}}}\n".formatted(i));
        }
        text.append("services:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append(
                    "  s%d: {port: 8080, replicas: 2..4, resources: {cpu: 250m}, dependsOn: {d: hard}}\n".formatted(i));
        }
        text.append("data: {d: {kind: postgresql, replication: async}}\nenvironments: {a: {}, b: {}}\n");
        Topology topology = topology(text.toString(), List.of());
        assertThat(topology.regions()).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(topology.regions()
                            .get(new RegionName("r" + i))
                            .overrides()
                            .keySet())
                    .containsExactly("services.s" + i + ".replicas");
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    /// Whatever a file says can be said by assignments over an empty skeleton, and reads the same.
    @ParameterizedTest
    @MethodSource("seeds")
    void of_assignments_says_what_a_file_would(long seed) {
        RandomFile random = new RandomFile(new Random(seed));
        String text = random.text();
        Topology file = topology(text, List.of());
        List<Assignment> assignments = new ArrayList<>();
        file.sources().all().forEach((path, setting) -> {
            if (!random.skeleton().contains(path)) {
                assignments.add(new Assignment.Set(assignments.size() + 1, path + "=" + setting.text()));
            }
        });
        Topology assigned = topology(random.skeletonText(), assignments);
        assertThat(values(assigned)).isEqualTo(values(file));
        assertThat(assigned.failover()).isEqualTo(file.failover());
        assertThat(assigned.services()).isEqualTo(file.services());
        assertThat(assigned.stores()).isEqualTo(file.stores());
        assertThat(assigned.objectives()).isEqualTo(file.objectives());
    }

    private static Topology topology(String text, List<Assignment> assignments) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), assignments);
        assertThat(reading.problems().stream().map(Problem::text)).as(text).isEmpty();
        return reading.topology().orElseThrow();
    }

    private static List<String> values(Topology topology) {
        return topology.sources().all().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().text())
                .sorted()
                .toList();
    }
}
