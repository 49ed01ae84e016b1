package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.agent.Api;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.LossLedger;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Outcomes;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// One fault, from the load before it to what is left after it.
///
/// ```
///   load ──20 s──▶ fault ──▶ role moved? ──▶ writes go on for 5 s? ──▶ load stops ──▶ which keys are there?
///                     └─ blip, pause: ends by itself ──▶ healed ──▶ …
/// ```
///
/// Further faults happen at their own times; the load goes on until the last of them is over as well.
final class Drill {
    /// A recovery counts when writes go on for 5 s (CONTRACTS); a second more, so that the last bucket is
    /// whole.
    private static final Duration SUSTAINED = Duration.ofSeconds(6);

    private static final Duration FOR_EVER = Duration.ofDays(365);
    /// How long users may take to be served again, after a move or without one: processes that a fault ended
    /// have to start, and what serves has to serve for five seconds.
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(30);
    private static final Duration LONGEST_REJOIN = Duration.ofSeconds(25);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Twin twin;
    private final Places places;
    private final Fault fault;
    private final List<Fault> faults;
    private final Set<NegativeControl> controls;
    private final Live live;

    private final Severed severed;
    private final AtomicLong firstStruck = new AtomicLong(Long.MAX_VALUE);

    /// Whoever made a fault takes it back.
    private final Map<Fault, Injector> injectors = new ConcurrentHashMap<>();

    /// What is told while it goes on.
    interface Live {
        /// Something happened.
        void event(String text);

        /// How the load does; called about once a second.
        void load(Duration sinceStart, double writesPerSecond);
    }

    /// @param faults the one that the outcome is about first
    Drill(Twin twin, List<Fault> faults, Set<NegativeControl> controls, Live live) {
        this.twin = twin;
        this.places = twin.places();
        this.fault = faults.getFirst();
        this.faults = faults;
        this.controls = controls;
        this.live = live;
        this.severed = new Severed(places.setting(), faults);
    }

    /// What happened, on one clock.
    ///
    /// @param settled when the last fault was made or undone
    private record Times(long start, long fault, OptionalLong healed, long settled, long end) {}

    /// @throws Twin.CannotBoot if a fault could not be made, or if nobody can say what came of it
    DrillRun run() throws Twin.CannotBoot, IOException, InterruptedException {
        Load load = Load.of(places);
        Epoch before = epoch();
        long start = System.nanoTime();
        if (controls.contains(NegativeControl.SLOW_LINKS)) {
            slowLinks();
        }
        load.start();
        Times times;
        FurtherFaults others = FurtherFaults.begin(faults.subList(1, faults.size()), start, hand());
        try {
            watch(load, start, fault.start(), () -> false);
            if (firstStruck.get() == Long.MAX_VALUE) {
                Readiness.mustBeAtHome(places.policy().home(), holder(), fault.text());
            }
            long struck = strike(fault);
            OptionalLong healed = follow(load, start, struck, before);
            long settled = settle(load, start, healed.orElse(struck), others);
            load.stop();
            times = new Times(start, struck, healed, settled, System.nanoTime());
        } finally {
            others.end();
            load.stop();
        }
        // Before whatever lasts to the end is taken back: what happens then is not the fault's doing any more.
        After after = new After(epoch(), serving(), severed.at(serving()));
        Verdicts.lasting(faults).stream()
                .filter(each -> each.kind().ends())
                .forEach(each -> injector(each).heal());
        return measured(load, times, before, after);
    }

    /// What was so when the load had stopped.
    private record After(Epoch epoch, RegionName serving, Set<RegionName> severed) {}

    private long strike(Fault another) throws Twin.CannotBoot, InterruptedException {
        long at = injector(another).strike();
        severed.struck(another);
        firstStruck.accumulateAndGet(at, Math::min);
        live.event(another.text());
        return at;
    }

    private Injector injector(Fault another) {
        return injectors.computeIfAbsent(another, it -> new Injector(twin, it));
    }

    private void heal(Fault another) {
        severed.ends(another, serving());
        injector(another).heal();
        live.event(faults.size() == 1 ? "healed" : another.text() + " healed");
    }

    private FurtherFaults.Hand hand() {
        return new FurtherFaults.Hand() {
            @Override
            public void strike(Fault another) throws Twin.CannotBoot, InterruptedException {
                Drill.this.strike(another);
            }

            @Override
            public void heal(Fault another) {
                Drill.this.heal(another);
            }
        };
    }

    /// Waits until the further faults are over and users are served after them, or it is clear that they are
    /// not.
    ///
    /// @param judged when the fault that is judged was made, or undone
    /// @return when the last fault was made or undone
    private long settle(Load load, long start, long judged, FurtherFaults others)
            throws Twin.CannotBoot, InterruptedException {
        watch(load, start, FOR_EVER, others::areOver);
        others.check();
        long settled = Math.max(judged, others.lastChange().orElse(judged));
        if (settled > judged) {
            Duration since = Duration.ofNanos(System.nanoTime() - settled);
            awaitServed(load, start, settled, patience().plus(LONGEST_OUTAGE).minus(since));
        }
        return settled;
    }

    private void slowLinks() {
        for (RegionName region : places.store().members()) {
            if (!region.equals(places.policy().home())) {
                twin.wan().link(places.policy().home(), region).delay(SLOW);
            }
        }
    }

    /// Waits for what has to happen after the fault, and for the load to show that it lasts.
    private OptionalLong follow(Load load, long start, long struck, Epoch before) throws InterruptedException {
        OptionalLong healed = OptionalLong.empty();
        if (fault.lasts().isPresent()) {
            // Always undone under load: the moment at which the old side is back is the one to look at.
            Duration until = Duration.ofNanos(struck - start).plus(fault.lasts().get());
            watch(load, start, until, () -> false);
            heal(fault);
            healed = OptionalLong.of(System.nanoTime());
        }
        Duration limit = Duration.ofNanos(System.nanoTime() - start).plus(patience());
        Judgement.Role right = Judgement.role(faults, places.setting());
        if (fault.drivesOutOf(places.policy().home()) || right == Judgement.Role.MOVES) {
            watch(load, start, limit, () -> moved(before));
            live.event(
                    moved(before) ? "moved to " + holder().map(RegionName::text).orElse("?") : "nothing moved");
        }
        if (right == Judgement.Role.STAYS
                && fault.kind().ends()
                && fault.lasts().isEmpty()) {
            // As long as a move would take if there were one.
            watch(load, start, limit, () -> moved(before));
        }
        if (!moved(before) && !places.setting().isServiceDue(Verdicts.lasting(faults))) {
            return healed;
        }
        long now = System.nanoTime();
        watch(load, start, Duration.ofNanos(now - start).plus(SUSTAINED), () -> false);
        awaitServed(load, start, struck, LONGEST_OUTAGE.minus(SUSTAINED));
        return healed;
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

    /// Waits until users of all surviving locations have been served for five seconds, readers too, at most so
    /// long.
    private void awaitServed(Load load, long start, long since, Duration longest) throws InterruptedException {
        long limit = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < limit && !areAllServed(load, start, since)) {
            watch(load, start, Duration.ofNanos(System.nanoTime() - start).plusSeconds(1), () -> false);
        }
    }

    private boolean areAllServed(Load load, long start, long since) {
        Outcome now = measured(load, start, since, System.nanoTime(), severed.at(serving()));
        return now.rto().isPresent() && now.readRto().isPresent();
    }

    /// Until the end of the load: that nothing is answered after it says nothing.
    private boolean isServed(Load load, Times times, Set<RegionName> dead) {
        return measured(load, times.start(), times.settled(), times.end(), dead)
                .rto()
                .isPresent();
    }

    private Outcome measured(Load load, long start, long since, long end, Set<RegionName> dead) {
        Times sinceThen = new Times(start, since, OptionalLong.empty(), since, end);
        return Outcomes.measure(load.ledger(), facts(sinceThen, Epoch.NONE, dead, new Facts()));
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
                .filter(region -> !fault.strikes(region))
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

    private RegionName serving() {
        return holder().orElse(places.policy().home());
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
            Optional<FaultFacts.Fence> fence,
            OptionalLong arrived) {
        Facts() {
            this(Set.of(), Set.of(), Optional.empty(), Optional.empty(), OptionalLong.empty());
        }
    }

    private FaultFacts facts(Times times, Epoch before, Set<RegionName> dead, Facts facts) {
        return new FaultFacts(
                new FaultFacts.Times(times.start(), times.fault(), times.healed(), facts.fence(), times.end()),
                new FaultFacts.OldSide(places.policy().home(), before),
                dead,
                new FaultFacts.Keys(facts.surviving(), facts.onOldSide()),
                facts.chronicle()
                        .map(chronicle -> chronicle.phaseEnds(facts.arrived()))
                        .orElse(Map.of()));
    }

    private DrillRun measured(Load load, Times times, Epoch before, After after)
            throws Twin.CannotBoot, IOException, InterruptedException {
        Chronicle chronicle = Chronicle.read(twin, times.fault());
        RegionName home = places.policy().home();
        Optional<FaultFacts.Fence> fence = Chronicle.fence(twin, home, times.fault());
        RegionName serving = after.serving();
        OptionalLong arrived = usersArrived(load, after, times.fault());
        // Where nothing moved, or a further fault hit the region that it moved to.
        twin.reviveDatabase(serving);
        ServingDatabase database = new ServingDatabase(twin, serving);
        if (controls.contains(NegativeControl.ROW_DELETED)) {
            database.delete(load.ledger().anAcknowledgedKey().orElseThrow());
        }
        Set<Long> surviving = database.keys();
        Facts facts = new Facts(surviving, Set.of(), Optional.of(chronicle), fence, arrived);
        Outcome outcome = Outcomes.measure(load.ledger(), facts(times, before, after.severed(), facts));
        boolean hasMoved = after.epoch().supersedes(before);
        Optional<Duration> predictedLoss = hasMoved ? Verdicts.predictedLoss(chronicle) : Optional.empty();
        Verdicts.Run run = new Verdicts.Run(hasMoved, isServed(load, times, after.severed()));
        DrillRun.Result result = Verdicts.result(places, faults, outcome, run);
        return new DrillRun(
                text(),
                outcome,
                Predictions.of(places, predictedLoss),
                new DrillRun.Move(home, hasMoved ? Optional.of(serving) : Optional.empty(), before, after.epoch()),
                result,
                Verdicts.otherwise(places, faults, outcome, seen(chronicle, outcome, fence, run), predictedLoss),
                chronicle.sightings(home, firstStruck.get()),
                result == DrillRun.Result.REFUSED ? Verdicts.refusals(places, chronicle) : chronicle.heldBack(),
                Notes.of(outcome, times.fault(), Optional.of(serving).filter(this::isTakenAway)),
                chronicle.moments(fault.text(), fence, times.healed()),
                chronicle.entries(),
                hasMoved ? lossLedger(home) : Optional.empty());
    }

    /// What the old side had and the new one has not; it is known once that side is back and has a new copy.
    /// Empty for one that never comes back, or has not in so long.
    private Optional<LossLedger> lossLedger(RegionName home) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_REJOIN.toNanos();
        Optional<LossLedger> ledger = Agent.lossLedger(twin.directoryOf(home));
        while (ledger.isEmpty() && comesBack() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            ledger = Agent.lossLedger(twin.directoryOf(home));
        }
        return ledger;
    }

    /// Whether its users are still cut off with it.
    private boolean isTakenAway(RegionName region) {
        return Verdicts.lasting(faults).stream().anyMatch(each -> each.silences(region));
    }

    private boolean comesBack() {
        return faults.stream()
                .map(Fault::kind)
                .noneMatch(kind -> kind == Fault.Kind.REGION_LOSS || kind == Fault.Kind.PROCESS_LOSS);
    }

    private Judgement.Seen seen(
            Chronicle chronicle, Outcome outcome, Optional<FaultFacts.Fence> fence, Verdicts.Run run) {
        RegionName home = places.policy().home();
        return new Judgement.Seen(
                run.hasMoved(),
                chronicle.isRerouted(),
                outcome.rto().isPresent() && run.isServed(),
                !chronicle.sightings(home, firstStruck.get()).isEmpty(),
                chronicle.isRenewedInTime(home, places.policy().lease().holderStopsAfter()),
                outcome.rto(),
                fence.map(it -> Duration.ofNanos(it.ordered() - chronicle.faultAt())
                        .plus(outcome.fence().orElse(Duration.ZERO))));
    }

    /// When the last surviving location had found its new way.
    private OptionalLong usersArrived(Load load, After after, long since) {
        return places.store().members().stream()
                .filter(location -> !after.severed().contains(location))
                .map(location -> load.firstConnected(location, after.serving()))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .filter(at -> at >= since)
                .max();
    }

    private String text() {
        return faults.stream().map(Fault::text).collect(Collectors.joining(" + "));
    }
}
