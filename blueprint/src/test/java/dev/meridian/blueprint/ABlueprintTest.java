package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people get of the files that they copy from.
class ABlueprintTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName AP = new RegionName("ap-southeast-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart.yaml",
                "minimal.yaml",
                "two-regions.yaml",
                "two-regions-witness.yaml",
                "../topology/src/test/resources/everything.yaml"
            })
    void of_an_example_says_where_every_value_comes_from(String name) throws IOException {
        Blueprint blueprint = Resolving.example(name);
        String table = "topologyHash = " + blueprint.topologyHash() + "\n"
                + blueprint.origins().values().entrySet().stream()
                        .map(value -> value.getKey() + " = " + value.getValue().text() + "    "
                                + value.getValue().origin().text())
                        .collect(Collectors.joining("\n", "", "\n"));
        Path golden = Resolving.HOME.resolve("blueprint/src/test/resources/origins/"
                + Path.of(name).getFileName().toString().replace(".yaml", ".txt"));
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(golden, table);
        }
        assertThat(table).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai-teddy-bear", "mahavishnu", "richesreach", "pyairtable", "genai-demo"})
    void of_a_reference_system_is_there_in_every_environment(String name) throws IOException {
        byte[] content = Files.readAllBytes(Resolving.HOME.resolve("examples/" + name + ".yaml"));
        Topology topology =
                TopologyReader.read(name, content, List.of()).topology().orElseThrow();
        assertThat(topology.environments()).isNotEmpty();
        for (String environment : topology.environments().keySet()) {
            Reading reading = TopologyReader.read(name, content, Optional.of(environment), List.of());
            Resolution resolution = Blueprints.resolve(reading.topology().orElseThrow());
            assertThat(resolution.problems().stream().map(Problem::text))
                    .as(environment)
                    .isEmpty();
        }
    }

    @Test
    void of_genai_demo_has_a_second_region_in_production_only_and_can_do_without() throws IOException {
        Assignment without = new Assignment.Variable("MERIDIAN__REGIONS__AP_NORTHEAST_1__ABSENT", "true");
        assertThat(regionsOfGenaiDemo("production")).hasSize(2);
        assertThat(regionsOfGenaiDemo("development")).hasSize(1);
        assertThat(regionsOfGenaiDemo("production", without)).hasSize(1);
    }

    private static Set<RegionName> regionsOfGenaiDemo(String environment, Assignment... assignments)
            throws IOException {
        byte[] content = Files.readAllBytes(Resolving.HOME.resolve("examples/genai-demo.yaml"));
        Reading reading =
                TopologyReader.read("genai-demo.yaml", content, Optional.of(environment), List.of(assignments));
        Resolution resolution = Blueprints.resolve(reading.topology().orElseThrow());
        return resolution.blueprint().orElseThrow().regions().keySet();
    }

    @Test
    void of_the_quickstart_has_one_synchronous_store_with_two_standbys() {
        Blueprint blueprint = Resolving.example("quickstart.yaml");
        Store orders = blueprint.stores().get("orders");
        assertThat(orders.kind()).isEqualTo(StoreKind.POSTGRESQL);
        assertThat(orders.writer()).isEqualTo(US);
        assertThat(orders.members()).containsExactly(US, EU, AP);
        assertThat(orders.mayTakeOver()).containsExactly(EU, AP);
        assertThat(orders.replication().mode()).isEqualTo(ReplicationMode.SYNC);
        assertThat(orders.replication().waitFor()).isEqualTo(1);
        assertThat(orders.replication().stopWithoutStandby()).isTrue();
        assertThat(orders.replication().edges()).extracting(Edge::to).containsExactly(EU, AP);
        assertThat(orders.objectives().rpo()).contains(Duration.ofSeconds(5));
        assertThat(blueprint.traffic().ttl()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void of_the_quickstart_moves_to_the_nearest_region_first_in_the_times_of_its_profile() {
        FailoverPolicy policy =
                Resolving.example("quickstart.yaml").applications().get("shop").failover();
        assertThat(policy.mode()).isEqualTo(Mode.AUTOMATIC);
        assertThat(policy.targets()).containsExactly(EU, AP);
        assertThat(policy.controlIn()).containsExactly(US, EU, AP);
        assertThat(policy.hold()).isEqualTo(Duration.ofMillis(300));
        assertThat(policy.probes()).isEqualTo(new ProbePolicy(Duration.ofMillis(150), Duration.ofMillis(500), 2, 3));
        assertThat(policy.lease().challengerWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(policy.maxLoss()).isEmpty();
    }

    @Test
    void changes_with_an_assignment_and_says_so() {
        Blueprint blueprint = Resolving.example(
                "quickstart.yaml", "data.orders.replication=async", "failover.profile=default", "failover.hold=20s");
        Replication replication = blueprint.stores().get("orders").replication();
        assertThat(replication.mode()).isEqualTo(ReplicationMode.ASYNC);
        assertThat(replication.waitFor()).isZero();
        FailoverPolicy policy = blueprint.applications().get("shop").failover();
        assertThat(policy.hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.cooldown()).isEqualTo(Duration.ofMinutes(30));
        Origins origins = blueprint.origins();
        assertThat(origins.at("failover.hold").orElseThrow().origin().text()).isEqualTo("--set[3]");
        assertThat(origins.at("failover.cooldown").orElseThrow().origin().text())
                .isEqualTo("profile default");
        assertThat(origins.at("data.orders.replication.mode")
                        .orElseThrow()
                        .origin()
                        .text())
                .isEqualTo("--set[1]");
        assertThat(blueprint.topologyHash())
                .isNotEqualTo(Resolving.example("quickstart.yaml").topologyHash());
    }

    @Test
    void of_two_regions_has_two_places_for_the_control_and_three_with_a_witness() {
        Blueprint alone = Resolving.example("two-regions.yaml");
        assertThat(alone.applications().get("shop").failover().controlIn()).containsExactly(US, EU);
        assertThat(alone.witness()).isEmpty();
        Blueprint helped = Resolving.example("two-regions-witness.yaml");
        RegionName witness = new RegionName("us-west-2");
        assertThat(helped.applications().get("shop").failover().controlIn()).containsExactly(US, EU, witness);
        assertThat(helped.witness()).contains(witness);
        assertThat(helped.regions()).doesNotContainKey(witness);
    }

    @ParameterizedTest
    @CsvSource({"90s, 10s, 90, 10", "unknown, 10s, 30, 10", "90s, unknown, 90, 90", "unknown, unknown, 30, 30"})
    void has_the_ttl_that_a_record_gets_where_nobody_knows_one(String all, String own, long ofAll, long ofOne) {
        String file = TWO + "services: {web: {port: 8080}}\ntraffic: {ttl: %s, entrances: {web: {ttl: %s}}}\n";
        Traffic traffic = Resolving.of(file.formatted(all, own)).traffic();
        assertThat(traffic.ttl()).isEqualTo(Duration.ofSeconds(ofAll));
        assertThat(traffic.entrances().get("web").ttl()).isEqualTo(Duration.ofSeconds(ofOne));
    }

    @Test
    void of_a_silent_file_is_approved_by_a_person_in_the_default_times() {
        Blueprint blueprint = Resolving.example("minimal.yaml");
        FailoverPolicy policy = blueprint.applications().get("shop").failover();
        assertThat(policy.mode()).isEqualTo(Mode.APPROVED);
        assertThat(policy.hold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.withoutQuorum()).isEqualTo(WithoutQuorum.STOP);
        assertThat(blueprint.traffic().ttl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(blueprint.applications().get("shop").objectives().availability())
                .hasValue(0.999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick", "default", "cautious"})
    void has_profiles_whose_declared_fence_keeps_the_lease_safe(String profile) {
        FailoverPolicy policy = Resolving.example("quickstart.yaml", "failover.profile=" + profile)
                .applications()
                .get("shop")
                .failover();
        LeasePolicy lease = policy.lease();
        double held = lease.duration().minus(lease.margin()).toNanos() / (1 - lease.drift());
        assertThat(held + policy.fenceWithin().toNanos())
                .isLessThanOrEqualTo(lease.challengerWait().toNanos() / (1 + lease.drift()));
        assertThat(policy.hold()).isPositive();
        assertThat(policy.profile()).isEqualTo(profile);
    }

    private static final String TWO = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
            data:
              orders: {kind: postgresql, replication: async}
            """;

    @Test
    void has_the_same_hash_for_the_same_meaning_however_it_is_written() {
        String longer = """
                # another order, long forms, defaults written out
                meridian: 1
                data: {orders: {replication: {mode: "async"}, kind: postgresql}}
                traffic: {ttl: 30s}
                regions: {us-east-1: {role: primary, promotable: true}, eu-west-1: {role: standby}}
                applications: {shop: {failover: {mode: approved}}}
                """;
        assertThat(Resolving.of(longer).topologyHash())
                .isEqualTo(Resolving.of(TWO).topologyHash());
        assertThat(Resolving.of(TWO, "traffic.ttl=30000ms").topologyHash())
                .isEqualTo(Resolving.of(TWO).topologyHash());
        assertThat(Resolving.of(TWO, "data.orders.backup={every: 1h}").topologyHash())
                .isNotEqualTo(Resolving.of(TWO).topologyHash());
        assertThat(Resolving.of(TWO, "traffic.ttl=31s").topologyHash())
                .isNotEqualTo(Resolving.of(TWO).topologyHash());
    }

    /// Keys that version 1 did not have from the beginning: logs of before name the hash without them.
    @ParameterizedTest
    @CsvSource({
        "freshness, 14s, 15s, derived: the longest of 2 × (every 5s + timeout 2s), 2 × 1s",
        "lease.silentAfter, 2s, 3s, derived: 2 × renewEvery 1s",
        "patience.catchUp, 2000ms, 0s, profile default",
        "patience.stop, 10s, 1m, profile default",
    })
    void keeps_its_hash_under_a_newer_key_that_says_what_held_before(
            String key, String usual, String other, String origin) {
        String path = "failover." + key;
        assertThat(Resolving.of(TWO).origins().at(path).orElseThrow().origin().text())
                .startsWith(origin);
        assertThat(Resolving.of(TWO, path + "=" + usual).topologyHash())
                .isEqualTo(Resolving.of(TWO).topologyHash());
        assertThat(Resolving.of(TWO, path + "=" + other).topologyHash())
                .isNotEqualTo(Resolving.of(TWO).topologyHash());
    }

    @Test
    void that_is_hurried_believes_words_as_long_as_the_file_says() {
        Application slow = shop(FastForward.by(5, Resolving.of(TWO)));
        assertThat(slow.failover().freshness()).isEqualTo(Duration.ofSeconds(6));
        Application said = shop(FastForward.by(5, Resolving.of(TWO, "failover.freshness=20s")));
        assertThat(said.failover().freshness()).isEqualTo(Duration.ofSeconds(20));
    }

    private static Application shop(Blueprint blueprint) {
        return blueprint.applications().firstEntry().getValue();
    }

    @Test
    void gives_a_store_the_strictest_promise_that_reaches_it() {
        Blueprint blueprint = Resolving.of(TWO + """
                  jobs: {kind: queue, replication: none}
                services:
                  web: {dependsOn: {orders: hard, jobs: soft}}
                objectives: {rto: 30m, rpo: 15m, availability: 99.9%}
                journeys:
                  buy: {uses: [web], objectives: {rpo: 0s}}
                """);
        assertThat(blueprint.stores().get("orders").objectives().rpo()).contains(Duration.ZERO);
        assertThat(blueprint.stores().get("orders").objectives().rto()).contains(Duration.ofMinutes(30));
        assertThat(blueprint.stores().get("jobs").objectives().rpo()).contains(Duration.ofMinutes(15));
        assertThat(blueprint
                        .origins()
                        .at("data.orders.objectives.rpo")
                        .orElseThrow()
                        .origin()
                        .text())
                .contains("journeys.buy.objectives.rpo");
    }

    @Test
    void has_no_edge_to_a_region_of_another_application() {
        assertThat(Resolving.problems("""
                        meridian: 1
                        applications:
                          a: {roles: {us-east-1: primary, eu-west-1: standby}}
                          b: {roles: {us-east-1: primary, ap-southeast-1: active}}
                        regions: {us-east-1: {}, eu-west-1: {}, ap-southeast-1: {}}
                        data:
                          tables:
                            kind: postgresql
                            application: a
                            replication: {mode: async, edges: {r: {from: us-east-1, to: [eu-west-1, ap-southeast-1]}}}
                        """))
                .contains("`ap-southeast-1` holds no copy of `tables`")
                .contains(":10:");
    }

    @Test
    void lets_a_member_take_over_only_if_law_region_and_edges_allow_it() {
        Blueprint blueprint = Resolving.of("""
                meridian: 1
                application: shop
                regions:
                  eu-west-1: {role: primary}
                  eu-central-1: {role: standby}
                  eu-north-1: {role: standby}
                  us-east-1: {role: standby}
                  eu-west-3: {role: standby, promotable: false}
                  eu-south-1: {role: standby}
                data:
                  orders:
                    kind: postgresql
                    keepIn: [eu-west-1, eu-central-1, eu-north-1, eu-west-3, eu-south-1]
                    replication:
                      mode: async
                      edges:
                        main: {from: eu-west-1, to: eu-central-1, mode: sync}
                        chain: {from: eu-central-1, to: eu-south-1}
                        part: {from: eu-west-1, to: eu-north-1, omits: [sessions]}
                        far: {from: eu-west-1, to: us-east-1}
                        frozen: {from: eu-west-1, to: eu-west-3}
                """);
        Store orders = blueprint.stores().get("orders");
        assertThat(orders.mayTakeOver()).extracting(RegionName::text).containsExactly("eu-central-1", "eu-south-1");
        assertThat(orders.replication().mode()).isEqualTo(ReplicationMode.ASYNC);
        assertThat(blueprint
                        .origins()
                        .at("data.orders.mayTakeOver")
                        .orElseThrow()
                        .origin()
                        .text())
                .contains("us-east-1 not: `keepIn` does not allow it")
                .contains("eu-north-1 not: no promoting edge with all of the data ends in it")
                .contains("eu-west-3 not: `promotable: false`");
        assertThat(blueprint.applications().get("shop").failover().targets())
                .extracting(RegionName::text)
                .doesNotContain("eu-west-3");
    }

    @Test
    void has_several_applications_active_in_different_regions() {
        Blueprint blueprint = Resolving.of("""
                meridian: 1
                objectives: {rto: 15m}
                failover: {mode: automatic, hold: 90s}
                applications:
                  bookings: {}
                  invoicing:
                    roles: {eu-west-1: primary, us-east-1: standby}
                    failover: {mode: manual}
                    objectives: {rto: 1h}
                regions:
                  us-east-1: {role: primary}
                  eu-west-1: {role: standby}
                data:
                  ledger: {application: bookings, kind: postgresql, replication: async}
                  bills: {application: invoicing, kind: postgresql, replication: async}
                """);
        Application invoicing = blueprint.applications().get("invoicing");
        assertThat(blueprint.applications().get("bookings").primary()).isEqualTo(US);
        assertThat(invoicing.primary()).isEqualTo(EU);
        assertThat(invoicing.failover().mode()).isEqualTo(Mode.MANUAL);
        assertThat(invoicing.failover().hold()).isEqualTo(Duration.ofSeconds(90));
        assertThat(invoicing.objectives().rto()).contains(Duration.ofHours(1));
        assertThat(blueprint.stores().get("bills").writer()).isEqualTo(EU);
        assertThat(blueprint.stores().get("ledger").writer()).isEqualTo(US);
    }

    @Test
    void takes_an_unknown_region_for_the_one_that_it_is_near() {
        Blueprint blueprint = Resolving.of("""
                meridian: 1
                application: shop
                regions:
                  us-east-1: {role: primary}
                  dublin-cellar: {role: standby, near: eu-west-1}
                  ap-southeast-1: {role: standby}
                """);
        RegionName cellar = new RegionName("dublin-cellar");
        assertThat(blueprint.regions().get(cellar).jurisdiction()).isEqualTo("IE");
        assertThat(blueprint.applications().get("shop").failover().targets()).containsExactly(cellar, AP);
    }

    @Test
    void takes_a_witness_of_ones_own_if_it_says_what_it_is_near() {
        assertThat(Resolving.problems(TWO + "failover: {witness: paris}\n")).contains("{region: paris, near: REGION}");
        Blueprint blueprint = Resolving.of(TWO + "failover: {witness: {region: paris, near: eu-west-3}}\n");
        assertThat(blueprint.witness()).contains(new RegionName("paris"));
    }

    @Test
    void is_refused_with_the_nearest_name_of_a_region() {
        assertThat(Resolving.problems(TWO.replace("eu-west-1", "eu-west-9"))).isEqualTo("""
                        x.yaml:5:3: error MER-0031: no provider has a region `eu-west-9`
                            5 |   eu-west-9: {role: standby}
                              |   ^^^^^^^^^
                           why: distance, law and what fails together follow from the name of a region
                           fix: `eu-west-1`
                        """);
        assertThat(Resolving.problems(TWO + "failover: {witness: us-west-9}\n")).contains("MER-0031", "`us-west-");
        assertThat(Resolving.problems(TWO.replace("standby}", "standby, provider: gcp}")))
                .contains("`provider: aws`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle", "alibaba", "hetzner", "on-premises", "other"})
    void has_regions_of_providers_that_the_catalogue_does_not_know(String provider) {
        String site = "frankfurt-9: {role: standby, provider: " + provider + "%s}";
        Region said = region(site.formatted(", jurisdiction: DE, metro: de-frankfurt"));
        assertThat(said.cloud()).isEqualTo(provider);
        assertThat(said.jurisdiction()).isEqualTo("DE");
        assertThat(said.metro()).isEqualTo("de-frankfurt");
        assertThat(region(site.formatted("")).jurisdiction()).isEqualTo("unknown");
        Region beside = region(site.formatted(", near: europe-west3"));
        assertThat(beside.cloud()).isEqualTo(provider);
        assertThat(beside.jurisdiction()).isEqualTo("DE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp", "azure"})
    void is_refused_with_a_region_that_a_known_provider_does_not_have_unless_it_is_near_one(String provider) {
        String site = "frankfurt-9: {role: standby, provider: " + provider + "%s}";
        assertThat(Resolving.problems(TWO.replace("eu-west-1: {role: standby}", site.formatted(""))))
                .contains("MER-0031", provider + " has no region `frankfurt-9`");
        assertThat(region(site.formatted(", near: europe-west3")).cloud()).isEqualTo(provider);
    }

    private static Region region(String site) {
        return Resolving.of(TWO.replace("eu-west-1: {role: standby}", site))
                .regions()
                .lastEntry()
                .getValue();
    }

    @Test
    void needs_no_role_of_a_region_that_keeps_copies_alone() {
        String alone = TWO.replace("{role: standby}", "{}");
        Blueprint backups = Resolving.of(alone.replace(
                "replication: async", "replication: none, in: [us-east-1], backup: {copyTo: [eu-west-1]}"));
        assertThat(backups.applications().get("shop").roles()).hasSize(1);
        assertThat(backups.applications().get("shop").failover().controlIn()).hasSize(1);
        Blueprint copies = Resolving.of(alone.replace("async", "async, in: [us-east-1, eu-west-1]"));
        assertThat(copies.stores().get("orders").members()).hasSize(2);
    }

    @Test
    void is_refused_where_silence_would_decide_about_data() {
        assertThat(Resolving.problems(TWO.replace(", replication: async", ""))).contains("MER-0033");
        assertThat(Resolving.problems(TWO.replace("role: primary", "role: active")))
                .contains("MER-0034");
        assertThat(Resolving.problems(TWO.replace("{role: standby}", "{}")))
                .contains("MER-0025", "`eu-west-1` has no role");
        assertThat(Resolving.problems(TWO.replace("async", "{mode: sync, waitFor: 2}")))
                .contains("2 of 1 standbys");
        assertThat(Resolving.problems(TWO + "failover: {lease: {margin: 20s}}\n"))
                .contains("MER-0040");
        assertThat(Resolving.problems(TWO + "failover: {witness: eu-west-1}\n")).contains("one of the regions");
        assertThat(Resolving.problems(
                        TWO.replace("standby}", "standby, promotable: false}") + "failover: {targets: [eu-west-1]}\n"))
                .contains("cannot be a target");
        assertThat(Resolving.problems(TWO + """
                failover:
                  probes:
                    a: {kind: http, every: 1s}
                    b: {kind: tcp, every: 2s, failures: 9}
                """)).contains("9 failures of the last 4");
        assertThat(Resolving.problems(TWO + "traffic: {entrances: {web: shop.example.com}}\n"))
                .contains("MER-0023");
    }

    @Test
    void knows_how_far_apart_regions_are_and_who_says_so() {
        RoundTrip trip = Distances.between(US, EU).orElseThrow();
        assertThat(trip.p50()).isBetween(Duration.ofMillis(60), Duration.ofMillis(80));
        assertThat(trip.kind()).isEqualTo("measured");
        assertThat(trip.source()).isEqualTo("cloudping-p50-1y");
        assertThat(Distances.between(EU, US)).contains(trip);
        assertThat(Distances.between(US, US).map(RoundTrip::p50)).contains(Duration.ZERO);
        assertThat(Distances.between(US, new RegionName("nowhere"))).isEqualTo(Optional.empty());
        assertThat(Distances.between(new RegionName("ap-east-2"), US)
                        .orElseThrow()
                        .kind())
                .isEqualTo("derived");
    }

    @Test
    void has_a_constant_for_every_word_of_the_format() {
        assertSame(StoreKind.values(), dev.meridian.topology.Storage.Kind.values());
        assertSame(ReplicationMode.values(), dev.meridian.topology.Storage.ReplicationMode.values());
        assertSame(Role.values(), dev.meridian.topology.Topology.Role.values());
        assertSame(Need.values(), dev.meridian.topology.Topology.Strength.values());
        assertSame(Mode.values(), dev.meridian.topology.Failover.Mode.values());
        assertSame(WithoutQuorum.values(), dev.meridian.topology.Failover.WithoutQuorum.values());
    }

    private static void assertSame(Enum<?>[] ours, Enum<?>[] theirs) {
        assertThat(List.of(ours))
                .extracting(Enum::name)
                .isEqualTo(List.of(theirs).stream().map(Enum::name).toList());
    }
}
