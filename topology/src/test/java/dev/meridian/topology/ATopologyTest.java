package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.CalendarUnit;
import dev.meridian.units.Cidr;
import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
                        "identity",
                        OptionalDouble.of(0.9999),
                        Optional.of(Topology.Scope.GLOBAL),
                        Optional.of(US),
                        List.of(US, EU)));
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
        assertThat(backup.pointInTime())
                .contains(
                        new Storage.PointInTime(Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofHours(36))));
        assertThat(backup.copyTo()).containsExactly("eu-west-1");
        assertThat(backup.takes()).contains(Duration.ofMinutes(20));
        assertThat(backup.restoreTakes()).contains(Duration.ofMinutes(30));
        assertThat(topology.objectives().disruptions())
                .containsEntry(
                        Topology.Disruption.CORRUPTION,
                        new Topology.Bounds(Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofHours(24))))
                .containsKeys(Topology.Disruption.ZONE, Topology.Disruption.REGION, Topology.Disruption.BAD_DEPLOY);
        assertThat(topology.objectives().perRegion().availability()).hasValue(0.999);
    }

    @Test
    void says_journeys_with_objectives_of_their_own() {
        Journey buy = topology.journeys().get("buy");
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
        assertThat(imports.action()).contains(action("run", "./stop-imports.sh"));
        assertThat(imports.timeout()).contains(Duration.ofMinutes(3));
        assertThat(imports.forced().skip()).isTrue();
        Failover.Step bank = steps.get("call-the-bank");
        assertThat(bank.by()).isEqualTo(Failover.Doer.HUMAN);
        assertThat(bank.takes()).contains(Failover.Takes.exactly(Duration.ofMinutes(15)));
        assertThat(bank.before()).containsExactly("promote.ledger");
        assertThat(steps.get("reload-prices").forced().timeout()).contains(Duration.ofMinutes(1));
        assertThat(steps.get("reload-prices").onFailure()).isEqualTo(Failover.OnFailure.CONTINUE);
        assertThat(steps.get("drain").action()).contains(action("waitUntil", "drained jobs"));
        assertThat(steps.get("promote").builtIn()).isTrue();
        assertThat(steps.get("promote").of().get("ledger").timeout()).contains(Duration.ofMinutes(8));
        assertThat(topology.failover().human().decide()).contains(Duration.ofMinutes(10));
        assertThat(topology.failover().failback().orElseThrow().steps()).containsOnlyKeys("tell");
    }

    @Test
    void says_latency_throughput_and_errors_for_all_and_per_region() {
        Topology.Levels overall = topology.objectives().overall();
        assertThat(overall.availability()).hasValue(0.9995);
        assertThat(overall.latency().get("users"))
                .isEqualTo(new Topology.Latency(
                        Optional.empty(), millis(80), millis(60), millis(100), millis(300), OptionalDouble.of(0.95)));
        assertThat(overall.latency().get("database").bound()).isEqualTo(millis(10));
        assertThat(overall.throughput().get("requests")).hasToString("10000/s");
        assertThat(overall.concurrent()).containsEntry("users", 10_000);
        assertThat(overall.errors()).hasValue(0.001);
        assertThat(topology.objectives().measured()).contains(Topology.Cadence.MONTHLY);
        Topology.Levels perRegion = topology.objectives().perRegion();
        assertThat(perRegion.latency().get("users").bound()).isEqualTo(millis(150));
        Topology.Levels inEurope = topology.regions().get(EU).regional().promises();
        assertThat(inEurope).isEqualTo(perRegion);
        Topology.Levels here = topology.regions().get(US).regional().promises();
        assertThat(here.availability()).hasValue(0.995);
        assertThat(here.latency().get("users").bound()).isEqualTo(millis(50));
        assertThat(here.latency().get("database").bound()).isEqualTo(millis(10));
        assertThat(here.throughput()).isEqualTo(perRegion.throughput());
    }

    private static Optional<Duration> millis(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    @Test
    void says_where_a_region_is_and_what_for() {
        Topology.Region europe = topology.regions().get(EU);
        assertThat(europe.cidr()).map(Cidr::text).contains("10.1.0.0/16");
        assertThat(europe.purpose()).contains("for users in Europe");
        assertThat(europe.metro()).contains("ie-dublin");
        assertThat(europe.jurisdiction()).contains("IE");
        assertThat(topology.regions().get(AP).cidr()).isEmpty();
    }

    @Test
    void says_the_network_with_single_connections() {
        Network network = topology.network();
        assertThat(network.cidr()).map(Cidr::text).contains("10.0.0.0/8");
        assertThat(network.perRegion()).hasValue(16);
        assertThat(network.zones()).contains(exactly(3));
        assertThat(network.subnets())
                .containsExactly(Network.Subnet.PUBLIC, Network.Subnet.PRIVATE, Network.Subnet.DATABASE);
        assertThat(network.nat()).contains(Network.Nat.PER_ZONE);
        assertThat(List.of(network.internetGateway(), network.acls(), network.flowLogs(), network.endpoints()))
                .containsOnly(Optional.of(true));
        assertThat(network.transitGateway()).contains(false);
        assertThat(network.peering().fullMesh()).contains(false);
        Network.Link atlantic = new Network.Link(
                "atlantic",
                List.of(US),
                List.of(EU),
                Optional.of(Network.By.VPN),
                Optional.of(Duration.ofMillis(80)),
                OptionalDouble.of(0.01));
        assertThat(network.peering().links()).isEqualTo(Map.of("atlantic", atlantic));
    }

    private static Topology.Count exactly(int count) {
        return new Topology.Count(OptionalInt.of(count), OptionalInt.of(count));
    }

    @Test
    void says_groups_of_nodes_with_counts_per_region() {
        Compute compute = topology.compute();
        assertThat(compute.platform()).contains(Compute.Platform.KUBERNETES);
        assertThat(compute.version()).contains("1.30");
        assertThat(compute.predictive()).contains(true);
        assertThat(compute.scheduled()).contains(true);
        assertThat(compute.mesh().orElseThrow().kind()).contains("istio");
        Compute.Nodes general = compute.nodes().get("general");
        assertThat(general.types()).containsExactly("t3.large", "t3.xlarge");
        assertThat(general.count()).contains(new Topology.Count(OptionalInt.of(3), OptionalInt.of(10)));
        assertThat(general.scaleOut()).contains(Duration.ofMinutes(3));
        assertThat(compute.nodes().get("models").gpu()).contains(true);
        assertThat(compute.nodes().get("models").spot()).contains(true);
        Regional here = topology.regions().get(US).regional();
        assertThat(here.nodes().get("general").count())
                .contains(new Topology.Count(OptionalInt.of(5), OptionalInt.of(12)));
        assertThat(here.nodes().get("general").types()).isEqualTo(general.types());
        assertThat(here.replicas()).isEqualTo(Map.of("reserve", exactly(5)));
        assertThat(topology.regions().get(EU).regional().nodes()).isEqualTo(compute.nodes());
        assertThat(topology.services().get("reserve").runsOn()).contains("general");
        assertThat(topology.services().get("reserve").secrets()).containsExactly("database");
    }

    @Test
    void says_what_a_store_is_used_for_and_how_much_it_bears() {
        Storage.Store ledger = topology.stores().get("ledger");
        assertThat(ledger.runs()).contains(Storage.Operator.SELF);
        assertThat(ledger.holds()).containsExactly("customer");
        assertThat(ledger.use().reads()).contains(new Storage.Reads.Stale(Duration.ofSeconds(5)));
        assertThat(ledger.use().writes()).contains(Storage.Writes.FORWARD);
        assertThat(ledger.protection().rowSecurity()).contains("by-residency");
        Storage.Partition eu = ledger.partitions().get("eu");
        assertThat(eu.holds()).containsExactly("eu-personal");
        assertThat(eu.reads()).contains(new Storage.Reads.Local());
        Storage.Store profiles = topology.stores().get("profiles");
        assertThat(profiles.runs()).contains(Storage.Operator.PROVIDER);
        assertThat(profiles.limits())
                .isEqualTo(new Storage.Limits(
                        OptionalInt.of(5000),
                        OptionalInt.of(100_000),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.of(500L << 30)));
        assertThat(profiles.protection())
                .isEqualTo(new Storage.Protection(
                        Optional.of(true), Optional.of(true), Optional.of(true), Optional.empty()));
        Storage.Replication replication = profiles.replication().orElseThrow();
        assertThat(replication.target()).contains(Duration.ofMinutes(1));
        assertThat(replication.alarmOnLag()).contains(new Storage.LagAlarm(Optional.of(Duration.ofSeconds(30))));
        assertThat(replication.conflicts()).containsExactly("last-write-wins", "custom");
        assertThat(topology.stores().get("jobs").runs()).isEmpty();
        Storage.Store sessions = topology.stores().get("sessions");
        assertThat(sessions.use().purposes()).containsExactly("sessions", "rate-limits");
        assertThat(sessions.limits().operations().orElseThrow().perSecond()).isEqualTo(1_000_000);
        assertThat(sessions.replication().orElseThrow().alarmOnLag()).contains(new Storage.LagAlarm(Optional.empty()));
        assertThat(topology.stores().get("archive").keep()).contains(Period.ofYears(7));
        assertThat(topology.stores().get("events").topics().get("orders"))
                .isEqualTo(new Storage.Topic(
                        "orders", Optional.of(Duration.ofDays(7)), OptionalInt.of(12), List.of("customer")));
    }

    @Test
    void says_how_users_are_spread_and_what_stands_before_the_regions() {
        Topology.Traffic traffic = topology.traffic();
        assertThat(traffic.entrances().get("billing"))
                .isEqualTo(new Topology.Entrance(
                        "billing",
                        Optional.of("invoicing"),
                        Optional.of("bills.example.com"),
                        Optional.of("example.com"),
                        Optional.of("bill"),
                        List.of(Topology.Route.WEIGHTED, Topology.Route.HEALTH),
                        List.of("route53", "cloudflare"),
                        new LinkedHashMap<>(Map.of(US, 70, EU, 30)),
                        Optional.of(Topology.Switch.DNS),
                        Optional.of(new Topology.EntranceHealth.ByProbe("site")),
                        Optional.empty(),
                        List.of("identity"),
                        List.of(US),
                        Optional.of(Topology.Exposure.INTERNAL),
                        new LinkedHashMap<>(Map.of("EU", EU, "SAU", EU, "default", US)),
                        Optional.of(true),
                        Optional.empty()));
        assertThat(traffic.clients())
                .isEqualTo(new Topology.Clients(
                        Optional.of(Duration.ofSeconds(30)), Optional.of(Topology.WhenUnknown.ASSUME_PRIMARY)));
        assertThat(traffic.cdn()).contains(new Topology.Cdn(Optional.of("cloudfront")));
        assertThat(traffic.accelerator())
                .contains(new Topology.Accelerator(Optional.of("global-accelerator"), Optional.of(US)));
    }

    @Test
    void says_what_a_failover_rests_on_and_how_often_it_is_tried() {
        Failover failover = topology.failover();
        Failover.Control control = failover.control().orElseThrow();
        assertThat(control.runs()).contains(Failover.Runs.MERIDIAN);
        assertThat(control.stateIn()).containsExactly(US);
        Failover.Trigger alarm = failover.triggers().get("provider");
        assertThat(alarm.in()).contains(US);
        assertThat(alarm.missing()).contains(Failover.Missing.FAILING);
        assertThat(failover.triggers().get("workload").missing()).isEmpty();
        assertThat(failover.observes()).containsExactly("application", "database", "replication-lag");
        assertThat(failover.lock()).contains(Failover.Lock.DISTRIBUTED);
        assertThat(failover.degrade()).contains(Failover.Degrade.GRACEFUL);
        assertThat(failover.scale()).contains(new Failover.Scale(1.5, Optional.of(Duration.ofDays(7))));
        assertThat(failover.drills()).contains(new Failover.Drills("monthly", true));
        assertThat(failover.requests().event())
                .contains(new Failover.Event(
                        "custom.disaster-recovery",
                        Optional.of("Manual Failover Request"),
                        List.of("target_region", "reason")));
        assertThat(failover.steps().get("warm").action())
                .contains(new Failover.Action("warm", "sessions", Optional.of("profiles")));
    }

    @Test
    void says_which_data_law_treats_differently() {
        Compliance compliance = topology.compliance();
        assertThat(compliance.frameworks()).containsExactly(Compliance.Framework.GDPR, Compliance.Framework.SOC2);
        assertThat(compliance.transfers()).containsExactly(Compliance.Transfer.SCC, Compliance.Transfer.BCR);
        assertThat(compliance.classes().get("eu-personal"))
                .isEqualTo(new Compliance.DataClass(
                        "eu-personal",
                        List.of("EU"),
                        List.of(EU, new RegionName("eu-central-1")),
                        Optional.of(Period.ofYears(7)),
                        Optional.of(true),
                        Optional.of(true)));
        assertThat(compliance.classes().get("customer").keepIn()).isEmpty();
    }

    @Test
    void says_costs_as_somebody_has_worked_them_out() {
        Costs costs = topology.costs();
        assertThat(costs.budget().limit()).map(Money::text).contains("20000 USD/month");
        assertThat(costs.budget().alerts()).contains(true);
        assertThat(costs.perRegion().limit()).map(Money::text).contains("5000 USD/month");
        assertThat(topology.regions().get(US).regional().budget())
                .map(Money::text)
                .contains("6000 USD/month");
        Costs.Stated nat = costs.stated().get("nat");
        assertThat(nat.perRegion().get(EU)).isEqualTo(new Money(new BigDecimal("150.5"), "USD", CalendarUnit.MONTH));
        assertThat(nat.total()).map(Money::text).contains("300.5 USD/month");
        assertThat(nat.global()).isEmpty();
        assertThat(costs.stated().get("cdn").global()).map(Money::text).contains("500 USD/month");
        assertThat(costs.savings().get("compute").by())
                .containsEntry("total", Optional.of(new Percents(OptionalDouble.of(0.4), OptionalDouble.of(0.4))))
                .containsEntry("spot", Optional.of(new Percents(OptionalDouble.of(0.7), OptionalDouble.of(0.9))))
                .containsEntry("predictive", Optional.empty());
    }

    @Test
    void says_claims_in_their_words_with_what_can_be_measured() {
        Claim uptime = topology.claims().get("uptime");
        assertThat(uptime.says()).isEqualTo("99.99% uptime (43.8 minutes/year)");
        assertThat(uptime.figures().availability()).hasValue(0.9999);
        assertThat(uptime.figures().downtime())
                .contains(new Claim.Downtime(Duration.ofMillis(2_628_000), CalendarUnit.YEAR));
        assertThat(uptime.measured()).contains(Topology.Cadence.MONTHLY);
        Claim recovers = topology.claims().get("recovers");
        assertThat(recovers.at()).contains("data.ledger");
        assertThat(recovers.figures().rto()).contains(Duration.ZERO);
        assertThat(recovers.figures().rpo()).contains(Duration.ZERO);
        assertThat(recovers.figures().latency()).isEqualTo(millis(200));
        assertThat(recovers.figures().takes()).contains(Duration.ofHours(2));
        assertThat(topology.claims().get("faster").difference())
                .contains(new Claim.Difference(
                        Optional.of("latency"),
                        new Percents(OptionalDouble.of(-0.8), OptionalDouble.of(-0.6)),
                        Optional.of("single-region")));
        assertThat(topology.claims().get("order").steps()).containsExactly("route", "promote");
        assertThat(topology.claims().get("grows").regions())
                .contains(new Topology.Count(OptionalInt.of(3), OptionalInt.of(9)));
        assertThat(topology.claims().get("grows").frameworks()).hasSize(2);
    }

    @Test
    void says_in_one_file_every_key_of_the_format() throws IOException {
        Set<String> unsaid = new LinkedHashSet<>();
        Set<String> said = new LinkedHashSet<>();
        Tree.Block root = raw();
        Walk.through(root, SchemaV1.ROOT, "", new Walk.Visitor() {
            @Override
            public void block(Tree.Block tree, Shape.Block shape, String path) {
                shape.keys().keySet().forEach(key -> {
                    unsaid.add(shape.name() + shape.keys().keySet() + " " + key);
                    if (tree.at(key).isPresent()) {
                        said.add(shape.name() + shape.keys().keySet() + " " + key);
                    }
                });
            }
        });
        unsaid.removeAll(said);
        unsaid.removeIf(key -> key.matches(".* (absent|onlyIn)|file.* application"));
        unsaid.removeIf(key -> key.matches("file.* include|ENVIRONMENT.* file")); // AnIncludedFileTest
        assertThat(unsaid).isEmpty();
    }

    private static Tree.Block raw() throws IOException {
        Path home = Path.of(System.getProperty("meridian.home", ".."));
        String text = Files.readString(home.resolve("topology/src/test/resources/everything.yaml"));
        ProblemList problems = new ProblemList(SourceLines.none());
        YamlTree.Marks marks = (line, column, width) -> Place.in("x.yaml", line + 1, column + 1, width);
        Tree tree = YamlTree.read(text, marks, new Origin.Default(1), problems).orElseThrow();
        return new Normaliser(problems).root((Tree.Block) tree);
    }

    private static Failover.Action action(String verb, String argument) {
        return new Failover.Action(verb, argument, Optional.empty());
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
