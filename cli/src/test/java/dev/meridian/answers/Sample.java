package dev.meridian.answers;

import dev.meridian.assess.Assessment;
import dev.meridian.assess.Automation;
import dev.meridian.assess.Finding;
import dev.meridian.assess.Finding.Arithmetic;
import dev.meridian.assess.Finding.Change;
import dev.meridian.assess.Finding.Repair;
import dev.meridian.assess.Finding.Waived;
import dev.meridian.assess.Promise;
import dev.meridian.assess.Rule;
import dev.meridian.assess.Severity;
import dev.meridian.assess.Unarmed;
import dev.meridian.assess.Verdict;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A judgement with something of everything: made by hand, so that its look does not depend on any arithmetic.
final class Sample {
    static final String FILE = "topologies/shop & co.yaml";
    static final String BASELINE = "baseline.json:2:15";

    private static final String TEXT = """
            meridian: 1
            application: shop
            objectives:
              rto: 1m
              rpo: 5s
              availability: 99.99%
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
            services:
              web: {port: 8080, dependsOn: {orders: hard, search: soft}}
            data:
              orders: {kind: postgresql, replication: async}
              search: {kind: opensearch, replication: none}
              images: {kind: object, replication: none}
            failover:
              hold: 60s
            waivers:
              search-is-made-again:
                finding: MER-0107
                at: data.search
                reason: made again from the orders in about 3 h
                expires: 2027-03-31
                by: j.doe@example.com
            """;

    private static final Term PROBES = new Term(
            "3 × every 5s",
            Span.exactly(Duration.ofSeconds(15)),
            Term.Basis.DERIVED,
            "three probes in a row",
            Optional.of("failover.probes.every"));
    private static final Term HOLD = new Term(
            "hold 1m",
            Span.exactly(Duration.ofMinutes(1)),
            Term.Basis.DECLARED,
            "the file",
            Optional.of("failover.hold"));
    private static final Term PEOPLE =
            new Term("people", Span.from(Duration.ZERO), Term.Basis.SOURCED, "nobody says how long", Optional.empty());
    private static final String SUM = "detect 15s + hold 1m + route 41s = 1m56s > rto 1m";

    private Sample() {}

    static Judged judged() {
        return judged(assessment(), automations());
    }

    static Judged judged(Assessment assessment) {
        return judged(assessment, List.of());
    }

    private static Judged judged(Assessment assessment, List<Automation> automations) {
        Reading reading = TopologyReader.read(
                FILE,
                TEXT.getBytes(StandardCharsets.UTF_8),
                List.of(new Assignment.Set(1, "data.orders.replication=async")));
        SequencedMap<String, Judged.Spot> accepted = new LinkedHashMap<>();
        accepted.put(
                BASELINE,
                new Judged.Spot(
                        new Where.InFile("baseline.json", 2, 15),
                        new Excerpt("  {\"finding\": \"MER-0137\", \"reason\": \"known\"}", 10, "")));
        return new Judged(
                FILE,
                Optional.empty(),
                LocalDate.of(2026, 11, 20),
                reading.topology().orElseThrow().sources(),
                assessment,
                automations,
                automations.isEmpty()
                        ? List.of()
                        : List.of(new Unarmed(
                                "bills", new RegionName("eu-west-1"), "the provider moves it", "another control")),
                accepted);
    }

    private static List<Automation> automations() {
        RegionName us = new RegionName("us-east-1");
        RegionName eu = new RegionName("eu-west-1");
        return List.of(new Automation(
                "shop",
                us,
                new Lease(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(15),
                        0.001,
                        Duration.ofSeconds(8)),
                new Automation.Fence(
                        Duration.ofSeconds(3),
                        Optional.of(new Automation.Measured(
                                Duration.ofSeconds(8), 20, Instant.parse("2026-11-20T10:00:00Z")))),
                new Automation.Vantages(List.of(eu), 1),
                List.of(
                        new Automation.Cost(
                                "orders",
                                "lag 1s + (D − m)/(1 − ρ) + F = 17.01s > RPO 5s",
                                Optional.of(new Automation.Hindrance(
                                        Automation.About.LOSS,
                                        "RPO",
                                        "`orders`: too old",
                                        "--set data.orders.replication=sync"))),
                        new Automation.Cost("carts", "R + W > N: 1 + 1 > 1", Optional.empty())),
                List.of(new Automation.Fit(
                        "failover.hold",
                        new Inequality(
                                "a verdict is acted on",
                                "every + 2 × round trip",
                                Duration.ofMillis(300),
                                "hold",
                                Duration.ofSeconds(60),
                                "hold"),
                        "eu-west-1 to us-east-1, 70ms measured",
                        "hold: 300ms")),
                List.of(new Automation.Hindrance(
                        Automation.About.LEASE,
                        "F, the measured time to fence",
                        "(D − m)/(1 − ρ) + F = 16.01s > W/(1 + ρ) = 14.99s",
                        "--set failover.lease.wait=16.1s, or a shorter `lease.duration`"))));
    }

    static Assessment assessment() {
        return new Assessment(
                promises(),
                List.of("shop: rto for corruption", "shop: rpo for corruption", "shop: rto for bad-deploy"),
                findings());
    }

    private static List<Promise> promises() {
        return List.of(
                new Promise(
                        "objectives.rto",
                        "shop",
                        Promise.Objective.RTO,
                        Optional.of(Promise.Disruption.REGION),
                        "1m",
                        "1m56s",
                        "2m30s",
                        Optional.of("4m"),
                        Verdict.UNATTAINABLE,
                        List.of(
                                part("detect", "15s", "17s", "3 × every 5s + timeout 2s"),
                                part("hold", "1m", "1m", "hold 1m")),
                        Optional.empty()),
                new Promise(
                        "objectives.rpo",
                        "shop",
                        Promise.Objective.RPO,
                        Optional.of(Promise.Disruption.CORRUPTION),
                        "5s",
                        "1ms",
                        "without bound",
                        Optional.empty(),
                        Verdict.AT_RISK,
                        List.of(),
                        Optional.empty()),
                new Promise(
                        "objectives.availability",
                        "journey buy",
                        Promise.Objective.AVAILABILITY,
                        Optional.empty(),
                        "99.99%",
                        "99.9996%",
                        "99.995%",
                        Optional.empty(),
                        Verdict.ATTAINABLE,
                        List.of(),
                        Optional.empty()));
    }

    private static Promise.Part part(String name, String best, String plan, String why) {
        return new Promise.Part(
                name,
                best,
                plan,
                why,
                Optional.empty(),
                List.of(new Promise.Origin(
                        why, Term.Basis.DECLARED, "x.yaml:3:5", Optional.of("failover.probes.every"))));
    }

    private static List<Finding> findings() {
        return List.of(
                finding(Rule.LOSS_NOT_PROVABLE, "data.orders.replication.mode", "nobody knows which standby has it"),
                finding(Rule.CAPACITY_NOT_RESERVED, "regions.eu-west-1", "eu-west-1 runs at 50% of us-east-1"),
                lostWithItsRegion("data.images", Optional.empty()),
                lostWithItsRegion(
                        "data.search",
                        Optional.of(new Waived(
                                "waivers.search-is-made-again",
                                "made again from the orders in about 3 h",
                                LocalDate.of(2027, 3, 31),
                                Optional.of("j.doe@example.com")))),
                unattainable(),
                new Finding(
                        Rule.NO_FENCE,
                        Severity.WARNING,
                        "failover",
                        Optional.empty(),
                        "nothing stops the old side",
                        "a lock is no fence",
                        "`control.runs: self`",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Waived(BASELINE, "known", LocalDate.of(2027, 3, 31), Optional.empty())),
                        List.of()),
                finding(Rule.WAIVER_WITHOUT_FINDING, BASELINE, "there is no finding MER-0137 to accept"));
    }

    private static Finding unattainable() {
        return new Finding(
                Rule.RTO_UNATTAINABLE,
                Severity.ERROR,
                "objectives.rto",
                Optional.of("objectives.rto"),
                "`shop` needs 1m56s even at best to recover from the loss of a region, and 1m is promised",
                "`hold 1m` (topologies/shop & co.yaml:16:9) weighs most, and all the others together are nearly as long"
                        + " as what is promised",
                "a longer promise",
                Optional.of(new Arithmetic(SUM, "hold 1m", List.of(PROBES, HOLD, PEOPLE))),
                Optional.of(new Repair(
                        List.of(
                                new Change("failover.hold", Optional.of("60s"), "20s"),
                                new Change("failover.targets", Optional.empty(), "[eu-west-1, us-west-2]")),
                        SUM,
                        "detect 15s + hold 20s + route 20s = 55s ≤ rto 1m")),
                Optional.empty(),
                List.of("journeys.buy.objectives.rto", "data.orders"));
    }

    private static Finding lostWithItsRegion(String store, Optional<Waived> waived) {
        return new Finding(
                Rule.LOST_WITH_ITS_REGION,
                Severity.ERROR,
                store,
                Optional.of("objectives.rpo"),
                "`" + store.substring(5) + "` is lost with us-east-1: 100% of it",
                "nothing copies it, and nothing says how it would be made again",
                "`replication: async`, or `recover: {rebuild: {from: orders, takes: 3h}}`",
                Optional.empty(),
                Optional.empty(),
                waived,
                List.of());
    }

    private static Finding finding(Rule rule, String at, String statement) {
        return new Finding(
                rule,
                rule.severity(),
                at,
                Optional.empty(),
                statement,
                rule.why(),
                "look at it: 50%, 1:2",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
