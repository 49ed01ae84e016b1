package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;

/// A drill as the twin records one: three regions, users in each, `us-east-1` goes silent and dies after 20 s.
/// Times are drawn with a seed around those that a prototype measured, so that reports in tests look like
/// reports in life.
final class Sample {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName ASIA = new RegionName("ap-southeast-1");
    static final long FAULT = millis(20_000);
    private static final long END = millis(33_000);
    private static final Epoch BEFORE = new Epoch(41);
    private static final Epoch AFTER = new Epoch(57);

    private final Random random;
    private final EnumMap<Phase, Long> ends = new EnumMap<>(Phase.class);
    private final List<Client> clients = new ArrayList<>();
    private final Ledger ledger;
    private final Set<Long> surviving = new HashSet<>();
    private OptionalLong healed = OptionalLong.empty();
    private long nextKey;

    private Sample(long seed) {
        random = new Random(seed);
        for (RegionName location : List.of(US, EU, ASIA)) {
            int users = location.equals(EU) ? 8 : 6;
            for (int i = 1; i <= users; i++) {
                clients.add(new Client(clients.size(), Client.Kind.USER, location, "user " + location + " " + i));
            }
        }
        clients.add(new Client(clients.size(), Client.Kind.PINNED, EU, "pinned"));
        clients.add(new Client(clients.size(), Client.Kind.STALE_RESOLVER, ASIA, "stale"));
        clients.add(new Client(clients.size(), Client.Kind.RUDE, EU, "rude"));
        ledger = new Ledger(clients);
        long at = FAULT;
        at = end(Phase.DETECT, at, 950, 250);
        at = end(Phase.HOLD, at, 180, 60);
        at = end(Phase.FENCE, at, 780, 160);
        at = end(Phase.PROMOTE, at, 430, 120);
        end(Phase.SCALE, at, 0, 1);
        end(Phase.ROUTE, at, 560, 400);
    }

    static DrillReport report(int runs) {
        List<DrillRun> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(new Sample(20_261_120L + i).run());
        }
        return report(all, DrillReport.Verdict.MET_IN_TWIN);
    }

    /// A run that the engine refused to recover, and one whose fence leaked: what a bad day looks like.
    static DrillReport badDay() {
        Sample sample = new Sample(7);
        sample.load();
        sample.ledger.acknowledgedUnsafe(sample.clients.size() - 1, 1_000_001, US, BEFORE, FAULT, millis(24_800));
        sample.surviving.remove(40L);
        sample.lossLedger = Optional.of(lossLedger());
        return report(List.of(sample.measured()), DrillReport.Verdict.MISSED);
    }

    private static LossLedger lossLedger() {
        return new LossLedger(
                LossLedger.SCHEMA_VERSION,
                "us-east-1",
                Optional.of(12L),
                57,
                1,
                "0/301A2C8",
                "0/301B000",
                3_384,
                2,
                3,
                Optional.of("2026-11-20T10:00:24.100Z"),
                Optional.of("2026-11-20T10:00:24.520Z"),
                0.42,
                Optional.of("at most 1.51s"),
                Optional.of(1.51),
                true,
                "/var/tmp/meridian-0/run-1/us-east-1/postgresql.fork-57",
                List.of(
                        new LossLedger.Transaction(
                                811, "0/301A300", "2026-11-20T10:00:24.100Z", List.of("public.orders")),
                        new LossLedger.Transaction(812, "0/301A900", "2026-11-20T10:00:24.520Z", List.of())));
    }

    /// The engine would not move: two regions and nobody to say who is dead.
    static DrillReport refused() {
        Sample sample = new Sample(8);
        sample.loadUntilFault();
        DrillRun run = new DrillRun(
                "region-loss:us-east-1",
                sample.outcome(),
                new Prediction(Map.of(), Optional.empty()),
                new DrillRun.Move(US, Optional.empty(), BEFORE, BEFORE),
                DrillRun.Result.REFUSED,
                List.of("the role did not leave us-east-1"),
                List.of(),
                List.of(new Reason(
                        "QUORUM-3",
                        "two regions cannot tell a dead region from a cut link, and no witness is declared")),
                List.of("the writes were found on the disk of us-east-1, which the fault had taken away"),
                List.of(new DrillRun.Moment(FAULT, DrillRun.Moment.Kind.FAULT, "all links of us-east-1 silent")),
                sample.log(),
                Optional.empty());
        return report(List.of(run), DrillReport.Verdict.REFUSED);
    }

    /// A blip shorter than the hold: nothing moves, writes stop for a while.
    static DrillReport held() {
        Sample sample = new Sample(9);
        sample.healed = OptionalLong.of(FAULT + millis(6_000));
        sample.loadUntilFault();
        for (Client client : sample.clients) {
            for (long at = millis(26_300 + client.id()); at < END; at += millis(90)) {
                sample.acknowledged(client, US, BEFORE, at - millis(80), at);
            }
        }
        DrillRun run = new DrillRun(
                "blip:us-east-1:6s",
                sample.outcome(),
                new Prediction(Map.of(), Optional.empty()),
                new DrillRun.Move(US, Optional.empty(), BEFORE, BEFORE),
                DrillRun.Result.HELD,
                List.of(),
                List.of(new DrillRun.Sighting(
                        EU, Duration.ofMillis(900), Duration.ofMillis(4_100), List.of("http", "canary-write"))),
                List.of(new Reason("HOLD-1", "silent for 6s, hold is 60s: waiting")),
                List.of(),
                List.of(
                        moment(FAULT, DrillRun.Moment.Kind.FAULT, "us-east-1 silent to all others"),
                        moment(FAULT + millis(6_000), DrillRun.Moment.Kind.HEALED, "links of us-east-1 back")),
                sample.log().subList(0, 2),
                Optional.empty());
        return report(List.of(run), DrillReport.Verdict.MET_IN_TWIN);
    }

    private DrillRun run() {
        load();
        return measured();
    }

    private long end(Phase phase, long begin, int millis, int spread) {
        long at =
                begin + millis(millis) + (long) (random.nextGaussian() * spread * 300_000) + random.nextInt(1_000_000);
        ends.put(phase, Math.max(begin, at));
        return Math.max(begin, at);
    }

    // --- the load

    private void load() {
        loadUntilFault();
        long open = ends.get(Phase.ROUTE);
        for (Client client : clients) {
            boolean dead = client.location().equals(US);
            for (long at = FAULT + millis(300); dead && at < END; at += millis(1_000 + random.nextInt(50))) {
                ledger.failed(client.id(), nextKey++, at - millis(1_000), at, Failure.TIMEOUT);
            }
            if (!dead) {
                recover(client, open);
            }
        }
    }

    private void loadUntilFault() {
        for (Client client : clients) {
            long trip = client.location().equals(US) ? 68 : client.location().equals(EU) ? 140 : 280;
            long at = millis(random.nextInt(200));
            while (true) {
                long sent = at;
                at += millis(trip / 2) + millis(random.nextInt((int) trip / 3 + 8));
                if (at > FAULT) {
                    break;
                }
                acknowledged(client, US, BEFORE, sent, at);
            }
        }
    }

    private void recover(Client client, long open) {
        Failure kind = Failure.IN_DOUBT;
        long at = FAULT + millis(random.nextInt(400));
        while (at < open) {
            ledger.failed(client.id(), nextKey++, at - millis(250), at, kind);
            kind = random.nextBoolean() ? Failure.TIMEOUT : Failure.REFUSED;
            at += millis(250 + random.nextInt(120));
        }
        long patience = client.kind() == Client.Kind.USER ? millis(random.nextInt(250)) : millis(8_000);
        at = open + patience;
        while (at < END && client.kind() != Client.Kind.PINNED) {
            long sent = at;
            at += millis(client.location().equals(EU) ? 45 : 110) + millis(random.nextInt(40));
            if (at < END) {
                acknowledged(client, EU, AFTER, sent, at);
            }
        }
    }

    private void acknowledged(Client client, RegionName by, Epoch epoch, long sent, long at) {
        long key = nextKey++;
        ledger.readAnswered(client.id(), by, sent, at - millis(12));
        if (client.kind() == Client.Kind.RUDE && key % 3 == 0) {
            ledger.acknowledgedUnsafe(client.id(), key, by, epoch, sent, at);
        } else {
            ledger.acknowledged(client.id(), key, by, epoch, sent, at);
            surviving.add(key);
        }
    }

    // --- what is known about it

    private Outcome outcome() {
        return Outcomes.measure(
                ledger,
                new FaultFacts(
                        new FaultFacts.Times(
                                0,
                                FAULT,
                                healed,
                                Optional.of(new FaultFacts.Fence(ends.get(Phase.HOLD), OptionalLong.empty())),
                                END),
                        new FaultFacts.OldSide(US, BEFORE),
                        Set.of(US),
                        new FaultFacts.Keys(surviving, Set.of()),
                        ends));
    }

    private Optional<LossLedger> lossLedger = Optional.empty();

    private DrillRun measured() {
        return new DrillRun(
                "region-loss:us-east-1",
                outcome(),
                prediction(),
                new DrillRun.Move(US, Optional.of(EU), BEFORE, AFTER),
                DrillRun.Result.PROMOTED,
                List.of(),
                List.of(),
                List.of(new Reason(
                        "HOLD-1", "held for 180ms: suspicion of us-east-1 was younger than the hold of 150ms")),
                List.of(),
                moments(),
                log(),
                lossLedger);
    }

    private List<DrillRun.Moment> moments() {
        return List.of(
                moment(FAULT, DrillRun.Moment.Kind.FAULT, "all links of us-east-1 silent, then killed"),
                moment(FAULT + millis(520), DrillRun.Moment.Kind.SUSPICION, "2 of 2 vantages miss heartbeats"),
                moment(ends.get(Phase.DETECT), DrillRun.Moment.Kind.VERDICT, "us-east-1 is lost"),
                moment(ends.get(Phase.FENCE), DrillRun.Moment.Kind.FENCE, "lease and fence bound have passed"),
                moment(ends.get(Phase.FENCE) + millis(140), DrillRun.Moment.Kind.PROMISES, "eu-west-1, ap-southeast-1"),
                moment(ends.get(Phase.FENCE) + millis(230), DrillRun.Moment.Kind.GRANTED, "epoch 57 to eu-west-1"),
                moment(ends.get(Phase.PROMOTE), DrillRun.Moment.Kind.PROMOTED, "eu-west-1 accepts writes"),
                moment(
                        ends.get(Phase.ROUTE) - millis(300),
                        DrillRun.Moment.Kind.ROUTED,
                        "orders-db → eu-west-1, TTL 1s"));
    }

    private static DrillRun.Moment moment(long nanos, DrillRun.Moment.Kind kind, String text) {
        return new DrillRun.Moment(nanos, kind, text);
    }

    private static Prediction prediction() {
        Map<Phase, Prediction.PredictedPhase> phases = new EnumMap<>(Phase.class);
        phases.put(Phase.DETECT, predicted(1_250, Origin.DERIVED, "4 probes × 250ms + timeout 250ms"));
        phases.put(Phase.HOLD, predicted(250, Origin.DECLARED, "failover.hold 150ms + one commit over the quorum"));
        phases.put(Phase.FENCE, predicted(950, Origin.DERIVED, "W/(1+ρ) − time already passed, W 2.2s"));
        phases.put(
                Phase.PROMOTE,
                new Prediction.PredictedPhase(
                        Duration.ofMillis(600),
                        Origin.MEASURED,
                        "p95 of 40 promotions on this machine",
                        Optional.of(new Prediction.CloudValue(
                                "local PostgreSQL 18",
                                "Amazon RDS cross-region replica",
                                Duration.ofMinutes(5),
                                "provider documentation, 2026-09"))));
        phases.put(Phase.SCALE, predicted(0, Origin.DECLARED, "capacity is warm"));
        phases.put(Phase.ROUTE, predicted(1_100, Origin.DERIVED, "TTL 1s + one resolver round trip"));
        phases.put(Phase.VERIFY, predicted(100, Origin.DERIVED, "one write over the longest link"));
        return new Prediction(phases, Optional.of(Duration.ZERO));
    }

    private static Prediction.PredictedPhase predicted(long millis, Origin origin, String why) {
        return new Prediction.PredictedPhase(Duration.ofMillis(millis), origin, why, Optional.empty());
    }

    private List<LogEntry> log() {
        List<LogEntry> log = new ArrayList<>();
        log.add(entry(42, FAULT + millis(520), "suspicion", EU, "region", "us-east-1", "missed", 2));
        log.add(entry(43, FAULT + millis(540), "suspicion", ASIA, "region", "us-east-1", "missed", 2));
        log.add(decision(
                44,
                ends.get(Phase.DETECT),
                "verdict",
                List.of(new Reason("VANTAGE-2", "2 of 2 vantages outside us-east-1 see it silent for 950ms (needs 2)")),
                List.of("stop renewing the lease of us-east-1")));
        log.add(decision(
                45,
                ends.get(Phase.HOLD),
                "hold over",
                List.of(
                        new Reason("HOLD-1", "silent for 1.1s, hold is 150ms"),
                        new Reason("COOLDOWN-1", "no move in 1h")),
                List.of("wait for the fence of us-east-1 until the lease and F have passed")));
        log.add(decision(
                47,
                ends.get(Phase.FENCE),
                "fenced",
                List.of(new Reason(
                        "LEASE-4", "(D − m)/(1 − ρ) + F = 1.83s ≤ W/(1 + ρ) = 2.18s, with measured F 310ms")),
                List.of("ask eu-west-1 and ap-southeast-1 to promise epoch 57")));
        log.add(entry(52, ends.get(Phase.FENCE) + millis(140), "promise", EU, "epoch", 57, "flushed", "0/5A3C1F0"));
        log.add(entry(53, ends.get(Phase.FENCE) + millis(140), "promise", ASIA, "epoch", 57, "flushed", "0/5A3C1D8"));
        log.add(decision(
                57,
                ends.get(Phase.FENCE) + millis(230),
                "granted",
                List.of(
                        new Reason(
                                "PROMISE-3",
                                "R 2 + W 2 > N 3: the highest flushed position holds every acknowledged write"),
                        new Reason("LOSS-1", "bound on loss 0s ≤ declared 1m")),
                List.of("promote eu-west-1 under epoch 57", "re-point ap-southeast-1")));
        log.add(entry(
                58, ends.get(Phase.PROMOTE), "promoted", EU, "epoch", 57, "synchronous", "ANY 1 (ap-southeast-1)"));
        log.add(entry(
                59,
                ends.get(Phase.ROUTE) - millis(300),
                "routed",
                EU,
                "name",
                "orders-db <script>",
                "to",
                "eu-west-1"));
        return log;
    }

    private static LogEntry entry(
            long index, long nanos, String kind, RegionName by, String key, Object value, String second, Object other) {
        SequencedMap<String, Object> body = new LinkedHashMap<>();
        body.put(key, value);
        body.put(second, other);
        return new LogEntry(index, nanos, kind, by.text(), body, List.of(), List.of());
    }

    private static LogEntry decision(long index, long nanos, String kind, List<Reason> reasons, List<String> intents) {
        SequencedMap<String, Object> body = new LinkedHashMap<>();
        body.put("region", "us-east-1");
        return new LogEntry(
                index,
                nanos,
                kind,
                "eu-west-1",
                body,
                reasons,
                intents.stream().map(Intent::new).toList());
    }

    // --- the report

    private static DrillReport report(List<DrillRun> runs, DrillReport.Verdict verdict) {
        Optional<Duration> worst =
                runs.stream().flatMap(run -> run.seen().rto().stream()).max(Duration::compareTo);
        boolean lost = runs.stream().anyMatch(run -> run.seen().writes().lost() > 0);
        return new DrillReport(
                new Stamp(
                        "0.1.0",
                        Optional.of(Stamp.World.TWIN),
                        Optional.of("9f2c41d07be83a5516c0d3b94e7f8a21" + "0c5be9a37d64f1820b9e3c5d7a186f42"),
                        Optional.of("4b7e1a90c2d35f68e9a04c7b1d8f2e63" + "95a0b7c4d1e82f3690b5a7c8d9e0f123"),
                        new Stamp.Machine(2, 8L << 30, 0.31),
                        Instant.parse("2026-11-20T08:15:42.120Z"),
                        OptionalLong.of(4_711)),
                verdict,
                List.of(
                        new DrillReport.Objective(
                                "orders.rto",
                                new Figure(15, Figure.Unit.SECONDS, Origin.DECLARED, "quickstart.yaml:14"),
                                Optional.of(new Figure(4.25, Figure.Unit.SECONDS, Origin.DERIVED, "sum of the phases")),
                                worst.map(rto ->
                                        new Figure(DrillReport.seconds(rto), Figure.Unit.SECONDS, Origin.MEASURED, "")),
                                worst.isPresent() && runs.stream().noneMatch(DrillRun::stayed)
                                        ? DrillReport.ObjectiveVerdict.MET
                                        : DrillReport.ObjectiveVerdict.NOT_APPLICABLE),
                        new DrillReport.Objective(
                                "orders.rpo",
                                new Figure(0, Figure.Unit.SECONDS, Origin.DECLARED, "quickstart.yaml:15"),
                                Optional.of(new Figure(0, Figure.Unit.SECONDS, Origin.DERIVED, "R 2 + W 2 > N 3")),
                                Optional.of(new Figure(lost ? 18.4 : 0, Figure.Unit.SECONDS, Origin.MEASURED, "")),
                                lost ? DrillReport.ObjectiveVerdict.MISSED : DrillReport.ObjectiveVerdict.MET)),
                runs,
                List.of(new DrillReport.Store(
                        "orders", "PostgreSQL 18.6", "sync ANY 1 (eu-west-1, ap-southeast-1)", Duration.ZERO)),
                List.of(new DrillReport.Substitution(
                        "local PostgreSQL 18.6",
                        "Amazon RDS for PostgreSQL",
                        "promotion times are those of this machine, not of the provider's control plane")),
                List.of(new DrillReport.NotExercised("queue replay", "no queue is declared")));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
