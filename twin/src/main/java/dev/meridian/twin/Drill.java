package dev.meridian.twin;

import dev.meridian.agent.Api;
import dev.meridian.agent.Ports;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Outcomes;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One fault, from the load before it to what is left after it.
///
/// ```
///   load ──20 s──▶ fault ──▶ role moved? ──▶ writes go on for 5 s? ──▶ load stops ──▶ which keys are there?
///                     └─ blip, pause: ends by itself ──▶ healed ──▶ …
/// ```
final class Drill {
    private static final Duration BEFORE = Duration.ofSeconds(20);
    /// A recovery counts when writes go on for 5 s (CONTRACTS); a second more, so that the last bucket is
    /// whole.
    private static final Duration SUSTAINED = Duration.ofSeconds(6);

    private static final Duration STRIKE_DEADLINE = Duration.ofSeconds(15);
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(20);
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Twin twin;
    private final Places places;
    private final Fault fault;
    private final List<Fault> further;
    private final Set<NegativeControl> controls;
    private final Live live;

    /// Locations whose users cannot be served whatever anybody does: of all faults that have struck.
    private final Set<RegionName> dead = ConcurrentHashMap.newKeySet();

    /// What is told while it goes on.
    interface Live {
        /// Something happened.
        void event(String text);

        /// How the load does; called about once a second.
        void load(Duration sinceStart, double writesPerSecond);
    }

    /// @param faults the first is the one that the outcome is about; the others happen meanwhile, each at its
    ///     own time
    Drill(Twin twin, List<Fault> faults, Set<NegativeControl> controls, Live live) {
        this.twin = twin;
        this.places = twin.places();
        this.fault = faults.getFirst();
        this.further = faults.subList(1, faults.size());
        this.controls = controls;
        this.live = live;
    }

    /// What happened, on one clock.
    private record Times(long start, long fault, OptionalLong healed, long end) {}

    DrillRun run() throws IOException, InterruptedException {
        Load load = Load.of(places);
        Epoch before = epoch();
        long start = System.nanoTime();
        if (controls.contains(NegativeControl.SLOW_LINKS)) {
            slowLinks();
        }
        load.start();
        List<Thread> furtherFaults = further.stream().map(this::schedule).toList();
        watch(load, start, fault.at().orElse(BEFORE), () -> false);
        Injector injector = new Injector(twin, fault);
        long struck = strike(injector);
        live.event(fault.text());
        OptionalLong healed = follow(load, start, struck, injector, before);
        load.stop();
        furtherFaults.forEach(Thread::interrupt);
        for (Thread another : furtherFaults) {
            another.join(STRIKE_DEADLINE); // What it was about to kill is dead when keys are counted.
        }
        long end = System.nanoTime();
        if (fault.kind() == Fault.Kind.REGION_PARTITION && healed.isEmpty()) {
            injector.heal();
        }
        return measured(load, new Times(start, struck, healed, end), before);
    }

    private long strike(Injector injector) {
        dead.addAll(injector.deadLocations());
        return injector.strike();
    }

    /// A fault beside the main one, on a thread of its own.
    private Thread schedule(Fault another) {
        return Thread.ofVirtual().name("fault").start(() -> {
            try {
                Injector injector = new Injector(twin, another);
                TimeUnit.NANOSECONDS.sleep(another.at().orElse(BEFORE).toNanos());
                strike(injector);
                live.event(another.text());
                if (another.lasts().isPresent()) {
                    TimeUnit.NANOSECONDS.sleep(another.lasts().get().toNanos());
                    injector.heal();
                    live.event(another.text() + " healed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void slowLinks() {
        for (RegionName region : places.store().members()) {
            if (!region.equals(places.policy().home())) {
                twin.wan().link(places.policy().home(), region).delay(SLOW);
            }
        }
    }

    /// Waits for what has to happen after the fault, and for the load to show that it lasts.
    private OptionalLong follow(Load load, long start, long struck, Injector injector, Epoch before)
            throws InterruptedException {
        OptionalLong healed = OptionalLong.empty();
        if (fault.lasts().isPresent()) {
            // Always undone under load: the moment at which the old side is back is the one to look at.
            Duration until = Duration.ofNanos(struck - start).plus(fault.lasts().get());
            watch(load, start, until, () -> false);
            injector.heal();
            healed = OptionalLong.of(System.nanoTime());
            live.event("healed");
        }
        Duration limit = Duration.ofNanos(System.nanoTime() - start).plus(patience());
        if (fault.kind().mustMove() && isAtPrimary()) {
            watch(load, start, limit, () -> moved(before));
            live.event(
                    moved(before) ? "moved to " + holder().map(RegionName::text).orElse("?") : "nothing moved");
        }
        awaitSustained(load, start, struck, before);
        return healed;
    }

    private boolean isAtPrimary() {
        return fault.region().equals(places.policy().home());
    }

    /// How long a move may take before it counts as none: all waits of the policy twice, and 10 s.
    private Duration patience() {
        return places.policy()
                .hold()
                .plus(places.policy().lease().challengerWait())
                .plus(places.application().failover().probes().every().multipliedBy(4))
                .multipliedBy(2)
                .plusSeconds(10);
    }

    private void awaitSustained(Load load, long start, long struck, Epoch before) throws InterruptedException {
        long limit = System.nanoTime() + (moved(before) ? Duration.ofSeconds(30) : SUSTAINED.plusSeconds(10)).toNanos();
        watch(load, start, Duration.ofNanos(System.nanoTime() - start).plus(SUSTAINED), () -> false);
        while (System.nanoTime() < limit) {
            Times times = new Times(start, struck, OptionalLong.empty(), System.nanoTime());
            if (Outcomes.measure(load.ledger(), facts(times, before, new Facts()))
                    .rto()
                    .isPresent()) {
                return;
            }
            watch(load, start, Duration.ofNanos(System.nanoTime() - start).plusSeconds(1), () -> false);
        }
    }

    /// Lets time pass until an instant after the start, or until something is so.
    private void watch(Load load, long start, Duration until, BooleanSupplier isOver) throws InterruptedException {
        long told = System.nanoTime();
        long acknowledged = load.ledger().acknowledgedSoFar();
        while (System.nanoTime() - start < until.toNanos() && !isOver.getAsBoolean()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            long now = System.nanoTime();
            if (now - told >= 1_000_000_000L) {
                long newest = load.ledger().acknowledgedSoFar();
                live.load(Duration.ofNanos(now - start), (newest - acknowledged) * 1e9 / (now - told));
                told = now;
                acknowledged = newest;
            }
        }
    }

    private boolean moved(Epoch before) {
        return places.order().stream()
                .filter(region -> !region.equals(fault.region()))
                .flatMap(region -> twin.status(region).stream())
                .anyMatch(status -> status.epoch() > before.number() && status.accepting());
    }

    private Optional<Api.Status> newest() {
        return places.order().stream()
                .flatMap(region -> twin.status(region).stream())
                .max(Comparator.comparingLong(Api.Status::index));
    }

    private Epoch epoch() {
        return new Epoch(newest().map(Api.Status::epoch).orElse(0L));
    }

    private Optional<RegionName> holder() {
        return newest().flatMap(Api.Status::holder);
    }

    // ---- what it came to ----

    /// What is known after the load has stopped; empty while it runs.
    private record Facts(
            Set<Long> surviving,
            Set<Long> onOldSide,
            Optional<Chronicle> chronicle,
            OptionalLong fence,
            OptionalLong arrived) {
        Facts() {
            this(Set.of(), Set.of(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
        }
    }

    private FaultFacts facts(Times times, Epoch before, Facts facts) {
        return new FaultFacts(
                new FaultFacts.Times(times.start(), times.fault(), times.healed(), facts.fence(), times.end()),
                new FaultFacts.OldSide(places.policy().home(), before),
                Set.copyOf(dead),
                new FaultFacts.Keys(facts.surviving(), facts.onOldSide()),
                facts.chronicle()
                        .map(chronicle -> chronicle.phaseEnds(facts.arrived()))
                        .orElse(Map.of()));
    }

    private DrillRun measured(Load load, Times times, Epoch before) throws IOException, InterruptedException {
        Chronicle chronicle = Chronicle.read(twin, times.fault());
        OptionalLong fence = Chronicle.fenceDeadline(twin, places.policy().home(), times.fault());
        Epoch after = epoch();
        RegionName serving = holder().orElse(places.policy().home());
        OptionalLong arrived = usersArrived(load, serving, times.fault());
        boolean hasMoved = after.supersedes(before);
        // Where nothing moved, or a further fault hit the region that it moved to.
        twin.reviveDatabase(serving);
        if (controls.contains(NegativeControl.ROW_DELETED)) {
            delete(serving, load.ledger().anAcknowledgedKey().orElseThrow());
        }
        Set<Long> surviving = keys(serving);
        Facts facts = new Facts(surviving, Set.of(), Optional.of(chronicle), fence, arrived);
        Outcome outcome = Outcomes.measure(load.ledger(), facts(times, before, facts));
        Optional<Duration> predictedLoss = hasMoved ? Verdicts.predictedLoss(chronicle) : Optional.empty();
        DrillRun.Move move = new DrillRun.Move(
                places.policy().home(), hasMoved ? Optional.of(serving) : Optional.empty(), before, after);
        DrillRun.Result result = Verdicts.result(fault, outcome, hasMoved, isAtPrimary());
        boolean right = Verdicts.isRight(places, fault, outcome, result, predictedLoss);
        return new DrillRun(
                text(),
                outcome,
                Predictions.of(places, predictedLoss),
                move,
                result,
                right,
                result == DrillRun.Result.REFUSED ? Verdicts.refusals(places, chronicle) : chronicle.heldBack(),
                Notes.of(outcome, times.fault(), dead.contains(serving) ? Optional.of(serving) : Optional.empty()),
                chronicle.moments(fault.text(), fence, times.healed()),
                chronicle.entries());
    }

    /// When the last surviving location had found its new way.
    private OptionalLong usersArrived(Load load, RegionName serving, long since) {
        return places.store().members().stream()
                .filter(location -> !dead.contains(location))
                .map(location -> load.firstConnected(location, serving))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .filter(at -> at >= since)
                .max();
    }

    private String text() {
        List<String> words = new ArrayList<>(List.of(fault.text()));
        further.forEach(another -> words.add(another.text()));
        return String.join(" + ", words);
    }

    /// The keys that the serving database holds.
    private Set<Long> keys(RegionName serving) throws InterruptedException {
        Session.Target target = target(serving);
        long deadline = System.nanoTime() + KEYS_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            Reply<List<Long>> reply = Session.open(target, ASK).then(session -> {
                try (session) {
                    return session.readAll("select key from orders", row -> row.getLong(1), ASK);
                }
            });
            if (reply instanceof Reply.Done<List<Long>>(List<Long> keys)) {
                return new HashSet<>(keys);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        live.event("the database of " + serving + " does not answer; no write can be found in it");
        return Set.of();
    }

    private void delete(RegionName serving, long key) {
        Session.open(target(serving), ASK).then(session -> {
            try (session) {
                return session.write("delete from orders where key = ?", ASK, key);
            }
        });
    }

    private Session.Target target(RegionName serving) {
        InetAddress host = Addresses.host(places.number(serving));
        return new Session.Target(host, new InetSocketAddress(host, Ports.POSTGRESQL), "postgres", "drill");
    }
}
