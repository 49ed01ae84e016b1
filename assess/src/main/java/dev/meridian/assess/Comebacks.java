package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
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

    private Comeback lostZone(Store store) {
        if (!spansZones(store)) {
            return lostRegion(store, new LinkedHashSet<>());
        }
        Mechanism mechanism = Kinds.overZones(store);
        Comeback inPlace = new Comeback(
                Comeback.Way.STAYS,
                Figures.recovery(
                        mechanism == Mechanism.OWN_ASYNCHRONOUS ? Mechanism.OWN_PROMOTION : mechanism,
                        path(store, "zones")),
                Figures.loss(mechanism, path(store, "zones")));
        Comeback away = lostRegion(store, new LinkedHashSet<>());
        boolean losesLess = inPlace.loss().span().plan().isEmpty()
                && away.loss().span().plan().isPresent();
        return losesLess ? away : inPlace;
    }

    /// @param asked stores whose way back leads here: a circle of replays brings nothing back
    private Comeback lostRegion(Store store, Set<String> asked) {
        if (Outcome.isUnknown(store) && store.members().size() > 1) {
            Term unknown = Figures.derived(
                    "replication unknown",
                    Span.from(Duration.ZERO),
                    "`replication: unknown`",
                    path(store, "replication.mode"));
            return new Comeback(Comeback.Way.PROMOTED, unknown, unknown);
        }
        Optional<RegionName> successor = successor(store);
        if (successor.isPresent()) {
            return takenOver(store, successor.get());
        }
        return madeAgain(store, asked).orElseGet(() -> backup(store, true));
    }

    private Comeback damaged(Store store, Set<String> asked) {
        if (store.kind() == StoreKind.OBJECT && isVersioned(store)) {
            String versioning = path(store, "versioning");
            return new Comeback(
                    Comeback.Way.RESTORED,
                    Figures.recovery(Mechanism.OBJECT_VERSIONS, versioning),
                    Figures.loss(Mechanism.OBJECT_VERSIONS, versioning));
        }
        Comeback backup = backup(store, false);
        return backup.way() == Comeback.Way.LOST ? madeAgain(store, asked).orElse(backup) : backup;
    }

    /// Of the members that may take over, the one that lacks least, as the engine chooses; among equals the first
    /// of the targets.
    Optional<RegionName> successor(Store store) {
        SequencedMap<RegionName, Term> reached = losses.reached(store);
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> order = new ArrayList<>(
                owner == null ? store.mayTakeOver() : owner.failover().targets());
        order.removeIf(target -> !store.mayTakeOver().contains(target) || !reached.containsKey(target));
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
        Term loss = Objects.requireNonNull(losses.reached(store).get(successor));
        Edge edge = store.replication().edges().stream()
                .filter(candidate -> candidate.to().equals(successor) && candidate.promotes())
                .findFirst()
                .orElseThrow(() -> new AssertionError(successor + " was reached by no edge"));
        if (Kinds.isWritableElsewhere(edge, store)) {
            Term none = Figures.none(successor + " is written anyway");
            return new Comeback(Comeback.Way.WRITABLE, none, loss);
        }
        Mechanism mechanism = Kinds.promotion(edge, store);
        return new Comeback(Comeback.Way.PROMOTED, promotion(store, mechanism), loss);
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

    private Optional<Comeback> madeAgain(Store store, Set<String> asked) {
        if (!asked.add(store.name())) {
            return Optional.empty();
        }
        Storage.Recover recover = said(store).recover();
        return recover.replay()
                .map(replay -> madeAgain(store, "recover.replay", replay.from(), replay.takes(), asked))
                .or(() -> recover.rebuild()
                        .map(rebuild -> madeAgain(store, "recover.rebuild", rebuild.from(), rebuild.takes(), asked)));
    }

    /// What its source loses it loses too, and it cannot begin before the source is back.
    private Comeback madeAgain(Store store, String key, String from, Optional<Duration> takes, Set<String> asked) {
        Store source = Objects.requireNonNull(subject.blueprint().stores().get(from));
        Comeback first = lostRegion(source, asked);
        Term made = takes.map(time -> figures.said("made again in " + text(time), path(store, key + ".takes"), time))
                .orElseGet(() -> Figures.derived(
                        "made again from " + from,
                        Span.from(Duration.ZERO),
                        "`takes` is not said",
                        path(store, key + ".takes")));
        Term recovery = made.with(made.span().plus(first.recovery().span()));
        Term loss = first.loss().named(from + ": " + first.loss().name());
        return new Comeback(
                first.way() == Comeback.Way.LOST ? Comeback.Way.LOST : Comeback.Way.MADE_AGAIN, recovery, loss);
    }

    /// @param elsewhere whether its region is gone, so that only what was copied to another one helps
    private Comeback backup(Store store, boolean elsewhere) {
        Optional<Storage.Backup> backup = said(store).backup().filter(found -> !elsewhere || leaves(found, store));
        if (backup.isEmpty()
                || (backup.get().every().isEmpty() && backup.get().pointInTime().isEmpty())) {
            String what = elsewhere ? "nothing copies it to another region" : "no backup";
            Term never = Figures.derived(what, Span.NEVER, "", path(store, "backup"));
            return new Comeback(Comeback.Way.LOST, never, never);
        }
        Mechanism mechanism =
                backup.get().pointInTime().isPresent() ? Kinds.pointInTime(store, elsewhere) : Mechanism.RESTORE;
        Term recovery = backup.get()
                .restoreTakes()
                .map(time -> figures.said("restore " + text(time), path(store, "backup.restoreTakes"), time))
                .orElseGet(() -> Figures.recovery(mechanism, path(store, "backup.restoreTakes")));
        return new Comeback(Comeback.Way.RESTORED, recovery, lostSinceBackup(store, backup.get(), mechanism));
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
