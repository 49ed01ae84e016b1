package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.assess.Decision.Asked;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The recovery of an application, or of a part of it, after a disruption: the phases that drills measure, with
/// the terms that follow from who acts and by which mechanism.
///
/// The mechanism is at its best on one side and as planned on the other: of `3 × every 30s` the first probe fails
/// at once at best, which leaves two intervals, and nearly one interval later as planned.
final class Recovery {
    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final Figures figures;
    private final Decision decision;
    private final DestinationDistances distances;
    private final Steps steps;
    private final UnaryOperator<Term> counted;
    private final boolean isOfTheMoved;

    Recovery(Subject subject, Application application) {
        this(subject, application, Steps.Figure.PLANNED);
    }

    /// @param figure whether steps take their planned time, or as long as their limits allow
    Recovery(Subject subject, Application application, Steps.Figure figure) {
        this(subject, application, figure, UnaryOperator.identity(), false);
    }

    private Recovery(
            Subject subject,
            Application application,
            Steps.Figure figure,
            UnaryOperator<Term> counted,
            boolean isOfTheMoved) {
        this.counted = counted;
        this.isOfTheMoved = isOfTheMoved;
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.figures = new Figures(subject);
        this.decision = new Decision(subject, application);
        this.distances = new DestinationDistances(subject, application);
        this.steps = new Steps(subject, application, figure).counting(counted);
    }

    /// The same of which each term counts as far as it has a figure ([KnownPart]).
    Recovery asFarAsKnown() {
        return new Recovery(subject, application, Steps.Figure.PLANNED, KnownPart::of, isOfTheMoved);
    }

    /// The same for the users who are moved, where nothing moves those of other entrances.
    Recovery ofTheMoved() {
        return new Recovery(subject, application, Steps.Figure.PLANNED, counted, true);
    }

    private Route route(Reach reach) {
        Route route = new Route(subject, figures, application, reach);
        return isOfTheMoved ? route.ofTheMoved() : route;
    }

    /// A store with its way back.
    record Returning(Store store, Comeback way) {}

    /// The phases until all that `reach` needs is there again.
    SequencedMap<String, RecoveryTime.Phase> after(Reach reach, Promise.Disruption disruption) {
        boolean isOfRegion = disruption == Promise.Disruption.REGION;
        if (isOfRegion && !reach.elsewhere() && new StoreAlone(subject, application).isAllOf(reach)) {
            return new StoreAlone(subject, application).phases(reach, counted);
        }
        List<Store> restored = isOfRegion ? LostQuorum.restoredByThePlan(subject, application, reach) : List.of();
        List<Store> awaited = reach.awaited(subject, disruption, application.primary());
        List<Returning> stores = Stream.concat(awaited.stream(), restored.stream())
                .map(store -> new Returning(store, counted(subject.wayBack(store, disruption))))
                .toList();
        return switch (disruption) {
            case REGION -> leaving(reach, stores, disruption, false);
            case ZONE ->
                staysInItsRegion(stores) && awaited.size() == reach.stores().size()
                        ? inPlace(reach, stores)
                        : leaving(reach, stores, disruption, false);
            case CORRUPTION -> restored(stores);
            case BAD_DEPLOY -> rolledBack(stores);
            case PLANNED -> planned(reach, stores);
        };
    }

    /// Whether a store that `reach` needs leaves its region with the loss of a zone.
    boolean leavesForAZone(Reach reach) {
        return reach.stores().stream().map(subject::store).anyMatch(store -> switch (subject.wayBack(
                        store, Promise.Disruption.ZONE)
                .way()) {
            case PROMOTED, WRITABLE -> true;
            case STAYS, OWN_ELSEWHERE, MADE_AGAIN, RESTORED, WITHOUT_QUORUM, LOST -> false;
        });
    }

    /// Whether something that `reach` needs moves only when the control of the failover decides it: a store that
    /// does not come back by itself, users whom no health check turns, or steps of the plan.
    boolean waitsForControl(Reach reach) {
        if (!reach.elsewhere() && new StoreAlone(subject, application).isAllOf(reach)) {
            return false;
        }
        boolean ofAStore = !reach.elsewhere()
                && reach.stores().stream()
                        .map(subject::store)
                        .map(store -> subject.wayBack(store, Promise.Disruption.REGION))
                        .anyMatch(back -> back.starts() != Comeback.Starts.ITSELF);
        Route route = route(reach);
        boolean hasUsers = !reach.services().isEmpty() || reach.elsewhere();
        boolean ofUsers = hasUsers && !route.movesByItself() && !route.hasNoTurn();
        ServedSteps part = ServedSteps.of(subject, application, reach, route.movesByItself(), ofAStore);
        return ofAStore || ofUsers || steps.of(part).areWaitedFor();
    }

    /// The time in which an application leaves a region with all that it needs.
    static Span total(Subject subject, Application application) {
        return whole(subject, application).span();
    }

    /// The same with its terms.
    static RecoveryTime.Phase whole(Subject subject, Application application) {
        return new Recovery(subject, application).whole();
    }

    /// The terms of the move of the whole application.
    RecoveryTime.Phase whole() {
        return new RecoveryTime.Phase(
                after(Reach.of(subject, application.name()), Promise.Disruption.REGION).values().stream()
                        .flatMap(phase -> phase.terms().stream())
                        .toList());
    }

    static Span sum(SequencedMap<String, RecoveryTime.Phase> phases) {
        return phases.values().stream().map(RecoveryTime.Phase::span).reduce(Span.ZERO, Span::plus);
    }

    /// Whether all that `reach` needs comes back from a lost zone in its region, so that no step of the move to
    /// another one is part of it.
    boolean isInPlaceAfterAZone(Reach reach) {
        return staysInItsRegion(reach.stores().stream()
                .map(subject::store)
                .map(store -> new Returning(store, subject.wayBack(store, Promise.Disruption.ZONE)))
                .toList());
    }

    /// A zone is left within its region where the network spans several, and each store does or is restored there.
    /// One that nothing brings back is no reason to go: it is not in another region either.
    private boolean staysInItsRegion(List<Returning> stores) {
        Optional<Topology.Count> zones = subject.topology().network().zones();
        boolean oneZone = zones.filter(count -> count.least().orElse(1) < 2).isPresent();
        List<Returning> left =
                stores.stream().filter(store -> !store.way().isGone()).toList();
        boolean silent = left.isEmpty() && (zones.isEmpty() || !stores.isEmpty());
        return !oneZone
                && !silent
                && left.stream()
                        .allMatch(store -> store.way().way() == Comeback.Way.STAYS
                                || LostZone.isRestoredInPlace(subject, store.store()));
    }

    /// A provider moves its stores to another zone by itself; for stores that Meridian runs it notices and decides
    /// as ever. Where a store is restored because its zone is lost, services may need new copies in another one
    /// too.
    private SequencedMap<String, RecoveryTime.Phase> inPlace(Reach reach, List<Returning> stores) {
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        if (stores.stream().anyMatch(store -> store.way().starts() != Comeback.Starts.ITSELF)) {
            SequencedMap<String, RecoveryTime.Phase> moving = leaving(reach, stores, Promise.Disruption.ZONE, true);
            phases.put("detect", Objects.requireNonNull(moving.get("detect")));
            phases.put("hold", Objects.requireNonNull(moving.get("hold")));
            phases.put("fence", Objects.requireNonNull(moving.get("fence")));
        }
        phases.put(
                "promote",
                phase(SlowestReturn.of(
                        stores.stream().map(store -> store.way().recovery()).toList())));
        if (stores.stream().anyMatch(store -> store.way().way() != Comeback.Way.STAYS)) {
            new ServiceZones(subject, application, reach)
                    .missingBesideARestore()
                    .ifPresent(missing -> phases.put("scale", phase(counted.apply(missing))));
        }
        return phases;
    }

    /// A move that is planned has nothing to detect, and people have decided it before it begins. Its steps are
    /// those that it takes when there is time.
    private SequencedMap<String, RecoveryTime.Phase> planned(Reach reach, List<Returning> stores) {
        Route route = route(reach);
        boolean promotes = stores.stream().anyMatch(Recovery::isPromoted);
        RecoveryTime.Successor successor = new RecoveryTime.Successor(
                SlowestReturn.of(
                        stores.stream().map(store -> store.way().recovery()).toList()),
                Figures.none("standby"),
                counted.apply(new Capacity(subject, application).scale()),
                route.ttl(reach, Promise.Disruption.REGION, counted),
                route.tail(),
                distances.users(subject.destination(application)));
        return new Steps(subject, application, Steps.Figure.GRACEFUL)
                .counting(counted)
                .of(ServedSteps.of(subject, application, reach, false, promotes))
                .among(predicted(decision.none(), successor, route), new LinkedHashMap<>());
    }

    /// Corruption and bad versions are seen by people, and a restore is started by them.
    private SequencedMap<String, RecoveryTime.Phase> restored(List<Returning> stores) {
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        phases.put("hold", phase(counted.apply(decision.people())));
        phases.put(
                "promote",
                phase(SlowestReturn.of(
                        stores.stream().map(store -> store.way().recovery()).toList())));
        return phases;
    }

    /// Users wait for the stores that go back with the program, or for its rollout where none does.
    private SequencedMap<String, RecoveryTime.Phase> rolledBack(List<Returning> stores) {
        List<Returning> concerned = BadVersion.concerned(subject, stores);
        SequencedMap<String, RecoveryTime.Phase> phases = restored(concerned);
        if (concerned.isEmpty()) {
            phases.put("scale", phase(counted.apply(BadVersion.rollout())));
        }
        return phases;
    }

    private static RecoveryTime.Phase phase(Term term) {
        return new RecoveryTime.Phase(term.isNothing() ? List.of() : List.of(RecoveryTime.spelled(term)));
    }

    private static SequencedMap<String, RecoveryTime.Phase> empty() {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>();
        RecoveryTime.PHASES.forEach(name -> phases.put(name, new RecoveryTime.Phase(List.of())));
        return phases;
    }

    /// @param home whether the voter of the primary's region goes on
    private SequencedMap<String, RecoveryTime.Phase> leaving(
            Reach reach, List<Returning> stores, Promise.Disruption disruption, boolean home) {
        List<Returning> own = stores.stream()
                .filter(store -> !PhaseGates.isMovedByAnother(application, store.store())
                        && store.way().starts() != Comeback.Starts.ITSELF)
                .toList();
        SequencedMap<String, List<Term>> gates =
                new PhaseGates(subject, application, counted).of(reach, stores, disruption);
        Optional<RegionName> target = subject.destination(application);
        Route route = route(reach);
        boolean promotes = own.stream().anyMatch(Recovery::isPromoted);
        Steps part = steps.of(ServedSteps.of(subject, application, reach, route.movesByItself(), promotes));
        Decision.Need need = new Decision.Need(asked(own, route, part), promotes, home);
        Steps all = disruption == Promise.Disruption.REGION ? part.withoutTheRegion() : part;
        boolean isServed = reach.elsewhere() && route.movesByItself();
        Steps afterwards = !isServed && grows(reach, target) ? all : all.withoutScale();
        boolean isLeftAlone = own.isEmpty() && route.hasNoTurn() && !part.areWaitedFor();
        RecoveryTime.Control control = isLeftAlone ? decision.none() : counted(decision.control(target, need));
        List<Term> promotions = own.stream()
                .map(store -> steps.promotionOf(store.store(), planned(store, disruption)))
                .toList();
        RecoveryTime.Successor successor = new RecoveryTime.Successor(
                SlowestReturn.of(promotions),
                distances.standby(target),
                isServed ? Figures.none("scale") : counted.apply(new Capacity(subject, application).scale()),
                route.ttl(reach, disruption, counted),
                route.tail(),
                distances.users(target));
        SequencedMap<String, RecoveryTime.Phase> predicted = disruption == Promise.Disruption.REGION
                ? predicted(control, successor, route)
                : RecoveryTime.predict(control, successor);
        if (!isLeftAlone && need.asked() != Asked.NEVER) {
            NoticeAlarms.lasting(subject, application)
                    .ifPresent(lasting -> predicted.computeIfPresent("detect", (_, phase) -> with(phase, lasting)));
        }
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>(afterwards.among(predicted, gates));
        phases.computeIfPresent("promote", (_, phase) -> SlowestReturn.apart(phase, promotions));
        return phases;
    }

    /// The time in which a store is there again. Of one that comes back by a restore the time that the plan
    /// declares for its promotion stands above that of its backups.
    private Term planned(Returning store, Promise.Disruption disruption) {
        Term recovery = store.way().recovery();
        return store.way().way() == Comeback.Way.RESTORED && disruption == Promise.Disruption.REGION
                ? steps.promotion(store.store()).orElse(recovery)
                : recovery;
    }

    /// The phases with the users whom nothing moves.
    private SequencedMap<String, RecoveryTime.Phase> predicted(
            RecoveryTime.Control control, RecoveryTime.Successor successor, Route route) {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>(RecoveryTime.predict(control, successor));
        route.leftBehind()
                .forEach(left -> phases.computeIfPresent("route", (_, phase) -> with(phase, counted.apply(left))));
        return phases;
    }

    private static RecoveryTime.Phase with(RecoveryTime.Phase phase, Term last) {
        return new RecoveryTime.Phase(
                Stream.concat(phase.terms().stream(), Stream.of(last)).toList());
    }

    private Comeback counted(Comeback back) {
        return new Comeback(back.way(), counted.apply(back.recovery()), back.loss(), back.starts());
    }

    private RecoveryTime.Control counted(RecoveryTime.Control control) {
        return new RecoveryTime.Control(
                counted.apply(control.probeEvery()),
                counted.apply(control.probeTimeout()),
                control.probeFailures(),
                counted.apply(control.hold()),
                counted.apply(control.reportEvery()),
                control.silentAfter(),
                counted.apply(control.people()),
                control.lease(),
                counted.apply(control.roundTrip()));
    }

    /// Whether a declared step `scale` is about the destination: one that names its parts is about these, and an
    /// active region that has its whole size does not grow.
    private boolean grows(Reach reach, Optional<RegionName> target) {
        Failover.Step scale = said.steps().get("scale");
        if (scale == null || target.isEmpty()) {
            return true;
        }
        boolean isOfOthers = !scale.of().isEmpty()
                && scale.of().keySet().stream()
                        .noneMatch(name -> reach.services().contains(name)
                                || reach.stores().contains(name));
        boolean isWhole = application.roles().get(target.get()) == Role.ACTIVE
                && said.scale().isEmpty()
                && new Capacity(subject, application).started(target.get()).isEmpty()
                && new Capacity(subject, application).before(target.get()) >= 1;
        return !isOfOthers && !isWhole;
    }

    private static boolean isPromoted(Returning store) {
        return store.way().way() == Comeback.Way.PROMOTED;
    }

    /// People are not asked where every store recovers by itself, health checks move the users, and no plan has
    /// to be started. An automatic control of a provider makes the calls that a person would make; it restores
    /// and rebuilds nothing, and refuses no loss.
    private Asked asked(List<Returning> stores, Route route, Steps part) {
        if (stores.isEmpty() && route.movesByItself() && !part.areWaitedFor()) {
            return Asked.NEVER;
        }
        if (steps.waitForPeople()) {
            return Asked.ALWAYS;
        }
        boolean called =
                subject.isProviderRun(application) && application.failover().mode() == Mode.AUTOMATIC;
        if (stores.stream()
                .filter(store -> !called || !isPromoted(store) || isByHand(store.store()))
                .filter(store -> store.way().way() != Comeback.Way.LOST)
                .anyMatch(store -> store.way().starts() == Comeback.Starts.PEOPLE)) {
            return Asked.ALWAYS;
        }
        return !called && stores.stream().anyMatch(store -> store.way().starts() == Comeback.Starts.UNLESS_REFUSED)
                ? Asked.PERHAPS
                : Asked.AS_SAID;
    }

    /// Whether the file says that a person promotes it, whatever else moves by itself.
    private boolean isByHand(Store store) {
        return steps.promoter(store).filter(Failover.Promoter.HUMAN::equals).isPresent();
    }

    /// For example `detect 1m30s + route 1m`.
    static String sum(SequencedMap<String, RecoveryTime.Phase> phases, boolean best) {
        List<String> parts = new ArrayList<>();
        phases.forEach((name, phase) -> {
            Optional<Duration> side = best ? phase.span().best() : phase.span().plan();
            if (side.isEmpty() || !side.get().isZero()) {
                parts.add(name + " " + side.map(time -> text(time)).orElse("without bound"));
            }
        });
        return parts.isEmpty() ? "nothing" : String.join(" + ", parts);
    }
}
