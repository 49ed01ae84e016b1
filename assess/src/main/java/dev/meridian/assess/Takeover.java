package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.Transport;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The takeover of a store by another of its regions: which region it is, what starts it, and how long it takes.
///
/// A member that takes writes anyway takes over at once. Any other one is promoted, unless a loss budget refuses
/// that or too few standbys are left.
final class Takeover {
    private static final String WITHOUT_PROMOTION = "; it starts by itself, and a drill shows how long it fails";

    private final Subject subject;
    private final Figures figures;
    private final Losses losses;
    private final StoreMechanisms mechanisms;

    Takeover(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.losses = new Losses(subject);
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// The region where its application goes, if it may be promoted there; else, of the members that may take
    /// over, the one that lacks least.
    Optional<RegionName> successor(Store store) {
        SequencedMap<RegionName, Term> reached = subject.reached(store);
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> order = new ArrayList<>(
                owner == null ? store.mayTakeOver() : owner.failover().targets());
        order.removeIf(target -> !store.mayTakeOver().contains(target) || !reached.containsKey(target));
        if (order.isEmpty()) {
            order.addAll(goesOnIn(store, reached));
        }
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

    /// The other regions of one store over regions. It elects its leader by itself, whether its application may be
    /// moved there or not; only residency forbids a region.
    private List<RegionName> goesOnIn(Store store, SequencedMap<RegionName, Term> reached) {
        List<RegionName> allowed = subject.said(store).keepIn();
        return store.replication().edges().stream()
                .filter(edge -> edge.promotes() && mechanisms.isOneStoreOverRegions(store, edge))
                .map(Edge::to)
                .filter(to -> reached.containsKey(to) && (allowed.isEmpty() || allowed.contains(to)))
                .toList();
    }

    /// Whether users in any region go on with a store that runs over regions when its own region is lost.
    boolean isReachedFromAnywhere(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        boolean isOne = byMajority(store).isPresent()
                || store.replication().edges().stream().anyMatch(edge -> mechanisms.isOneStoreOverRegions(store, edge));
        return isOne && back.way() == Comeback.Way.WRITABLE && back.starts() == Comeback.Starts.ITSELF;
    }

    private static boolean isLess(SequencedMap<RegionName, Term> reached, RegionName a, RegionName b) {
        Span one = Objects.requireNonNull(reached.get(a)).span();
        Span other = Objects.requireNonNull(reached.get(b)).span();
        return !one.equals(other) && one.min(other).equals(one);
    }

    /// The way back by a member that takes over.
    Comeback by(Store store, RegionName successor) {
        Term loss = Objects.requireNonNull(subject.reached(store).get(successor));
        Edge edge = store.replication().edges().stream()
                .filter(candidate -> candidate.to().equals(successor) && candidate.promotes())
                .findFirst()
                .orElseThrow(() -> new AssertionError(successor + " was reached by no edge"));
        Comeback along = along(store, edge, loss);
        return along.way() == Comeback.Way.PROMOTED && hasOtherWriters(store) ? beside(along) : along;
    }

    /// The way back of a store whose votes leave a majority without any one region: its voters elect a leader, and
    /// each of them has what was acknowledged or learns it from one of the majority. What lags behind at a member
    /// without a vote is no part of it. Empty for any other store.
    Optional<Comeback> byMajority(Store store) {
        Storage.Store said = subject.said(store);
        if (!Votes.outliveAnyRegion(store, said)) {
            return Optional.empty();
        }
        Term loss = figures.declared(
                "a commit waits for a majority", Span.ZERO, "every majority has it", path(store, "replication.mode"));
        return Optional.of(along(store, voting(store, said), loss));
    }

    /// An edge to a voter that a majority waits for; where the file names none of them, the one that follows from
    /// the votes.
    private static Edge voting(Store store, Storage.Store said) {
        return store.replication().edges().stream()
                .filter(edge -> edge.mode() == ReplicationMode.QUORUM)
                .findFirst()
                .orElseGet(() -> {
                    RegionName voter = Votes.of(store, said).getFirst().byRegion().sequencedKeySet().stream()
                            .filter(place -> !place.equals(store.writer()))
                            .findFirst()
                            .orElse(store.writer());
                    Optional<String> via = said.replication().flatMap(Storage.Replication::via);
                    return new Edge(
                            voter.text(),
                            store.writer(),
                            voter,
                            ReplicationMode.QUORUM,
                            List.of(),
                            List.of(),
                            true,
                            new Transport(Optional.empty(), Optional.empty(), via, false));
                });
    }

    /// Whether the file names a primary in another region too, which goes on taking writes, and no step of the
    /// plan promotes the copy: users need none. A partition has its writer at home alone.
    boolean hasOtherWriters(Store store) {
        Storage.Store said = subject.said(store);
        return said.partitions().isEmpty()
                && declaredPromotion(store).isEmpty()
                && promoter(store).isEmpty()
                && said.primaries().stream()
                        .map(name -> Optional.ofNullable(said.members().get(name))
                                .map(Storage.Member::region)
                                .orElseGet(() -> new RegionName(name)))
                        .anyMatch(region -> !region.equals(store.writer()));
    }

    /// The same where the other primaries serve: what the copy would bring is a matter of loss alone.
    private Comeback beside(Comeback promoted) {
        Term there = figures.declared(
                "the other primaries take writes already",
                Span.ZERO,
                "`primary` names several members",
                promoted.recovery().path().orElse("data"));
        return new Comeback(Comeback.Way.OWN_ELSEWHERE, there, promoted.loss(), Comeback.Starts.ITSELF);
    }

    private Comeback along(Store store, Edge edge, Term loss) {
        Optional<Mechanism> mechanism = mechanisms.across(store, edge);
        String mode = path(store, "replication.mode");
        Optional<Term> declared = declaredPromotion(store);
        Optional<Term> byItself = byItself(store, edge, mechanism, declared);
        if (byItself.isPresent()) {
            return new Comeback(Comeback.Way.WRITABLE, byItself.get(), loss, Comeback.Starts.ITSELF);
        }
        Term promotion = isRefusedForEver(store)
                ? refused(store)
                : Needed.shortage(subject, store)
                        .map(Takeover::waiting)
                        .or(() -> declared)
                        .or(() -> byPolicy(store, mode))
                        .or(() -> mechanisms.isOptional(store, edge)
                                ? Optional.of(unnamedOption(store))
                                : Optional.empty())
                        .or(() -> mechanism
                                .filter(_ -> !isPromotedByOthers(store))
                                .map(found -> published(store, found, "")))
                        .orElseGet(() -> unknownPromotion(store, edge));
        Comeback.Starts starts = starts(store, mechanism);
        boolean losesNothing = loss.isNothing() && starts == Comeback.Starts.UNLESS_REFUSED;
        return new Comeback(Comeback.Way.PROMOTED, promotion, loss, losesNothing ? Comeback.Starts.CONTROL : starts);
    }

    /// The time after which the end of an edge takes writes without a promotion; empty where it has to be
    /// promoted.
    private Optional<Term> byItself(Store store, Edge edge, Optional<Mechanism> mechanism, Optional<Term> declared) {
        RegionName successor = edge.to();
        String mode = path(store, "replication.mode");
        if (LiveCopies.isOne(mechanisms, store, edge)) {
            return Optional.of(figures.declared(
                    "the copy in " + successor + " serves by itself",
                    Span.ZERO,
                    "what is copied there is in a service of its own",
                    mode));
        }
        if (mechanisms.isWrittenEverywhere(store, edge)) {
            String name = successor + " takes writes anyway";
            return Optional.of(mechanism
                    .map(found -> atOnce(Figures.recovery(found, mode)).named(name))
                    .orElseGet(() -> figures.declared(name, Span.ZERO, "declared", mode)));
        }
        boolean isApart = LiveCopies.isLoaded(edge) || LiveCopies.isCaptured(edge);
        if (isApart && declared.isEmpty() && promoter(store).isEmpty()) {
            return Optional.of(figures.declared(
                    "the instance in " + successor + " takes writes by itself",
                    Span.ZERO,
                    LiveCopies.isLoaded(edge)
                            ? "each copy is loaded into an instance of its own"
                            : "what changes is written into an instance of its own",
                    mode));
        }
        return mechanism
                .filter(found -> mechanisms.startsByItself(store, edge, found))
                .map(found -> declared.orElseGet(() -> published(store, found, WITHOUT_PROMOTION)));
    }

    /// The failover that a provider starts by its policy, where no other control makes the call. Nothing promises
    /// that it begins when the grace period ends.
    private Optional<Term> byPolicy(Store store, String path) {
        Application owner = subject.blueprint().applications().get(store.application());
        return owner == null || !mechanisms.isMovedByPolicy(store) || !ActionRules.isLeftToTheProvider(subject, owner)
                ? Optional.empty()
                : Optional.of(new Term(
                        "failover of `" + store.name() + "` by the policy of its group",
                        new Span(Optional.of(PolicyHold.LEAST), Optional.empty()),
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
    boolean isPromotedByOthers(Store store) {
        return !store.managed()
                && (store.byOperator()
                        || promoter(store).isPresent()
                        || Optional.ofNullable(
                                        subject.blueprint().applications().get(store.application()))
                                .filter(subject::isProviderRun)
                                .isPresent());
    }

    /// The published time of a promotion; where none is published, with the key that declares it.
    ///
    /// @param instead what is said of a service that goes on without one
    private Term published(Store store, Mechanism mechanism, String instead) {
        Term term = Figures.recovery(mechanism, path(store, "replication.mode"));
        return term.isUnknown()
                ? Term.unknown(
                        term.name(),
                        term.source() + instead + "; declare `" + promotionKey(store) + "`",
                        path(store, "replication.mode"))
                : term;
    }

    private String promotionKey(Store store) {
        return subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
    }

    /// A change of the write region whose start nobody names. One that the owner makes has no published time.
    private Term unnamedOption(Store store) {
        return Term.unknown(
                "change of the write region of `" + store.name() + "`",
                "service-managed failover is off until it is switched on, and no time is published for a change by the"
                        + " owner; declare `via: service-managed-failover`, if it is on, or `" + promotionKey(store)
                        + "`",
                path(store, "replication.via"));
    }

    private Term unknownPromotion(Store store, Edge edge) {
        if (MechanismPlaces.isNamed(store, edge)
                && mechanisms.whyNowhere(store, edge).isPresent()) {
            return Term.unknown(
                    "going on of `" + store.name() + "` in " + edge.to(),
                    "first what " + Rule.MODE_NOT_OFFERED.id() + " asks for",
                    path(store, "replication.mode"));
        }
        return Term.unknown(
                (LiveCopies.waitsForARestore(edge) ? "restore" : "promotion") + " of `" + store.name() + "`",
                "no figure is known for " + mechanisms.description(store, edge) + "; declare `" + promotionKey(store)
                        + "`",
                path(store, "replication.mode"));
    }

    /// The budget that every promotion exceeds, where the engine is to promote a replica that no commit waits for.
    Optional<LossBudget> refusal(Store store) {
        return LossBudget.of(subject, store)
                .filter(budget -> budget.isNeverEnough() && !StoreContents.areDerived(subject, store))
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

    /// What starts a promotion: people where the file or the mechanism says so, else the control.
    Comeback.Starts starts(Store store, Optional<Mechanism> mechanism) {
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
    Optional<Term> declaredPromotion(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .flatMap(application -> new Steps(subject, application).promotion(store));
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }
}
