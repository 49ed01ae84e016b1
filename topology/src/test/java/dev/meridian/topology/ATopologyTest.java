package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the model must be able to say, each said in `everything.yaml` and found in the record that says it.
class ATopologyTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName AP = new RegionName("ap-southeast-1");

    private static Topology topology = read("meridian: 1\napplication: a\nregions: {us-east-1: {role: primary}}\n");

    @BeforeAll
    static void read() throws IOException {
        Path home = Path.of(System.getProperty("meridian.home", ".."));
        topology = read(Files.readString(home.resolve("topology/src/test/resources/everything.yaml")));
    }

    private static Topology read(String text, Assignment... assignments) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(assignments));
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow();
    }

    @Test
    void says_several_applications_active_in_different_regions() {
        Topology.Application invoicing = topology.applications().get("invoicing");
        assertThat(topology.applications()).containsOnlyKeys("bookings", "invoicing");
        assertThat(invoicing.roles()).isEqualTo(Map.of(EU, Topology.Role.PRIMARY, US, Topology.Role.STANDBY));
        assertThat(topology.applications().get("bookings").roles()).isEmpty();
        assertThat(topology.regions().get(US).role()).contains(Topology.Role.PRIMARY);
        assertThat(topology.applications().get("bookings").pattern()).contains(Topology.Pattern.ACTIVE_PASSIVE);
        assertThat(invoicing.failover().mode()).contains(Failover.Mode.MANUAL);
        assertThat(invoicing.failover().hold()).contains(Duration.ofSeconds(20));
        assertThat(invoicing.failover().after()).containsExactly("bookings");
        assertThat(topology.failover().atOnce()).hasValue(1);
    }

    @Test
    void says_hard_soft_and_operating_dependencies_on_services_stores_and_externals() {
        Map<String, Topology.Need> needs = topology.services().get("reserve").dependsOn();
        assertThat(needs.get("ledger").need()).isEqualTo(Topology.Strength.HARD);
        assertThat(needs.get("pricing"))
                .isEqualTo(new Topology.Need(Topology.Strength.SOFT, Optional.empty(), Optional.of("list prices")));
        assertThat(needs.get("identity").in()).contains(Topology.Reach.SAME);
        assertThat(needs.get("images").need()).isEqualTo(Topology.Strength.OPERATE);
        assertThat(topology.externals().get("identity"))
                .isEqualTo(new Topology.External(
                        "identity", OptionalDouble.of(0.9999), Optional.of(Topology.Scope.GLOBAL), Optional.of(US)));
        assertThat(topology.stores().get("ledger").dependsOn()).containsOnlyKeys("kms");
    }

    @Test
    void says_replication_as_named_edges_several_per_store() {
        Storage.Store profiles = topology.stores().get("profiles");
        Storage.Edge recovery = edge(profiles, "recovery");
        Storage.Edge reading = edge(profiles, "reading");
        assertThat(profiles.members()).containsOnlyKeys("main", "spare", "local");
        assertThat(profiles.members().get("local").region()).isEqualTo(EU);
        assertThat(profiles.primary()).contains("main");
        assertThat(recovery.from()).containsExactly("main");
        assertThat(recovery.to()).containsExactly("spare");
        assertThat(recovery.mode()).contains(Storage.ReplicationMode.SYNC);
        assertThat(reading.carries()).containsExactly("settings", "names");
        assertThat(reading.omits()).containsExactly("sessions");
        assertThat(reading.promotes()).contains(false);
        assertThat(edge(profiles, "feed").into()).contains("search");
        assertThat(edge(profiles, "feed").blocking()).isTrue();
    }

    private static Storage.Edge edge(Storage.Store store, String name) {
        return store.replication().orElseThrow().edges().get(name);
    }

    @Test
    void says_voters_and_what_a_store_is_meant_to_outlive() {
        Storage.Store sequence = topology.stores().get("sequence");
        assertThat(sequence.kind()).isEqualTo(Storage.Kind.RAFT_LOG);
        assertThat(sequence.survive()).contains(Storage.Survive.REGION);
        assertThat(sequence.voters())
                .isEqualTo(Map.of(
                        US,
                        new Storage.Voters(2, true),
                        EU,
                        new Storage.Voters(2, true),
                        new RegionName("eu-north-1"),
                        new Storage.Voters(1, false)));
    }

    @Test
    void says_partitions_with_a_home_and_the_places_that_may_hold_them() {
        Storage.Partition eu = topology.stores().get("ledger").partitions().get("eu");
        assertThat(eu.home()).contains(EU);
        assertThat(eu.keepIn()).extracting(RegionName::text).containsExactly("eu-west-1", "eu-central-1");
        assertThat(eu.rows()).contains("region = 'eu'");
        assertThat(eu.survive()).contains(Storage.Survive.ZONE);
        assertThat(topology.stores().get("ledger").partitions().get("rates").scope())
                .contains(Topology.Scope.GLOBAL);
        assertThat(topology.stores().get("ledger").keepIn()).contains(US, EU, AP);
    }

    @Test
    void says_queues_and_volumes_as_stores_and_how_they_come_back() {
        Storage.Store jobs = topology.stores().get("jobs");
        assertThat(jobs.kind()).isEqualTo(Storage.Kind.QUEUE);
        assertThat(jobs.in()).containsExactly(US, EU);
        assertThat(jobs.replication().orElseThrow().mode()).contains(Storage.ReplicationMode.NONE);
        assertThat(jobs.recover().replay())
                .contains(new Storage.Replay(
                        "ledger", Optional.of(Duration.ofDays(7)), Optional.of(Duration.ofMinutes(20))));
        assertThat(topology.stores().get("uploads").kind()).isEqualTo(Storage.Kind.VOLUME);
        assertThat(topology.stores().get("search").recover().rebuild())
                .contains(new Storage.Rebuild("profiles", Optional.of(Duration.ofHours(3))));
    }

    @Test
    void says_backups_and_objectives_per_kind_of_disruption() {
        Storage.Backup backup = topology.stores().get("ledger").backup().orElseThrow();
        assertThat(backup.every()).contains(Duration.ofHours(1));
        assertThat(backup.pointInTime()).contains(new Storage.PointInTime(Optional.of(Duration.ofMinutes(5))));
        assertThat(backup.copyTo()).containsExactly("eu-west-1");
        assertThat(backup.restoreTakes()).contains(Duration.ofMinutes(30));
        assertThat(topology.objectives().disruptions())
                .containsEntry(
                        Topology.Disruption.CORRUPTION,
                        new Topology.Bounds(Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofHours(24))))
                .containsKeys(Topology.Disruption.ZONE, Topology.Disruption.REGION, Topology.Disruption.BAD_DEPLOY);
        assertThat(topology.objectives().perRegion()).hasValue(0.999);
    }

    @Test
    void says_journeys_with_objectives_of_their_own() {
        Topology.Journey buy = topology.journeys().get("buy");
        assertThat(buy.uses()).containsExactly("reserve");
        assertThat(buy.objectives().rpo()).contains(Duration.ZERO);
    }

    @Test
    void says_waivers_with_reason_and_expiry() {
        assertThat(topology.waivers().get("search-is-made-again"))
                .isEqualTo(new Topology.Waiver(
                        "search-is-made-again",
                        "MER-0107",
                        Optional.of("data.search"),
                        "made again from the profiles in about 3 h",
                        LocalDate.of(2027, 3, 31),
                        Optional.of("j.doe@example.com")));
    }

    @Test
    void says_probes_vantages_and_triggers_apart_from_the_health_of_the_workload() {
        Failover failover = topology.failover();
        assertThat(failover.probes().get("site").to()).contains("reserve");
        assertThat(failover.probes().get("write").kind()).isEqualTo(Failover.ProbeKind.CANARY_WRITE);
        assertThat(failover.vantages().get("outside").at()).containsExactly("paris", "tokyo");
        assertThat(failover.vantages().get("outside").provider()).contains("checkpoints");
        assertThat(failover.triggers().get("workload").agree()).contains(new Failover.Agreement(2, 3));
        Failover.Trigger provider = failover.triggers().get("provider");
        assertThat(provider.signal()).contains("provider-health-event");
        assertThat(provider.lasting()).contains(Duration.ofMinutes(5));
        assertThat(provider.act()).isEqualTo(Failover.Act.NOTIFY);
    }

    @Test
    void says_where_the_control_of_failover_and_traffic_runs_and_what_it_needs() {
        Failover.Control control = topology.failover().control().orElseThrow();
        assertThat(control.in()).containsExactly(US, EU);
        assertThat(control.dependsOn()).containsExactly("identity");
        assertThat(topology.traffic().controlIn()).containsExactly(US);
        assertThat(topology.failover().witness().orElseThrow().region()).isEqualTo(new RegionName("eu-central-1"));
    }

    @Test
    void says_steps_of_people_and_programs_with_timeout_and_variants() {
        Map<String, Failover.Step> steps = topology.failover().steps();
        Failover.Step imports = steps.get("stop-imports");
        assertThat(imports.before()).containsExactly("fence");
        assertThat(imports.action()).contains(new Failover.Action("run", "./stop-imports.sh"));
        assertThat(imports.timeout()).contains(Duration.ofMinutes(3));
        assertThat(imports.forced().skip()).isTrue();
        Failover.Step bank = steps.get("call-the-bank");
        assertThat(bank.byHuman()).isTrue();
        assertThat(bank.takes()).contains(Duration.ofMinutes(15));
        assertThat(bank.before()).containsExactly("promote.ledger");
        assertThat(steps.get("reload-prices").forced().timeout()).contains(Duration.ofMinutes(1));
        assertThat(steps.get("reload-prices").onFailure()).isEqualTo(Failover.OnFailure.CONTINUE);
        assertThat(steps.get("drain").action()).contains(new Failover.Action("waitUntil", "drained jobs"));
        assertThat(steps.get("promote").builtIn()).isTrue();
        assertThat(steps.get("promote").of().get("ledger").timeout()).contains(Duration.ofMinutes(8));
        assertThat(topology.failover().human().decide()).contains(Duration.ofMinutes(10));
        assertThat(topology.failover().failback().orElseThrow().steps()).containsOnlyKeys("tell");
    }

    @Test
    void says_accounts_and_sizes_per_region() {
        assertThat(topology.accounts().get("prod-us").id()).contains("012345678901");
        assertThat(topology.regions().get(US).account()).contains("prod-us");
        assertThat(topology.regions().get(AP).promotable()).contains(false);
        assertThat(topology.regions().get(EU).capacity().orElseThrow().max()).hasValue(0.8);
        assertThat(topology.services().get("reserve").replicas())
                .contains(new Topology.Count(OptionalInt.of(3), OptionalInt.of(10)));
        assertThat(topology.regions()
                        .get(US)
                        .overrides()
                        .get("services.reserve.replicas")
                        .text())
                .isEqualTo("5");
    }

    @Test
    void says_environments_as_layers() throws IOException {
        assertThat(topology.environments()).containsOnlyKeys("production", "staging");
        assertThat(topology.environments()
                        .get("staging")
                        .overrides()
                        .get("failover.mode")
                        .text())
                .isEqualTo("manual");
    }

    @Test
    void takes_the_text_of_a_value_as_it_was_written() {
        String text = """
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary, account: a}}
                accounts: {a: {provider: aws, id: 012345678901}}
                data: {orders: {kind: postgresql, version: 1.30}}
                services: {web: {image: yes}}
                """;
        Topology read = read(text);
        assertThat(read.accounts().get("a").id()).contains("012345678901");
        assertThat(read.stores().get("orders").version()).contains("1.30");
        assertThat(read.services().get("web").image()).contains("yes");
    }

    @Test
    void may_be_written_as_json_and_with_carriage_returns() {
        String json =
                "{\"meridian\": 1,\r\n \"application\": \"shop\",\r\n \"regions\": {\"us-east-1\": {\"role\": \"primary\"}}}\r\n";
        assertThat(read(json).regions()).containsOnlyKeys(US);
    }
}
