package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Holds promises of availability against what suppliers owe and what a failover costs.
///
/// At best no supplier fails but for one region a year, which costs the time to recover at best. As planned every
/// supplier delivers just what he owes: the front that all regions share counts in full, the regions as far as the
/// application can leave them (one loss a year, each as long as the planned recovery, and both regions at once by
/// chance), or in full where it cannot: together with each other place that writes stop without. Where no failover
/// brings it back, its outage lasts until the lost region returns, and the share of a year is unknown.
final class Availability {
    static final Duration YEAR = Duration.ofHours(8_766);

    private final Subject subject;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Availability(Subject subject) {
        this.subject = subject;
        for (Application application : subject.blueprint().applications().values()) {
            ofApplication(application);
        }
        for (Store store : subject.blueprint().stores().values()) {
            ofStore(store);
        }
        for (Journey journey : subject.topology().journeys().values()) {
            Stake.owner(subject, journey).ifPresent(application -> ofJourney(journey, application));
        }
    }

    /// Each promise with its verdict, for comparing two states of a file.
    SequencedMap<String, Verdict> verdicts() {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        promises.forEach(promise -> verdicts.put(promise.path() + "|" + promise.owner(), promise.verdict()));
        return verdicts;
    }

    List<Promise> promises() {
        return promises;
    }

    List<Finding> findings() {
        return findings;
    }

    private void ofApplication(Application application) {
        Topology.Objectives said = subject.said(application).objectives();
        String path = subject.path(application.name(), "objectives");
        Supply supply = Supply.of(subject, application);
        if (said.overall().availability().isPresent()) {
            double promised = said.overall().availability().getAsDouble();
            judge(path + ".availability", application.name(), promised, tried(application, supply));
            AvailabilityFindings.budget(
                            said,
                            path,
                            recovery(application),
                            time -> Recovery.whole(subject, application).span().isWithin(time))
                    .ifPresent(findings::add);
        }
        subject.topology().claims().values().stream()
                .filter(claim -> claim.figures().availability().isPresent() && isAbout(claim, application))
                .forEach(claim -> judge(
                        "claims." + claim.name() + ".availability",
                        "claim " + claim.name(),
                        claim.figures().availability().getAsDouble(),
                        tried(application, supply)));
        ofRegions(application, said.perRegion().availability(), path + ".perRegion.availability", supply);
    }

    private Optional<AvailabilityFindings.PromisedRecovery> recovery(Application application) {
        return AvailabilityFindings.PromisedRecovery.of(
                subject.said(application).objectives(),
                application.objectives().rto(),
                subject.path(application.name(), "objectives"));
    }

    /// A journey is out while its application fails over, so its error budget has to hold one failover: within the
    /// time that it promises itself, or else within that of its application.
    private void ofJourney(Journey journey, Application application) {
        Topology.Objectives own = journey.objectives();
        Topology.Objectives said = new Topology.Objectives(
                own.rto(),
                own.rpo(),
                own.overall(),
                own.perRegion(),
                own.measured().or(subject.said(application).objectives()::measured),
                own.disruptions());
        String path = "journeys." + journey.name() + ".objectives";
        if (said.overall().availability().isPresent()) {
            AvailabilityFindings.budget(
                            said,
                            path,
                            AvailabilityFindings.PromisedRecovery.of(said, said.rto(), path)
                                    .or(() -> recovery(application)),
                            time -> Recovery.sum(new Recovery(subject, application)
                                            .after(Reach.of(subject, journey), Promise.Disruption.REGION))
                                    .isWithin(time))
                    .ifPresent(findings::add);
        }
    }

    /// Reports whether a claim covers the whole application and states another figure than its objectives.
    private boolean isAbout(Claim claim, Application application) {
        String path = subject.path(application.name(), "objectives");
        boolean about = claim.at()
                .map(at -> at.equals(path) || at.equals(path + ".availability"))
                .orElse(subject.blueprint().applications().size() == 1);
        OptionalDouble promised =
                subject.said(application).objectives().overall().availability();
        return about && !promised.equals(claim.figures().availability());
    }

    /// What holds in each region is one promise, but for those that have their own.
    private void ofRegions(Application application, OptionalDouble everywhere, String path, Supply supply) {
        for (RegionName region : application.roles().keySet()) {
            OptionalDouble own =
                    subject.value(path + "@" + region).map(Scalars::share).orElse(OptionalDouble.empty());
            if (own.isPresent()) {
                judge(
                        path + "@" + region,
                        application.name() + " in " + region,
                        own.getAsDouble(),
                        new Tried(supply.of(cloud(region)), ReachedAvailability::alone, Optional.empty(), List.of()));
            }
        }
        if (everywhere.isPresent()) {
            judge(
                    path,
                    application.name() + " in each region",
                    everywhere.getAsDouble(),
                    new Tried(supply, ReachedAvailability::alone, Optional.empty(), List.of()));
        }
    }

    private void ofStore(Store store) {
        OptionalDouble promised = subject.said(store).objectives().overall().availability();
        if (promised.isPresent()) {
            Supply alone = Supply.of(Supply.store(subject, store.name()));
            judge(
                    "data." + store.name() + ".objectives.availability",
                    store.name(),
                    promised.getAsDouble(),
                    new Tried(alone, ReachedAvailability::alone, Optional.empty(), List.of()));
        }
    }

    /// @param byPeople whether people start each failover
    private FailoverMove move(Application application, RecoveryTime.Phase moved, boolean byPeople) {
        int serving = Math.max(2, ServingRegions.of(subject, application).size());
        return new FailoverMove(
                moved,
                serving,
                fatal(application, serving),
                byPeople,
                application.failover().mode() == Mode.AUTOMATIC,
                isSlow(application, moved),
                FailureSpread.isPinned(subject, application),
                home(application));
    }

    private Optional<String> home(Application application) {
        List<RegionName> serving = application.roles().entrySet().stream()
                .filter(role -> role.getValue() != Role.STANDBY)
                .map(role -> role.getKey())
                .toList();
        return serving.size() == 1 ? Optional.of(cloud(serving.getFirst())) : Optional.empty();
    }

    /// The number of regions whose common failure stops the application: enough to take the majority of the
    /// failover's control, or the standbys that a synchronous store waits for; else all of them.
    private int fatal(Application application, int regions) {
        int fatal = regions;
        int voters = application.failover().controlIn().size();
        if (!subject.isProviderRun(application) && voters > 0) {
            fatal = Math.min(fatal, voters - voters / 2);
        }
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = subject.store(name);
            if (store.replication().mode() == ReplicationMode.SYNC) {
                int standbys = store.members().size() - 1;
                fatal = Math.min(fatal, standbys - store.replication().waitFor() + 1);
            }
        }
        return Math.max(2, fatal);
    }

    /// Reports whether a failover is no help against short faults of a region. It is none where it takes longer
    /// than [PlanningValue#SHORT_FAULT], or where a managed store waits for a call that its provider's control
    /// does not make.
    private boolean isSlow(Application application, RecoveryTime.Phase moved) {
        boolean late = moved.span()
                .best()
                .filter(best -> PlanningValue.SHORT_FAULT
                        .time()
                        .plan()
                        .filter(fault -> best.compareTo(fault) > 0)
                        .isPresent())
                .isPresent();
        boolean waits = subject.isProviderRun(application)
                && Reach.of(subject, application.name()).stores().stream()
                        .map(subject::store)
                        .anyMatch(store -> {
                            Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
                            return back.way() == Comeback.Way.PROMOTED
                                    && back.starts() != Comeback.Starts.ITSELF
                                    && back.recovery().basis() != Term.Basis.DECLARED;
                        });
        return late || waits;
    }

    /// Reports whether people start each failover, by the terms that `failover.human` would change. A shorter
    /// fault then counts in full.
    private boolean isMovedByPeople(Application application, RecoveryTime.Phase whole) {
        String human = subject.path(application.name(), "failover.human.");
        return whole.terms().stream()
                .anyMatch(term -> term.path()
                                .filter(path -> path.startsWith(human))
                                .isPresent()
                        && term.span().plan().filter(time -> !time.isZero()).isPresent());
    }

    private Tried tried(Application application, Supply supply) {
        RecoveryTime.Phase moved = UsersLeftBehind.besideTheMoved(subject, application);
        RecoveryTime.Phase atOnce = new RecoveryTime.Phase(UsersLeftBehind.shares(subject, application));
        boolean byPeople = isMovedByPeople(application, moved);
        List<Supply.Part> needed = Needed.parts(subject, application);
        boolean stays = !FailureSpread.isIndependent(subject, application)
                || !needed.isEmpty()
                || FailureSpread.isHeld(subject, application);
        FailoverMove move = move(application, moved, byPeople);
        FailoverMove quick = move(application, atOnce, byPeople);
        return new Tried(
                supply,
                changed -> MovedAvailability.of(changed, needed, stays, move),
                Optional.of(changed -> MovedAvailability.of(changed, needed, stays, quick)),
                !stays && move.hasNoEnd() ? endings(application, moved) : List.of());
    }

    /// The changes by which each term without an end gets one.
    private List<String> endings(Application application, RecoveryTime.Phase moved) {
        List<Term> endless = Stream.concat(
                        moved.terms().stream(),
                        Reach.of(subject, application.name()).stores().stream()
                                .map(subject::store)
                                .map(store -> subject.wayBack(store, Promise.Disruption.REGION)
                                        .recovery()))
                .filter(term -> term.span().best().isEmpty())
                .toList();
        List<String> endings = new RecoveryCauses(subject).endings(application, endless, Promise.Disruption.REGION);
        return endings.isEmpty() ? List.of("a way back from the loss of a region for each part") : endings;
    }

    private String cloud(RegionName region) {
        return Objects.requireNonNull(subject.blueprint().regions().get(region)).cloud();
    }

    /// An availability that can be tried with other suppliers.
    ///
    /// @param atOnce the same if a failover took no time; empty where no failover is part of it
    /// @param endless what has to change for each term of a failover that never ends; empty where it ends
    record Tried(
            Supply supply,
            Function<Supply, ReachedAvailability> reached,
            Optional<Function<Supply, ReachedAvailability>> atOnce,
            List<String> endless) {
        ReachedAvailability asItIs() {
            return reached.apply(supply);
        }
    }

    private void judge(String path, String owner, double promised, Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        Verdict verdict = reached.verdict(promised);
        String plan = reached.plan().stream()
                .mapToObj(Availability::percent)
                .findFirst()
                .orElse("not bounded");
        promises.add(new Promise(
                path,
                owner,
                Promise.Objective.AVAILABILITY,
                Optional.empty(),
                percent(promised),
                percent(reached.best()),
                plan,
                Optional.empty(),
                verdict,
                reached.parts(),
                Optional.empty()));
        switch (verdict) {
            case ATTAINABLE -> {}
            case NOT_JUDGED -> findings.add(AvailabilityFindings.notJudged(path, owner, promised));
            case UNKNOWN -> findings.add(AvailabilityFindings.unknown(path, owner, promised, tried));
            case AT_RISK, UNATTAINABLE -> findings.add(AvailabilityFindings.of(path, owner, promised, tried));
        }
    }

    /// Time without service in a year.
    static String downtime(double share) {
        return Durations.text(Duration.ofSeconds(Math.round((1 - share) * YEAR.toSeconds())));
    }

    /// With as many nines as it has, at most four decimals, rounded down: nothing is promised by rounding.
    static String percent(double share) {
        BigDecimal value = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(6, RoundingMode.HALF_EVEN)
                .setScale(4, RoundingMode.DOWN);
        return value.stripTrailingZeros().toPlainString() + "%";
    }
}
