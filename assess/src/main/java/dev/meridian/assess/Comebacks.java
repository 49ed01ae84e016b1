package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What brings each store back, by kind of disruption.
///
/// A region takes with it what has not left it. A zone takes less, if the store spans zones; else it is as bad as
/// the region. Against corruption and a bad version copies are no help, since they copy the damage: only the past
/// helps, which is a backup.
final class Comebacks {
    private final Subject subject;
    private final Figures figures;
    private final Losses losses;

    Comebacks(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.losses = new Losses(subject);
    }

    Comeback after(Store store, Promise.Disruption disruption) {
        return switch (disruption) {
            case REGION -> lostRegion(store, new LinkedHashSet<>());
            case ZONE -> lostZone(store);
            case CORRUPTION, BAD_DEPLOY -> damaged(store, new LinkedHashSet<>());
        };
    }

    /// Whether the file says that it spans two zones or more, or its kind does by itself.
    boolean spansZones(Store store) {
        return Kinds.overZones(store) == Mechanism.ZONE_REDUNDANT
                || said(store)
                        .zones()
                        .filter(zones -> zones.least().orElse(1) >= 2)
                        .isPresent();
    }

    private Storage.Store said(Store store) {
        return Objects.requireNonNull(subject.topology().stores().get(store.name()));
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }

    /// What a store that spans zones does by itself when one is lost.
    Comeback inItsRegion(Store store) {
        Mechanism mechanism = Kinds.overZones(store);
        Mechanism moves = mechanism == Mechanism.OWN_ASYNCHRONOUS ? Mechanism.OWN_PROMOTION : mechanism;
        return new Comeback(
                Comeback.Way.STAYS,
                Figures.recovery(moves, path(store, "zones")),
                Figures.loss(mechanism, path(store, "zones")),
                Comeback.Starts.BY_ITSELF);
    }

    /// Who can stay and can leave loses what the better way loses.
    private Comeback lostZone(Store store) {
        Comeback away = lostRegion(store, new LinkedHashSet<>());
        if (!spansZones(store)) {
            return away;
        }
        Comeback stays = inItsRegion(store);
        boolean awayLosesLess = away.loss()
                        .span()
                        .min(stays.loss().span())
                        .plan()
                        .equals(away.loss().span().plan())
                && !away.loss().span().plan().equals(stays.loss().span().plan());
        return awayLosesLess ? new Comeback(stays.way(), stays.recovery(), away.loss(), stays.starts()) : stays;
    }

    /// @param asked stores whose way back leads here: a circle of replays brings nothing back
    private Comeback lostRegion(Store store, Set<String> asked) {
        if (Outcome.isUnknown(store) && store.members().size() > 1) {
            Term unknown = Figures.derived(
                    "replication unknown",
                    Span.from(Duration.ZERO),
                    "`replication: unknown`",
                    path(store, "replication.mode"));
            return new Comeback(Comeback.Way.PROMOTED, unknown, unknown, Comeback.Starts.BY_ITSELF);
        }
        Optional<RegionName> successor = successor(store);
        if (successor.isPresent()) {
            return takenOver(store, successor.get());
        }
        if (isOfEachRegion(store)) {
            Term none = Figures.none("each region has its own");
            return new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.BY_ITSELF);
        }
        return madeAgain(store, asked, false).orElseGet(() -> backup(store, true));
    }

    /// A cache that nobody copies is warm again by being used, wherever there is one.
    private boolean isOfEachRegion(Store store) {
        return Outcome.isDerived(subject, store)
                && said(store).recover().rebuild().isEmpty()
                && store.members().size() > 1;
    }

    private Comeback damaged(Store store, Set<String> asked) {
        if (store.kind() == StoreKind.OBJECT && isVersioned(store)) {
            String versioning = path(store, "versioning");
            return new Comeback(
                    Comeback.Way.RESTORED,
                    Figures.recovery(Mechanism.OBJECT_VERSIONS, versioning),
                    Figures.loss(Mechanism.OBJECT_VERSIONS, versioning),
                    Comeback.Starts.BY_HAND);
        }
        Comeback backup = backup(store, false);
        if (backup.way() != Comeback.Way.LOST) {
            return backup;
        }
        return madeAgain(store, asked, true).orElseGet(() -> {
            Term none = Figures.none("filled again by use");
            return Outcome.isDerived(subject, store)
                    ? new Comeback(Comeback.Way.MADE_AGAIN, none, none, Comeback.Starts.BY_HAND)
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
        if (Kinds.isWritableElsewhere(edge, store)) {
            Term none = Figures.none(successor + " is written anyway");
            return new Comeback(Comeback.Way.WRITABLE, none, loss, Comeback.Starts.BY_ITSELF);
        }
        Mechanism mechanism = Kinds.promotion(edge, store);
        Term promotion = isRefusedForEver(store)
                ? refused(store)
                : Needed.shortage(subject, store).map(Comebacks::waiting).orElseGet(() -> promotion(store, mechanism));
        return new Comeback(Comeback.Way.PROMOTED, promotion, loss, starts(store, mechanism));
    }

    /// The budget below which no copy gets, where the engine is to promote one that no commit waits for.
    Optional<LossBudget> refusal(Store store) {
        return LossBudget.of(subject, store)
                .filter(budget -> budget.isNeverEnough() && !Outcome.isDerived(subject, store))
                .filter(_ -> successor(store)
                        .filter(successor -> isCopiedLater(store, successor))
                        .isPresent());
    }

    private static boolean isCopiedLater(Store store, RegionName successor) {
        return store.replication().edges().stream()
                .filter(edge -> edge.to().equals(successor) && edge.promotes())
                .anyMatch(edge -> edge.mode() == ReplicationMode.ASYNC && !Kinds.isWritableElsewhere(edge, store));
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

    private Comeback.Starts starts(Store store, Mechanism mechanism) {
        if (mechanism == Mechanism.ELASTICACHE_GLOBAL || mechanism == Mechanism.RESTORE) {
            return Comeback.Starts.BY_HAND;
        }
        return losses.mayBeRefused(store) ? Comeback.Starts.UNLESS_REFUSED : Comeback.Starts.BY_ITSELF;
    }

    /// A declared time of the built-in step stands above what is published.
    private Term promotion(Store store, Mechanism mechanism) {
        Application owner = subject.blueprint().applications().get(store.application());
        return Optional.ofNullable(owner)
                .flatMap(application -> new Steps(subject, application).promotion(store))
                .orElseGet(() -> Figures.recovery(mechanism, path(store, "replication.mode")));
    }

    private boolean isVersioned(Store store) {
        return subject.value(path(store, "versioning")).equals(Optional.of("true"));
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

    /// What its source loses it loses too, and it cannot begin before the source is back.
    ///
    /// @param asked empty where the source is there
    private Comeback madeAgain(Store store, String key, String from, Optional<Duration> takes, Set<String> asked) {
        Term made = takes.map(time -> figures.said("made again in " + text(time), path(store, key + ".takes"), time))
                .orElseGet(() -> Figures.derived(
                        "made again from " + from,
                        Span.from(Duration.ZERO),
                        "`takes` is not said",
                        path(store, key + ".takes")));
        if (asked.isEmpty()) {
            Term none = Figures.none("made again from " + from);
            return new Comeback(Comeback.Way.MADE_AGAIN, made, none, Comeback.Starts.BY_HAND);
        }
        Store source = Objects.requireNonNull(subject.blueprint().stores().get(from));
        Comeback first = lostRegion(source, asked);
        Term recovery = made.with(made.span().plus(first.recovery().span()));
        Term loss = first.loss().named(from + ": " + first.loss().name());
        Comeback.Way way = first.way() == Comeback.Way.LOST ? Comeback.Way.LOST : Comeback.Way.MADE_AGAIN;
        return new Comeback(way, recovery, loss, Comeback.Starts.BY_HAND);
    }

    /// @param elsewhere whether its region is gone, so that only what was copied to another one helps
    private Comeback backup(Store store, boolean elsewhere) {
        Optional<Storage.Backup> backup = said(store).backup().filter(found -> !elsewhere || leaves(found, store));
        if (backup.isEmpty()
                || (backup.get().every().isEmpty() && backup.get().pointInTime().isEmpty())) {
            String what = elsewhere ? "nothing copies it to another region" : "no backup";
            Term never = Figures.derived(what, Span.NEVER, "", path(store, "backup"));
            return new Comeback(Comeback.Way.LOST, never, never, Comeback.Starts.BY_HAND);
        }
        Mechanism mechanism =
                backup.get().pointInTime().isPresent() ? Kinds.pointInTime(store, elsewhere) : Mechanism.RESTORE;
        Term recovery = backup.get()
                .restoreTakes()
                .map(time -> figures.said("restore " + text(time), path(store, "backup.restoreTakes"), time))
                .orElseGet(() -> Figures.recovery(mechanism, path(store, "backup.restoreTakes")));
        Term loss = lostSinceBackup(store, backup.get(), mechanism);
        Term whole = elsewhere ? loss.with(loss.span().plus(underWay(backup.get()))) : loss;
        return new Comeback(Comeback.Way.RESTORED, recovery, whole, Comeback.Starts.BY_HAND);
    }

    /// What was backed up and has not left its region; the published figure of a provider's own copies contains
    /// it.
    private static Span underWay(Storage.Backup backup) {
        boolean published = backup.pointInTime().isPresent()
                && backup.pointInTime()
                        .flatMap(Storage.PointInTime::granularity)
                        .isEmpty();
        return published ? Span.ZERO : Mechanism.BACKUP_COPY.loss();
    }

    private Term lostSinceBackup(Store store, Storage.Backup backup, Mechanism mechanism) {
        Optional<Term> every = backup.every()
                .map(time -> figures.said("a backup every " + text(time), path(store, "backup.every"), time));
        if (backup.pointInTime().isEmpty()) {
            return every.orElseThrow();
        }
        Term fine = backup.pointInTime()
                .flatMap(Storage.PointInTime::granularity)
                .map(time -> figures.said(
                        "a restorable moment every " + text(time), path(store, "backup.pointInTime"), time))
                .orElseGet(() -> Figures.loss(mechanism, path(store, "backup.pointInTime")));
        return every.filter(coarse -> coarse.span().min(fine.span()).equals(coarse.span()))
                .orElse(fine);
    }

    private static boolean leaves(Storage.Backup backup, Store store) {
        return backup.copyTo().stream().anyMatch(to -> !to.equals(store.writer().text()));
    }
}
