package dev.meridian.assess;

import static dev.meridian.assess.Found.of;
import static dev.meridian.assess.Found.rto;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The entrance of an application: by what its users are moved, by which check, and in what time.
class AFrontTest {
    private static final String TEXT = """
            meridian: 1
            application: tickets
            objectives: {rto: 10m}
            regions: {us-east-1: {role: primary}, eu-west-1: {role: active}}
            services: {gate: {dependsOn: {seats: hard}}, proxy: {dependsOn: {gate: hard}}}
            data: {seats: {kind: dynamodb, runs: provider, replication: {mode: multi-primary, via: global-tables}}}
            traffic:
              ttl: 60s
              entrances: {gate: {host: tickets.example.com, route: [latency, health], providers: route53}}
            failover:
              mode: automatic
              control: {runs: provider}
              probes: {up: {kind: https, to: gate, path: /ready, every: 10s, timeout: 2s, failures: 3}}
            """;

    private static final Read TWO = Read.of(TEXT);

    /// The same with a probe that has no rhythm.
    private static final Read SILENT = Read.of(TEXT.replace(", every: 10s, timeout: 2s, failures: 3", ""));

    private static Read front(String entrance) {
        return front(TWO, entrance);
    }

    private static Read front(Read file, String entrance) {
        return file.with("traffic.entrances.gate={host: tickets.example.com, " + entrance + "}");
    }

    @Test
    void by_names_costs_the_time_to_live_and_the_tail_of_resolvers() {
        assertThat(rto(TWO).span()).isEqualTo(Span.of(Duration.ofSeconds(80), Duration.ofSeconds(132)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switch: cdn-origin, providers: other, health: up",
                "switch: cdn-origin, providers: front-door, originFailover: {methods: [GET, HEAD, OPTIONS]}",
                "route: [failover, health], originFailover: {methods: GET, timeout: 5s}",
                "route: [failover, health], providers: fastly, originFailover: {methods: [GET, HEAD], codes: 5xx}"
            })
    void that_moves_only_requests_that_read_leaves_it_unknown_when_others_are_served(String entrance) {
        assertThat(rto(front(entrance)).verdict(Duration.ofMinutes(10))).isEqualTo(Verdict.UNKNOWN);
        assertThat(rto(front(entrance)).terms())
                .anyMatch(term -> term.name().startsWith("requests to `gate` that write"));
        Read moved = front(entrance).with("failover.steps={route: {takes: 2m}}");
        assertThat(rto(moved).verdict(Duration.ofMinutes(10))).isEqualTo(Verdict.ATTAINABLE);
        Read readOnly = front(entrance).with("services.gate.dependsOn.seats=soft");
        assertThat(rto(readOnly).terms()).noneMatch(term -> term.name().contains("that write"));
    }

    @Test
    void that_tries_each_request_costs_the_declared_attempts() {
        String all = "switch: cdn-origin, providers: other, originFailover: {methods: [GET, POST], %s}";
        assertThat(rto(front(all.formatted("timeout: 5s, attempts: 2"))).terms())
                .anyMatch(term -> term.span().equals(Span.of(Duration.ZERO, Duration.ofSeconds(10))));
        assertThat(rto(front(all.formatted("timeout: 5s"))).terms())
                .anyMatch(term -> term.span().equals(Span.of(Duration.ZERO, Duration.ofSeconds(15))));
    }

    /// Each request finds out by itself, however seldom a probe asks: nothing is detected and nobody decides.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        methods: [GET, POST], timeout: 5s | automatic | PT5S
        methods: [GET, POST], timeout: 5s | manual    | PT5S
        methods: [GET], timeout: 5s       | automatic |
        methods: [GET, POST]              | automatic |
        """)
    void that_tries_each_request_waits_for_no_probe(String failover, String mode, String plan) {
        String entrance = "switch: cdn-origin, providers: other, health: none, originFailover: {attempts: 1, %s}";
        Read file = front(entrance.formatted(failover))
                .with("failover.probes.up.every=1h", "failover.mode=" + mode, "failover.failback={mode: automatic}");
        assertThat(rto(file).span().plan()).isEqualTo(Optional.ofNullable(plan).map(Duration::parse));
        Read standby = file.with("regions.eu-west-1.role=standby");
        assertThat(Found.only(standby, Rule.FAILBACK_CHASES).why().contains("1h"))
                .isEqualTo(plan == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[500]", "[502, 504]", "[404, 403]"})
    void that_keeps_the_requests_of_a_balancer_without_targets_is_warned_of(String codes) {
        String entrance = "switch: cdn-origin, originFailover: {codes: %s}";
        assertThat(of(front(entrance.formatted(codes)), Rule.NO_ROUTE_TO_A_HEALTHY_REGION))
                .anyMatch(finding -> finding.statement().contains("503"));
        assertThat(of(front(entrance.formatted("[5xx]")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION))
                .noneMatch(finding -> finding.statement().contains("503"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route: [latency, health], switch: anycast, providers: other",
                "route: [latency, health], providers: global-load-balancer",
                "route: [failover, health], providers: front-door",
                "route: [failover, health], switch: cdn-origin, providers: front-door"
            })
    void whose_address_stays_costs_no_time_to_live(String entrance) {
        assertThat(rto(front(entrance)).span()).isEqualTo(Span.of(Duration.ofSeconds(20), Duration.ofSeconds(32)));
        assertThat(of(front(entrance), Rule.NAMES_ARE_KEPT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: proxy, route: [latency, health]",
                "in: [eu-west-1], route: [weighted, health]",
                "route: [latency, health], switch: none"
            })
    void with_one_place_or_without_a_switch_moves_no_user(String entrance) {
        Read file = front(entrance).with("services.proxy.in=us-east-1");
        assertThat(rto(file).span().best()).isEmpty();
        assertThat(of(file, Rule.RTO_UNATTAINABLE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("gate").doesNotContain("TTL"));
        assertThat(of(file, Rule.NAMES_ARE_KEPT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route: weighted, weights: {us-east-1: 100, eu-west-1: 0}, providers: global-load-balancer",
                "route: [weighted, health], weights: {us-east-1: 1, eu-west-1: 0}, switch: provider-control,"
                        + " providers: global-load-balancer",
                "route: weighted, weights: {us-east-1: 10, eu-west-1: 0}, providers: front-door"
            })
    void with_all_weight_on_one_region_waits_for_a_change_by_hand(String entrance) {
        Outcome outcome = rto(front(entrance));
        assertThat(outcome.unknown(Duration.ZERO)).anyMatch(term -> term.name().startsWith("change of the "));
        Outcome declared = rto(front(entrance).with("failover.steps.route={takes: 4m}"));
        assertThat(declared.span()).isEqualTo(Span.of(Duration.ofSeconds(260), Duration.ofSeconds(272)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route: latency, providers: route53",
                "route: latency, switch: anycast, providers: global-load-balancer",
                "route: [latency, health], providers: other"
            })
    void without_checks_that_decide_has_no_known_detection(String entrance) {
        assertThat(rto(front(SILENT, entrance)).verdict(Duration.ofMinutes(10))).isEqualTo(Verdict.UNKNOWN);
        assertThat(rto(front(SILENT, entrance)).unknown(Duration.ZERO))
                .anyMatch(term -> term.source().contains("`failover.probes.up.every`"));
    }

    @Test
    void with_checks_of_its_provider_is_detected_in_their_rhythm() {
        assertThat(rto(SILENT).span().best()).contains(Duration.ofSeconds(2 * 30 + 60));
    }

    @Test
    void whose_only_probe_observes_is_detected_by_nothing_or_by_people() {
        Read observed = TWO.with("failover.probes.up.decides=false");
        assertThat(rto(observed).verdict(Duration.ofMinutes(10))).isEqualTo(Verdict.UNKNOWN);
        assertThat(of(observed, Rule.NOTHING_DETECTS)).hasSize(1);
        Read people = observed.with("failover.human={notice: 20m, decide: 5m}");
        assertThat(rto(people).span().best().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(25));
        Read unattached = front("route: [latency, health], providers: route53, health: none")
                .with("failover.probes.up.absent=true");
        assertThat(of(unattached, Rule.NOTHING_DETECTS)).hasSize(1);
        assertThat(of(TWO, Rule.NOTHING_DETECTS)).isEmpty();
    }

    @Test
    void that_turns_nobody_needs_no_check_where_every_store_elects() {
        String fixed = "{host: log.example.org, switch: none, health: none}";
        for (String kind : List.of("kafka", "etcd", "cockroachdb")) {
            Read file = Read.of("""
                    meridian: 1
                    application: log
                    objectives: {rto: 15m}
                    regions: {eu-west-1: {role: primary}, eu-west-3: {role: standby}, eu-north-1: {role: standby}}
                    services: {feed: {dependsOn: {events: hard}}}
                    data: {events: {kind: %s, runs: operator, replication: quorum}}
                    traffic: {entrances: {feed: %s}}
                    failover: {mode: automatic, control: {runs: operator}}
                    """.formatted(kind, fixed));
            assertThat(of(file, Rule.NOTHING_DETECTS)).as(kind).isEmpty();
            assertThat(of(file.with("failover.steps.check={before: route, by: human}"), Rule.NOTHING_DETECTS))
                    .extracting(Finding::fix)
                    .as(kind)
                    .allMatch(fix -> fix.startsWith("first a `switch` of the entrances"))
                    .hasSize(1);
        }
    }

    @Test
    void whose_probe_has_no_rhythm_waits_for_the_page_that_is_declared() {
        Read paged = front(SILENT, "route: [latency, health], providers: other").with("failover.human.notice=14m");
        Outcome outcome = rto(paged);
        assertThat(outcome.verdict(Duration.ofMinutes(10))).isEqualTo(Verdict.AT_RISK);
        assertThat(outcome.span().plan().orElseThrow()).isGreaterThan(Duration.ofMinutes(14));
    }

    @Test
    void that_a_person_or_a_control_switches_waits_for_people_though_no_store_is_promoted() {
        Read manual = front("route: [failover, health], providers: route53, switch: routing-control")
                .with(
                        "failover.mode=manual",
                        "failover.probes.up.absent=true",
                        "failover.human={notice: 4m, decide: 2m}");
        assertThat(rto(manual).span().best()).contains(Duration.ofMinutes(7));
        Read scripted = TWO.with(
                "failover.mode=approved",
                "failover.steps.warm={before: route, by: human, takes: 3m, run: ./warm.sh}",
                "failover.human={notice: 4m, decide: 2m}");
        assertThat(rto(scripted).span().best().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"path: /", "kind: tcp"})
    void whose_check_a_dead_store_leaves_healthy_is_named(String shallow) {
        Read file = TWO.with("failover.probes.up={kind: https, to: gate, every: 10s, path: /, decides: true}");
        Read port = TWO.with("failover.probes.up={kind: tcp, to: gate, every: 10s}");
        assertThat(of(shallow.startsWith("path") ? file : port, Rule.SHALLOW_CHECK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
        assertThat(of(TWO, Rule.SHALLOW_CHECK)).isEmpty();
        assertThat(of(file.with("failover.probes.read={kind: sql-read, to: seats, every: 30s}"), Rule.SHALLOW_CHECK))
                .isEmpty();
    }

    @Test
    void that_is_written_everywhere_has_no_failback_to_chase() {
        String back = "failover.failback={mode: automatic, after: 10s}";
        assertThat(of(TWO.with(back), Rule.FAILBACK_CHASES)).isEmpty();
        Read standby = TWO.with("regions.eu-west-1.role=standby").with(back);
        assertThat(of(standby, Rule.FAILBACK_CHASES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("2 × ttl"));
        Read address = standby.with(
                "traffic.entrances.gate={host: tickets.example.com, route: [failover, health], providers: front-door}");
        assertThat(of(address, Rule.FAILBACK_CHASES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).doesNotContain("ttl"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            route: failover, providers: route53, switch: dns, health: none              | 60
            route: weighted, providers: azure-dns, switch: dns, health: none            | 60
            route: failover, providers: route53, switch: routing-control, health: none  | 0
            route: [failover, health], providers: route53, switch: dns                  | 0
            """)
    void by_a_record_that_is_written_anew_waits_until_all_servers_answer(String entrance, long seconds) {
        Duration ttl = Duration.ofSeconds(60);
        assertThat(rto(front(entrance).with("traffic.ttl=60s")).terms())
                .filteredOn(term -> term.name().startsWith("TTL"))
                .extracting(term -> term.span().plan().orElseThrow().minus(ttl))
                .containsExactly(Duration.ofSeconds(seconds));
    }

    /// The page of the gateway goes on answering while the zone of the services is gone.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            probes: {up: {kind: http, to: gateway, path: /status, every: 10s}}                                    | AT_RISK
            probes: {up: {kind: https, to: gateway, path: /, every: 10s}}                                         | AT_RISK
            probes: {up: {kind: http, to: web, path: /health, every: 10s}}                                        | ATTAINABLE
            probes: {up: {kind: http, to: gateway, path: /s, every: 10s}, in: {kind: http, to: web, path: /h, every: 10s}} | ATTAINABLE
            """)
    void whose_probe_asks_a_gateway_outside_sees_no_lost_zone(String probes, Verdict verdict) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {us-east-1: {role: active}, eu-west-1: {role: active}}
                network: {zones: 1}
                services: {web: {dependsOn: {carts: hard}}}
                external: {gateway: {scope: regional, in: [us-east-1, eu-west-1]}}
                data: {carts: {kind: dynamodb, replication: {mode: provider, via: global-tables}}}
                traffic: {entrances: {web: {to: web, route: [latency, health], providers: [route53], switch: dns}}}
                failover: {mode: automatic, control: {runs: provider}, %s}
                """.formatted(probes));
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .extracting(Promise::verdict)
                .containsExactly(verdict);
    }

    /// An accelerator of AWS goes to a healthy group with a dial of 0; a balancer that divides by weight does not.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "global-accelerator | [weighted, health], weights: {us-east-1: 100, eu-west-1: 0} | 0",
                "global-load-balancer | [weighted, health], weights: {us-east-1: 100, eu-west-1: 0} | 1",
                "global-accelerator | [weighted], weights: {us-east-1: 100, eu-west-1: 0} | 1",
                "global-accelerator | [weighted, health], weights: {us-east-1: 100} | 1"
            })
    void with_a_weight_of_none_is_left_where_the_product_passes_over_it(String product, String route, int findings) {
        Read file = front("switch: anycast, route: " + route).with("traffic.accelerator=" + product);
        assertThat(of(file, Rule.NO_ROUTE_TO_A_HEALTHY_REGION)).hasSize(findings);
        assertThat(rto(file).unknown(Duration.ZERO).isEmpty()).isEqualTo(findings == 0);
    }
}
