package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the ways in which each store comes back, by kind of disruption, and chooses one of them.
///
/// A lost region takes with it all that has not left it. A lost zone takes less where the store spans zones; else
/// it is as bad as the region. Against corruption and a bad version replicas do not help, since they replicate the
/// damage: only a backup or a history does.
///
/// A store with several ways back has one for all promises about a disruption: the one that keeps most of them
/// ([WayChoice]).
final class Comebacks {
    private final Subject subject;
    private final Figures figures;
    private final Losses losses;
    private final StoreMechanisms mechanisms;
    private final Backups backups;

    Comebacks(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.losses = new Losses(subject);
        this.mechanisms = new StoreMechanisms(subject);
        this.backups = new Backups(subject);
    }

    /// The way back that counts for all promises.
    Comeback after(Store store, Promise.Disruption disruption) {
        return subject.wayBack(store, disruption);
    }

    /// Every way back that the file has, the usual one first.
    List<Comeback> ways(Store store, Promise.Disruption disruption) {
        return switch (disruption) {
            case REGION -> lostRegion(store, new LinkedHashSet<>());
            case ZONE -> lostZone(store);
            case CORRUPTION, BAD_DEPLOY -> List.of(damaged(store, new LinkedHashSet<>()));
        };
    }

    /// Whether the file says that it spans two zones or more, or its kind does by itself.
    boolean spansZones(Store store) {
        return new StoreZones(subject, store)
                .least()
                .map(least -> least >= 2)
                .orElseGet(() -> mechanisms.isOverZonesByItself(store) || votesOverZones(store));
    }

    /// Whether a store that elects has three nodes or more in each region, and the network spreads over zones.
    private boolean votesOverZones(Store store) {
        boolean network = subject.topology().network().zones().stream()
                .anyMatch(count -> count.least().orElse(1) >= 3);
        Storage.Store said = said(store);
        boolean nodes = !said.members().isEmpty()
                && said.members().values().stream()
                        .allMatch(member -> member.nodes()
                                .filter(count -> count.least().orElse(1) >= 3)
                                .isPresent());
        return network && nodes && store.replication().mode() == ReplicationMode.QUORUM;
    }

    private Storage.Store said(Store store) {
        return Objects.requireNonNull(subject.topology().stores().get(store.name()));
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }

    /// The recovery within its region of a store that spans zones.
    Comeback inItsRegion(Store store) {
        String path = path(store, "zones");
        boolean synchronous = new StoreZones(subject, store).isSynchronousInside();
        Term kept = figures.declared(
                "a commit waits for a member in another zone",
                Span.ZERO,
                "what was acknowledged is there",
                path(store, "replication.edges"));
        return mechanisms
                .inZones(store)
                .filter(row -> !isPromotedByOthers(store) || !row.name().contains("Meridian"))
                .map(mechanism -> new Comeback(
                        Comeback.Way.STAYS,
                        Figures.recovery(mechanism, path),
                        synchronous ? kept : Figures.loss(mechanism, path),
                        mechanism.starter() == Mechanism.Starter.CONTROL
                                ? Comeback.Starts.CONTROL
                                : Comeback.Starts.ITSELF))
                .orElseGet(() -> {
                    String what = mechanisms.description(store, StoreMechanisms.via(store));
                    return new Comeback(
                            Comeback.Way.STAYS,
                            Term.unknown(
                                    "time to recover `" + store.name() + "` in another zone",
                                    "nothing is known of how " + what
                                            + " survives a zone; declare `disruptions.zone` drills, or another kind",
                                    path),
                            synchronous
                                    ? kept
                                    : Term.unknown(
                                            "loss of `" + store.name() + "` with a zone",
                                            "nothing is known of how " + what + " survives a zone",
                                            path),
                            Comeback.Starts.ITSELF);
                });
    }

    private List<Comeback> lostZone(Store store) {
        List<Comeback> away = lostRegion(store, new LinkedHashSet<>());
        if (!spansZones(store)) {
            List<Comeback> either = new ArrayList<>();
            away.forEach(way -> either.add(zonesUnknown(store, way).orElse(way)));
            return either;
        }
        List<Comeback> ways = new ArrayList<>(List.of(inItsRegion(store)));
        ways.addAll(away);
        return ways;
    }

    /// A store of which nothing says over how many zones it spreads. At worst a zone takes it like its region; where
    /// that breaks a promise, which its way back within the region would keep, it is not known whether it holds.
    ///
    /// @param away the way back from the loss of its region
    private Optional<Comeback> zonesUnknown(Store store, Comeback away) {
        boolean narrow = subject.topology().network().zones().stream()
                .anyMatch(count -> count.most().orElse(2) == 1);
        boolean oneMachine = !store.managed() && !store.byOperator() && away.way() == Comeback.Way.LOST;
        boolean declared = new StoreZones(subject, store).least().isPresent();
        if (declared || narrow || oneMachine || store.kind() == StoreKind.VOLUME) {
            return Optional.empty();
        }
        String path = path(store, "zones");
        Term unknown = Term.unknown(
                "zones of `" + store.name() + "`",
                "nothing says over how many zones it spreads; declare `" + path + "`",
                path);
        Comeback within = inItsRegion(store);
        boolean tooLong = breaks(store, Promise.Objective.RTO) && !isTooLong(store, within, away);
        boolean tooMuch = breaks(store, Promise.Objective.RPO) && !losesTooMuch(store, within);
        return Optional.of(new Comeback(
                tooLong ? Comeback.Way.STAYS : away.way(),
                tooLong
                        ? unknown.with(from(atBest(away.recovery(), within.recovery())))
                        : atBest(away.recovery(), within.recovery()),
                tooMuch ? unknown.with(from(atBest(away.loss(), within.loss()))) : atBest(away.loss(), within.loss()),
                tooLong ? Comeback.Starts.ITSELF : away.starts()));
    }

    /// The figures of the loss of a region, with those of a lost zone at best where these are better.
    private static Term atBest(Term away, Term within) {
        Optional<Duration> best = Stream.of(away, within)
                .flatMap(term -> term.span().best().stream())
                .min(Comparator.naturalOrder());
        return best.equals(away.span().best())
                ? away
                : away.with(new Span(best, away.span().plan()));
    }

    private static Span from(Term term) {
        return new Span(term.span().best(), Optional.empty());
    }

    private Stream<Stake> zoneStakes(Store store, Promise.Objective objective) {
        return WayChoice.stakes(subject, store, Promise.Disruption.ZONE).stream()
                .filter(stake -> stake.objective() == objective);
    }

    /// A promise for a zone as if the zone took the store, and no other store, like its region.
    private Outcome likeItsRegion(Store store, Stake stake) {
        List<String> others = subject.blueprint().stores().keySet().stream()
                .filter(name -> !name.equals(store.name()))
                .toList();
        return Outcome.of(subject, stake.ofRegion().without(others));
    }

    /// Whether a promise for a zone would be broken, or put at risk, if the zone took the store like its region.
    private boolean breaks(Store store, Promise.Objective objective) {
        return zoneStakes(store, objective)
                .anyMatch(stake -> likeItsRegion(store, stake).verdict(stake.bound()) != Verdict.ATTAINABLE);
    }

    private boolean losesTooMuch(Store store, Comeback within) {
        return zoneStakes(store, Promise.Objective.RPO)
                .anyMatch(stake -> within.loss().span().cannotBeWithin(stake.bound()));
    }

    /// Whether the recovery within the region is too long as well. A control that starts it takes its own time, as
    /// it does for a region.
    private boolean isTooLong(Store store, Comeback within, Comeback away) {
        return zoneStakes(store, Promise.Objective.RTO).anyMatch(stake -> {
            Span promotion = within.recovery().span();
            Optional<Duration> instead = away.recovery().span().best();
            if (within.starts() != Comeback.Starts.CONTROL
                    || instead.isEmpty()
                    || promotion.best().isEmpty()) {
                return promotion.cannotBeWithin(stake.bound());
            }
            return likeItsRegion(store, stake)
                    .span()
                    .best()
                    .map(whole ->
                            whole.minus(instead.get()).plus(promotion.best().get()))
                    .filter(whole -> whole.compareTo(stake.bound()) <= 0)
                    .isEmpty();
        });
    }

    /// @param asked stores whose way back leads here: a circle of replays brings nothing back
    private List<Comeback> lostRegion(Store store, Set<String> asked) {
        if (isDisposable(store)) {
            Term none =
                    figures.declared("declared disposable", Span.ZERO, "`disposable: true`", path(store, "disposable"));
            return List.of(new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.ITSELF));
        }
        if (Outcome.isUnknown(store) && store.members().size() > 1) {
            String path = path(store, "replication.mode");
            Term unknown = Term.unknown(
                    "replication of `" + store.name() + "`",
                    "the file says `replication: unknown`; find out how it is copied, and declare it",
                    path);
            return List.of(new Comeback(Comeback.Way.PROMOTED, unknown, unknown, Comeback.Starts.CONTROL));
        }
        if (SecretRules.isCopiedBeside(subject, store)) {
            return List.of(copiedBeside(store));
        }
        List<Comeback> ways = new ArrayList<>();
        List<Votes> votes = Votes.of(store, said(store));
        Optional<Votes> lost =
                votes.stream().filter(group -> group.fatal().isPresent()).findFirst();
        Optional<RegionName> successor = successor(store);
        if (lost.isEmpty()) {
            successor.ifPresent(region -> ways.add(takenOver(store, region)));
        }
        if (ways.isEmpty() && lost.isEmpty()) {
            ownElsewhere(store, asked).ifPresent(ways::add);
        }
        madeAgain(store, asked, false).ifPresent(ways::add);
        if (ways.isEmpty()) {
            Comeback backup = backups.elsewhere(store);
            boolean waits = backup.way() == Comeback.Way.LOST && lost.isPresent();
            ways.add(waits ? LostQuorum.of(lost.get(), figures) : backup);
        }
        return ways;
    }

    /// Secrets that something outside the store copies: `security.secrets.replicate: true`.
    private Comeback copiedBeside(Store store) {
        Term there = figures.declared(
                "secrets are copied to each region", Span.ZERO, "`security.secrets.replicate: true`", SecretRules.ALL);
        Term loss = Term.unknown(
                "lag of the copies of `" + store.name() + "`",
                "secrets are copied, and nothing says how late; declare `" + path(store, "replication.lag") + "`",
                path(store, "replication"));
        return new Comeback(Comeback.Way.WRITABLE, there, loss, Comeback.Starts.ITSELF);
    }

    private boolean isDisposable(Store store) {
        return subject.value(path(store, "disposable")).equals(Optional.of("true"));
    }

    /// Each region has a store for itself. It serves where users are served already, and where its kind starts
    /// empty or is filled by another store; what the lost region had is lost.
    private Optional<Comeback> ownElsewhere(Store store, Set<String> asked) {
        boolean separate = store.replication().mode() == ReplicationMode.NONE
                && store.members().size() > 1;
        Optional<String> feed = OwnStores.feed(subject, store);
        boolean isCache = Outcome.isDerived(subject, store)
                && !Outcome.holdsSessions(subject, store)
                && said(store).recover().rebuild().isEmpty();
        if (!(separate && (OwnStores.startsEmpty(store) || feed.isPresent() || servesElsewhere(store)))
                && !(isCache && store.members().size() > 1)) {
            return Optional.empty();
        }
        Term recovery = figures.declared(
                "each region has one for itself", Span.ZERO, "`replication: none`", path(store, "replication.mode"));
        Term loss = isCache
                ? recovery
                : feed.map(from -> fed(store, from, asked))
                        .or(() -> ofSource(store, asked))
                        .orElseGet(() -> lostWithItsRegion(store));
        return Optional.of(new Comeback(Comeback.Way.OWN_ELSEWHERE, recovery, loss, Comeback.Starts.ITSELF));
    }

    /// The loss of a store that is made again from another one: what it held is in its source.
    private Optional<Term> ofSource(Store store, Set<String> asked) {
        return said(store)
                .recover()
                .rebuild()
                .map(Storage.Rebuild::from)
                .filter(from -> subject.blueprint().stores().containsKey(from))
                .map(from -> {
                    Term loss = fed(store, from, asked);
                    return loss.named(loss.name().replaceFirst("^fed by", "made again from"));
                });
    }

    /// Sessions that end with their region are a loss only if the file says so, or says nothing else.
    private Term lostWithItsRegion(Store store) {
        Term loss = backups.elsewhere(store).loss();
        boolean sessions = said(store).use().purposes().equals(List.of("sessions"));
        return sessions && loss.span().best().isEmpty()
                ? Figures.derived(
                        "sessions of the lost region, which are nowhere else",
                        Span.from(Duration.ZERO),
                        "they count as lost unless the file declares `disposable: true`",
                        path(store, "usedFor"))
                : loss;
    }

    /// The loss of a store that another store feeds is the loss of its source.
    private Term fed(Store store, String from, Set<String> asked) {
        Set<String> circle = new LinkedHashSet<>(asked);
        circle.add(store.name());
        if (circle.contains(from)) {
            return backups.elsewhere(store).loss();
        }
        Store source = Objects.requireNonNull(subject.blueprint().stores().get(from));
        Term loss = WayChoice.of(subject, source, lostRegion(source, circle), Promise.Disruption.REGION)
                .loss();
        return loss.named("fed by `" + from + "`: " + loss.name());
    }

    private boolean servesElsewhere(Store store) {
        return subject.blueprint().applications().values().stream()
                .filter(application ->
                        store.application().isEmpty() || application.name().equals(store.application()))
                .anyMatch(application -> application.roles().entrySet().stream()
                        .anyMatch(role -> role.getValue() != Role.STANDBY
                                && !role.getKey().equals(store.writer())
                                && store.members().contains(role.getKey())));
    }

    private Comeback damaged(Store store, Set<String> asked) {
        if (isDisposable(store)) {
            return lostRegion(store, asked).getFirst();
        }
        Comeback backup = backups.inPlace(store);
        if (backup.way() != Comeback.Way.LOST) {
            return backup;
        }
        if (RegionalKinds.carriesMessages(store.kind())) {
            Term none = Figures.none("messages are sent again, not restored");
            return new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.ITSELF);
        }
        return madeAgain(store, asked, true).orElseGet(() -> {
            Term none = figures.declared("filled again by use", Span.ZERO, "`usedFor` a copy", path(store, "usedFor"));
            return Outcome.isDerived(subject, store)
                    ? new Comeback(Comeback.Way.MADE_AGAIN, none, none, Comeback.Starts.PEOPLE)
                    : backup;
        });
    }

    /// The region where its application goes, if it may be promoted there; else, of the members that may take
    /// over, the one that lacks least.
    Optional<RegionName> successor(Store store) {
        SequencedMap<RegionName, Term> reached = subject.reached(store);
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> order = new ArrayList<>(
                owner == null ? store.mayTakeOver() : owner.failover().targets());
        order.removeIf(target -> !store.mayTakeOver().contains(target) || !reached.containsKey(target));
        Optional<RegionName> whole = Optional.ofNullable(owner)
                .filter(application -> application.primary().equals(store.writer()))
                .flatMap(subject::destination)
                .filter(order::contains);
        if (whole.isPresent()) {
            return whole;
        }
        RegionName best = null;
        for (RegionName target : order) {
            if (best == null || isLess(reached, target, best)) {
                best = target;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isLess(SequencedMap<RegionName, Term> reached, RegionName a, RegionName b) {
        Span one = Objects.requireNonNull(reached.get(a)).span();
        Span other = Objects.requireNonNull(reached.get(b)).span();
        return !one.equals(other) && one.min(other).equals(one);
    }

    private Comeback takenOver(Store store, RegionName successor) {
        Term loss = Objects.requireNonNull(subject.reached(store).get(successor));
        Edge edge = store.replication().edges().stream()
                .filter(candidate -> candidate.to().equals(successor) && candidate.promotes())
                .findFirst()
                .orElseThrow(() -> new AssertionError(successor + " was reached by no edge"));
        Optional<Mechanism> mechanism = mechanisms.across(store, edge);
        String mode = path(store, "replication.mode");
        if (mechanisms.isWrittenEverywhere(store, edge)) {
            Term written = mechanism
                    .map(found -> atOnce(Figures.recovery(found, mode)).named(successor + " takes writes anyway"))
                    .orElseGet(() -> figures.declared(successor + " takes writes anyway", Span.ZERO, "declared", mode));
            return new Comeback(Comeback.Way.WRITABLE, written, loss, Comeback.Starts.ITSELF);
        }
        Optional<Term> declared = declaredPromotion(store);
        if (mechanism
                .filter(found -> found.starter() == Mechanism.Starter.ITSELF)
                .isPresent()) {
            Term election = declared.orElseGet(() -> Figures.recovery(mechanism.get(), mode));
            return new Comeback(Comeback.Way.WRITABLE, election, loss, Comeback.Starts.ITSELF);
        }
        Term promotion = isRefusedForEver(store)
                ? refused(store)
                : Needed.shortage(subject, store)
                        .map(Comebacks::waiting)
                        .or(() -> declared)
                        .or(() -> byPolicy(store, mode))
                        .or(() -> mechanism
                                .filter(_ -> !isPromotedByOthers(store))
                                .map(found -> Figures.recovery(found, mode)))
                        .orElseGet(() -> unknownPromotion(store, edge));
        return new Comeback(Comeback.Way.PROMOTED, promotion, loss, starts(store, mechanism));
    }

    /// The failover that a provider starts by its policy, where no other control makes the call. Of a failover
    /// group of Azure SQL the grace period is an hour at least, and nothing promises that it begins then (Microsoft
    /// Learn, `GracePeriodWithDataLossHours` of Set-AzSqlDatabaseFailoverGroup; 2026-11).
    private Optional<Term> byPolicy(Store store, String path) {
        Application owner = subject.blueprint().applications().get(store.application());
        return owner == null || !mechanisms.isMovedByPolicy(store) || !ActionRules.isLeftToTheProvider(subject, owner)
                ? Optional.empty()
                : Optional.of(new Term(
                        "failover of `" + store.name() + "` by the policy of its group",
                        new Span(Optional.of(Duration.ofHours(1)), Optional.empty()),
                        Term.Basis.SOURCED,
                        "Microsoft Learn, Set-AzSqlDatabaseFailoverGroup: the grace period before an automatic"
                                + " failover with data loss is 1 h at least, and no end of it is promised; 2026-11",
                        Optional.of(path)));
    }

    /// The other places of a store that takes writes everywhere go on, whether its provider publishes a time or
    /// not.
    private static Term atOnce(Term published) {
        return published.isUnknown()
                ? new Term(published.name(), Span.ZERO, Term.Basis.SOURCED, published.source(), published.path())
                : published;
    }

    /// Whether a control other than Meridian's promotes a store that its user runs. The figures of Meridian's
    /// agent do not apply to it.
    private boolean isPromotedByOthers(Store store) {
        return !store.managed()
                && (store.byOperator()
                        || promoter(store).isPresent()
                        || Optional.ofNullable(
                                        subject.blueprint().applications().get(store.application()))
                                .filter(subject::isProviderRun)
                                .isPresent());
    }

    private Term unknownPromotion(Store store, Edge edge) {
        String steps = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        return Term.unknown(
                "promotion of `" + store.name() + "`",
                "no figure is known for "
                        + mechanisms.description(store, edge.transport().via()) + "; declare `" + steps + "`",
                path(store, "replication.mode"));
    }

    /// The budget that every promotion exceeds, where the engine is to promote a replica that no commit waits for.
    Optional<LossBudget> refusal(Store store) {
        return LossBudget.of(subject, store)
                .filter(budget -> budget.isNeverEnough() && !Outcome.isDerived(subject, store))
                .filter(_ -> successor(store)
                        .filter(successor -> isCopiedLater(store, successor))
                        .isPresent());
    }

    private boolean isCopiedLater(Store store, RegionName successor) {
        return store.replication().edges().stream()
                .filter(edge -> edge.to().equals(successor) && edge.promotes())
                .anyMatch(edge -> edge.mode() == ReplicationMode.ASYNC && !mechanisms.isWrittenEverywhere(store, edge));
    }

    /// Whether nobody is asked either, who could accept the loss.
    boolean isRefusedForEver(Store store) {
        return refusal(store).isPresent()
                && Objects.requireNonNull(subject.blueprint().applications().get(store.application()))
                                .failover()
                                .mode()
                        == Mode.AUTOMATIC;
    }

    private Term refused(Store store) {
        return Figures.derived(
                "no promotion, as it may lose more than is allowed",
                Span.NEVER,
                refusal(store).orElseThrow().inequality(),
                subject.path(store.application(), "failover.maxLoss"));
    }

    private static Term waiting(Needed.Shortage few) {
        return Figures.derived("no commit, as too few standbys are left", Span.NEVER, few.text(), few.path());
    }

    private Comeback.Starts starts(Store store, Optional<Mechanism> mechanism) {
        Optional<Failover.Promoter> promoter = promoter(store);
        boolean byPeople = promoter.map(Failover.Promoter.HUMAN::equals)
                .orElseGet(() -> mechanism
                        .filter(found -> found.starter() == Mechanism.Starter.PERSON)
                        .isPresent());
        if (byPeople) {
            return Comeback.Starts.PEOPLE;
        }
        return losses.mayBeRefused(store) ? Comeback.Starts.UNLESS_REFUSED : Comeback.Starts.CONTROL;
    }

    private Optional<Failover.Promoter> promoter(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .flatMap(application -> new Steps(subject, application).promoter(store));
    }

    /// A declared time of the built-in step stands above a published figure.
    private Optional<Term> declaredPromotion(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .flatMap(application -> new Steps(subject, application).promotion(store));
    }

    /// @param alone whether only this store is damaged, so that its source is there and whole
    private Optional<Comeback> madeAgain(Store store, Set<String> asked, boolean alone) {
        if (!asked.add(store.name())) {
            return Optional.empty();
        }
        Storage.Recover recover = said(store).recover();
        return recover.replay()
                .map(replay -> madeAgain(
                        store, "recover.replay", replay.from(), replay.takes(), alone ? new LinkedHashSet<>() : asked))
                .or(() -> recover.rebuild()
                        .map(rebuild -> madeAgain(
                                store,
                                "recover.rebuild",
                                rebuild.from(),
                                rebuild.takes(),
                                alone ? new LinkedHashSet<>() : asked)));
    }

    /// It loses all that its source loses, and it cannot begin before the source is back.
    ///
    /// @param asked empty where the source is there
    private Comeback madeAgain(Store store, String key, String from, Optional<Duration> takes, Set<String> asked) {
        String path = path(store, key + ".takes");
        Term made = takes.map(time -> figures.said("made again from " + from + " in " + text(time), path, time))
                .orElseGet(() -> Term.unknown("made again from " + from, "declare `" + path + "`", path));
        if (asked.isEmpty()) {
            Term none = figures.declared("made again from " + from, Span.ZERO, "its source is whole", path(store, key));
            return new Comeback(Comeback.Way.MADE_AGAIN, made, none, Comeback.Starts.PEOPLE);
        }
        Store source = Objects.requireNonNull(subject.blueprint().stores().get(from));
        Comeback first = WayChoice.of(subject, source, lostRegion(source, asked), Promise.Disruption.REGION);
        Term recovery = made.with(made.span().plus(first.recovery().span()));
        Term loss = first.loss().named(from + ": " + first.loss().name());
        boolean gone = first.way() == Comeback.Way.LOST || first.way() == Comeback.Way.WITHOUT_QUORUM;
        return new Comeback(gone ? Comeback.Way.LOST : Comeback.Way.MADE_AGAIN, recovery, loss, Comeback.Starts.PEOPLE);
    }
}
