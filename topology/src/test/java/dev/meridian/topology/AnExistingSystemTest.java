package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The keys that describe systems which exist already and were built without Meridian.
@DisplayName("An existing system")
class AnExistingSystemTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");

    private static final String FILE = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: active}}
            services: {web: {port: 8080}}
            external: {edge: {sla: 99.99%}}
            data:
              orders: {kind: postgresql, runs: operator, replication: async,
                backup: {every: 24h, keep: 90d, pointInTimeWindow: 36h}}
              ledger: {kind: cassandra, runs: self, leader: eu-west-1, replication: {mode: quorum, factor: 3}}
            traffic:
              entrances:
                web: {host: a.example.com, switch: none, health: none, behind: edge, in: [us-east-1]}
                api: {host: b.example.com, to: web, health: alive}
            network:
              peering: {shape: none, links: {tunnel: {from: us-east-1, to: eu-west-1, by: vpn, rtt: 90ms, loss: 2%}}}
            failover:
              lease: none
              fence: none
              control: {runs: script}
              witness: eu-central-1
              order: [scale, route, promote]
              probes: {alive: {kind: tcp, to: web}}
              steps:
                resync: {after: promote, in: lost, run: ./resync.sh}
                warm: {after: promote, in: target, run: ./warm.sh}
                tell: {after: promote, in: us-east-1, run: ./tell.sh}
            claims: {quick: {says: in five minutes, rto: 5m, from: start, disruption: badDeploy, figure: average}}
            fates: {cable: {regions: [us-east-1, eu-central-1], of: carrier}, unsaid: {regions: [us-east-1, eu-west-1]}}
            incidents: {spring: {date: 2013-04-13, regions: [us-east-1], noticed: 14m, lasted: 86m, cause: a cable}}
            """;

    private static final Topology TOPOLOGY = reading(FILE).topology().orElseThrow();

    private static Reading reading(String text) {
        return TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    private static String problems(String text) {
        return reading(text).problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    @Test
    void says_that_it_has_no_fence_and_no_lease_where_silence_would_mean_the_default() {
        assertThat(TOPOLOGY.failover().unfenced()).isTrue();
        assertThat(TOPOLOGY.failover().lease().none()).isTrue();
        Topology silent = reading(FILE.replaceAll("(?m)^  (lease|fence): none\n", ""))
                .topology()
                .orElseThrow();
        assertThat(silent.failover().unfenced()).isFalse();
        assertThat(silent.failover().lease().none()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"meridian, false", "provider, true", "operator, true", "script, true"})
    void is_moved_by_one_of_four_and_only_meridian_is_not_foreign(String word, boolean isForeign) {
        Failover failover = reading(FILE.replace("runs: script", "runs: " + word))
                .topology()
                .orElseThrow()
                .failover();
        assertThat(failover.control().orElseThrow().runs().orElseThrow().isForeign())
                .isEqualTo(isForeign);
    }

    @Test
    void has_steps_in_the_lost_region_in_the_target_or_in_one_by_name_and_an_order_of_the_built_in_ones() {
        assertThat(TOPOLOGY.failover().steps().values().stream()
                        .map(step -> step.in().orElseThrow()))
                .containsExactly(
                        new Failover.StepPlace.Lost(), new Failover.StepPlace.Target(), new Failover.StepPlace.In(US));
        assertThat(TOPOLOGY.failover().order()).containsExactly("scale", "route", "promote");
    }

    @Test
    void has_entrances_that_nothing_moves_that_no_check_watches_and_that_stand_behind_others() {
        Topology.Entrance web = TOPOLOGY.traffic().entrances().firstEntry().getValue();
        assertThat(web.turned()).contains(Topology.Switch.NONE);
        assertThat(web.health()).contains(new Topology.EntranceHealth.None());
        assertThat(web.behind()).containsExactly("edge");
        assertThat(web.in()).containsExactly(US);
        assertThat(TOPOLOGY.traffic().entrances().lastEntry().getValue().health())
                .contains(new Topology.EntranceHealth.ByProbe("alive"));
    }

    @Test
    void has_stores_with_an_operator_a_leader_a_factor_and_a_window() {
        Storage.Store orders = TOPOLOGY.stores().firstEntry().getValue();
        Storage.Store ledger = TOPOLOGY.stores().lastEntry().getValue();
        assertThat(orders.runs()).contains(Storage.Operator.OPERATOR);
        assertThat(orders.backup().orElseThrow().pointInTime())
                .contains(new Storage.PointInTime(Optional.empty(), Optional.of(Duration.ofHours(36))));
        assertThat(ledger.leader()).contains(EU);
        assertThat(ledger.replication().orElseThrow().factor()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void has_links_fates_incidents_and_times_that_begin_somewhere() {
        Network.Link link = TOPOLOGY.network().peering().links().firstEntry().getValue();
        assertThat(link.by()).contains(Network.By.VPN);
        assertThat(link.rtt()).contains(Duration.ofMillis(90));
        assertThat(link.loss()).isEqualTo(OptionalDouble.of(0.02));
        assertThat(TOPOLOGY.claims().firstEntry().getValue().from()).contains(Claim.From.START);
        assertThat(TOPOLOGY.claims().firstEntry().getValue().about()).contains(Claim.About.BAD_DEPLOY);
        assertThat(TOPOLOGY.claims().firstEntry().getValue().figure()).isEqualTo(Claim.Figure.AVERAGE);
        assertThat(TOPOLOGY.fates().values())
                .containsExactly(
                        new Events.Fate(
                                "cable",
                                List.of(US, new RegionName("eu-central-1")),
                                Optional.of(Events.Shared.CARRIER)),
                        new Events.Fate("unsaid", List.of(US, EU), Optional.empty()));
        assertThat(TOPOLOGY.incidents().values())
                .containsExactly(new Events.Incident(
                        "spring",
                        Optional.of(LocalDate.of(2013, 4, 13)),
                        List.of(US),
                        Optional.of(Duration.ofMinutes(14)),
                        Optional.of(Duration.ofMinutes(86)),
                        Optional.empty(),
                        List.of(),
                        List.of("a cable")));
    }

    @Test
    void has_incidents_with_two_ends_several_causes_and_parts_that_they_took() {
        String text = FILE.replace(
                "cause: a cable", "repaired: 24h, affects: [web, orders, edge], cause: [a cable, a full disk]");
        Events.Incident spring =
                reading(text).topology().orElseThrow().incidents().firstEntry().getValue();
        assertThat(spring.repaired()).contains(Duration.ofHours(24));
        assertThat(spring.affects()).containsExactly("web", "orders", "edge");
        assertThat(spring.causes()).containsExactly("a cable", "a full disk");
        assertThat(problems(text.replace("24h", "30m")))
                .contains("`spring` was repaired before its users were served again", "30m < 86m");
        assertThat(problems(text.replace("edge]", "edges]"))).contains("`edges`", "fix: `edge`");
        assertThat(problems(text.replace("24h", "86m"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "compute: {platform: virtual-machines}, VIRTUAL_MACHINES",
        "compute: {platform: bare-metal}, BARE_METAL",
        "services: {web: {platform: functions}}, FUNCTIONS"
    })
    void has_another_platform_in_one_region(String overrides, Compute.Platform platform) {
        Topology topology = reading(FILE.replace(
                                "eu-west-1: {role: active}",
                                "eu-west-1: {role: active, overrides: {" + overrides + "}}")
                        + "compute: {platform: kubernetes}\n")
                .topology()
                .orElseThrow();
        Topology.Service web = topology.services().firstEntry().getValue();
        assertThat(topology.platform(web, US)).contains(Compute.Platform.KUBERNETES);
        assertThat(topology.platform(web, EU)).contains(platform);
        assertThat(topology.platforms(web, List.of(EU, US, new RegionName("sa-east-1"))))
                .containsExactly(platform, Compute.Platform.KUBERNETES);
    }

    @Test
    void has_services_that_run_only_in_a_failover() {
        String text = FILE.replace(
                "{web: {port: 8080}}",
                "{web: {dependsOn: {page: soft}}, page: {starts: failover}, all: {starts: always}}");
        assertThat(reading(text).topology().orElseThrow().services().values())
                .extracting(Topology.Service::onlyInFailover)
                .containsExactly(false, true, false);
        assertThat(problems(text.replace("page: soft", "page: hard")))
                .contains("`web` cannot serve on a quiet day without `page`", "`starts: failover` of `web` as well");
        assertThat(problems(text.replace("page: soft}}", "page: hard}, starts: failover}")))
                .isEmpty();
        assertThat(problems(text.replace("starts: always", "starts: never"))).contains("`never`");
    }

    @Test
    void has_a_cdn_that_sends_some_requests_to_the_next_origin() {
        String text = FILE.replace(
                "health: alive}",
                "switch: cdn-origin, originFailover: {methods: [GET, HEAD], codes: [403, 5xx], timeout: 4s, attempts: 2}}");
        assertThat(reading(text)
                        .topology()
                        .orElseThrow()
                        .traffic()
                        .entrances()
                        .lastEntry()
                        .getValue()
                        .originFailover())
                .contains(new OriginFailover(
                        List.of(OriginFailover.Method.GET, OriginFailover.Method.HEAD),
                        List.of(new StatusCodes(403, 403), new StatusCodes(500, 599)),
                        Optional.of(Duration.ofSeconds(4)),
                        OptionalInt.of(2)));
        assertThat(problems(text.replace("HEAD", "TRACE"))).contains("`TRACE`");
        assertThat(problems(text.replace("403", "700"))).contains("700");
        for (String other : List.of("dns", "anycast", "none")) {
            assertThat(problems(text.replace("switch: cdn-origin", "switch: " + other)))
                    .contains("`" + other + "` of `api` sends no request to the next origin");
        }
    }

    @ParameterizedTest
    @CsvSource({"script, SCRIPT", "pipeline, PIPELINE", "human, HUMAN"})
    void has_steps_by_others_that_a_person_or_an_alarm_starts(String word, Failover.Doer by) {
        String text = FILE.replace("in: target, run: ./warm.sh", "by: " + word + ", startedBy: alarm, takes: 4m");
        Failover.Step warm =
                reading(text).topology().orElseThrow().failover().steps().get("warm");
        assertThat(warm.by()).isEqualTo(by);
        assertThat(warm.startedByPeople()).contains(false);
        assertThat(TOPOLOGY.failover().steps().get("tell").by()).isEqualTo(Failover.Doer.MERIDIAN);
        assertThat(problems(text.replace("by: " + word, "by: meridian"))).contains("does nothing");
        assertThat(problems(text.replace("startedBy: alarm", "startedBy: nobody")))
                .contains("`nobody`");
    }

    @ParameterizedTest
    @CsvSource({
        "failover.steps.resync, '', NEVER",
        "data.orders.backup, ', effect: sometimes', SOMETIMES",
        "traffic.entrances.api, ', effect: never', NEVER"
    })
    void has_parts_that_are_known_not_to_work(String at, String effect, Events.Effect read) {
        String text = FILE + "defects: {half: {at: " + at + ", says: two of five are empty" + effect + "}}\n";
        assertThat(reading(text).topology().orElseThrow().defects().values())
                .containsExactly(new Events.Defect("half", at, "two of five are empty", read));
    }

    @Test
    void has_no_defect_of_a_part_that_the_file_does_not_have() {
        assertThat(problems(FILE + "defects: {half: {at: data.orders.history, says: it is empty}}\n"))
                .contains("MER-0023", "`data.orders.history` is no path of this file", "x.yaml:30:22");
        assertThat(problems(FILE + "defects: {half: {at: data.orders}}\n")).contains("MER-0025", "lacks `says`");
        assertThat(problems(FILE + "defects: {half: {says: it is empty}}\n")).contains("MER-0025", "lacks `at`");
        assertThat(problems(FILE + "defects: {half: {at: data.orders, says: empty, effect: often}}\n"))
                .contains("MER-0024", "`never`", "`sometimes`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detect, scale, promote, route | after: scale, before: promote",
                "detect, scale, promote, route | after: scale, before: promote.orders",
                "scale, route, promote         | after: route, before: promote",
                "detect, route, fence, promote | after: route, before: fence",
                "route, scale                  | after: route, before: scale",
                "scale, route, promote         | after: promote, before: route"
            })
    void has_steps_of_its_own_where_its_order_or_the_usual_one_has_room_for_them(String order, String place) {
        String file = FILE.replace("order: [scale, route, promote]", "order: [" + order + "]")
                .replace("steps:\n", "steps:\n    deploy: {" + place + ", run: ./deploy.sh}\n");
        assertThat(problems(file)).isEmpty();
        boolean isUsual = place.contains("after: promote");
        assertThat(problems(file.replace("runs: script", "runs: meridian")).contains("MER-0036"))
                .as("Meridian's engine keeps its order")
                .isNotEqualTo(isUsual);
        assertThat(problems(file.replace(place, "after: verify, before: detect")))
                .contains("MER-0036");
    }

    @ParameterizedTest
    @CsvSource({"60s, PT1M", "unknown, ", "1h, PT1H"})
    void has_a_ttl_of_one_entrance_that_may_be_unknown(String text, Duration time) {
        Topology.Traffic traffic = reading(FILE.replace("health: alive}", "health: alive, ttl: " + text + "}")
                        .replace("traffic:", "traffic:\n  ttl: unknown"))
                .topology()
                .orElseThrow()
                .traffic();
        assertThat(traffic.ttl()).contains(new Ttl(Optional.empty()));
        assertThat(traffic.entrances().firstEntry().getValue().ttl()).isEmpty();
        assertThat(traffic.entrances().lastEntry().getValue().ttl()).contains(new Ttl(Optional.ofNullable(time)));
        assertThat(problems(FILE.replace("traffic:", "traffic:\n  ttl: often"))).contains("MER-0024", "`unknown`");
    }

    @Test
    void has_results_of_drills() {
        String text = FILE
                + "drills: {spring: {date: 2026-04-13, environment: staging, rto: 9m}, late: {date: 2026-05-01, disruption: badDeploy,"
                + " regions: [us-east-1], of: [orders], rpo: 2s, passed: false}}\nenvironments: {staging: {}}\n";
        assertThat(reading(text).topology().orElseThrow().drills().values())
                .containsExactly(
                        new Events.Drill(
                                "spring",
                                Optional.of(LocalDate.of(2026, 4, 13)),
                                Optional.empty(),
                                Claim.About.REGION,
                                List.of(),
                                List.of(),
                                Optional.of("staging"),
                                Optional.of(Duration.ofMinutes(9)),
                                Optional.empty(),
                                Optional.empty()),
                        new Events.Drill(
                                "late",
                                Optional.of(LocalDate.of(2026, 5, 1)),
                                Optional.empty(),
                                Claim.About.BAD_DEPLOY,
                                List.of(US),
                                List.of("orders"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Duration.ofSeconds(2)),
                                Optional.of(false)));
        assertThat(problems(text.replace("2026-04-13", "2026-04-31"))).contains("2026-04-31");
        assertThat(problems(text.replace("environment: staging", "environment: stagin")))
                .contains("fix: `staging`");
        assertThat(problems(text.replace("of: [orders]", "of: [order]"))).contains("fix: `orders`");
        assertThat(problems(text.replace("date: 2026-05-01, ", ""))).isEmpty();
    }

    @Test
    void has_journeys_that_read_and_that_write() {
        String text =
                FILE + "journeys: {buy: {uses: web, reads: [orders, ledger], writes: ledger}, look: {uses: web}}\n";
        Topology topology = reading(text).topology().orElseThrow();
        assertThat(topology.journeys().firstEntry().getValue().reads()).containsExactly("orders", "ledger");
        assertThat(topology.journeys().firstEntry().getValue().writes()).containsExactly("ledger");
        assertThat(topology.journeys().lastEntry().getValue().writes()).isEmpty();
        assertThat(problems(text.replace("writes: ledger", "writes: web"))).contains("`web`");
        assertThat(problems(text.replace("reads: [orders", "reads: [order"))).contains("fix: `orders`");
    }

    @Test
    void has_applications_that_differ_in_whether_something_fences_their_old_primary() {
        String text = FILE.replace(
                        "application: shop", "applications: {shop: {}, bills: {failover: {fence: {within: 4s}}}}")
                .replace("{port: 8080}", "{shared: true}")
                .replace("{kind: postgresql", "{shared: true, kind: postgresql")
                .replace("{kind: cassandra", "{shared: true, kind: cassandra")
                .replace("{host: ", "{application: shop, host: ");
        Topology topology = reading(text).topology().orElseThrow();
        assertThat(topology.applications().firstEntry().getValue().failover().unfenced())
                .isTrue();
        Failover bills = topology.applications().lastEntry().getValue().failover();
        assertThat(bills.unfenced()).isFalse();
        assertThat(bills.fenceWithin()).contains(Duration.ofSeconds(4));
        assertThat(bills.lease().none()).isTrue();
    }

    @Test
    void loses_a_place_of_a_fate_with_the_environment_that_lacks_it() {
        String text = FILE.replace("eu-west-1: {role: active}", "eu-west-1: {role: active, onlyIn: [production]}")
                .replace("leader: eu-west-1, ", "")
                .replace(
                        "links: {tunnel: {from: us-east-1, to: eu-west-1, by: vpn, rtt: 90ms, loss: 2%}}",
                        "tags: true");
        Topology staging = TopologyReader.read(
                        "x.yaml",
                        (text + "environments: {production: {}, staging: {}}\n").getBytes(StandardCharsets.UTF_8),
                        Optional.of("staging"),
                        List.of())
                .topology()
                .orElseThrow();
        assertThat(staging.fates().lastEntry().getValue().places()).containsExactly(US);
    }

    @Test
    void is_told_that_a_window_is_no_granularity() {
        assertThat(problems(FILE.replace("pointInTimeWindow", "pointInTime")))
                .contains("`pointInTime: true` and `pointInTimeWindow: 36h`");
    }
}
