package dev.meridian.assess;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The loss of a zone of a store's region, and the ways back from it.
///
/// A store that spans zones comes back within its region, or in another one. To any other store the loss of a zone
/// is as bad as that of its region, at worst.
final class LostZone {
    private static final String IN_ONE_ZONE = " is in one zone: ";

    private final Subject subject;
    private final Figures figures;
    private final StoreMechanisms mechanisms;
    private final Takeover takeover;

    LostZone(Subject subject, Takeover takeover) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.mechanisms = new StoreMechanisms(subject);
        this.takeover = takeover;
    }

    /// Every way back from the loss of a zone, the usual one first.
    ///
    /// @param away the ways back from the loss of its region
    List<Comeback> ways(Store store, List<Comeback> away) {
        Optional<Comeback> elected =
                takeover.byMajority(store).filter(_ -> !subject.said(store).disposable());
        if (elected.isPresent()) {
            Comeback staying = staying(elected.get());
            return spansZones(store) ? List.of(inItsRegion(store), staying) : List.of(staying);
        }
        Optional<Comeback> replica = new ZoneReplica(subject, takeover).way(store);
        if (replica.isPresent()) {
            List<Comeback> ways = new ArrayList<>(List.of(replica.get()));
            ways.addAll(away);
            return ways;
        }
        if (!spansZones(store)) {
            List<Comeback> either = new ArrayList<>();
            orOfItsRegion(store, away)
                    .forEach(way -> either.add(zonesUnknown(store, way).orElse(way)));
            return either;
        }
        List<Comeback> ways = new ArrayList<>(List.of(inItsRegion(store)));
        ways.addAll(away);
        return ways;
    }

    /// The ways back from the loss of the region, or that from a backup in the region, which is lost with the
    /// region and not with the zone.
    private List<Comeback> orOfItsRegion(Store store, List<Comeback> away) {
        Backups backups = new Backups(subject);
        boolean isLost = away.stream().allMatch(way -> way.way() == Comeback.Way.LOST);
        boolean isRestored = away.stream().allMatch(way -> way.way() == Comeback.Way.RESTORED);
        boolean isPartly = StandbyTarget.partly(subject, store).isPresent();
        return isLost || isPartly || (isRestored && backups.areOverZones(store))
                ? backups.inAnotherZone(store).map(List::of).orElse(away)
                : away;
    }

    /// Whether a store comes back from a lost zone by a restore in its region: its backups stay there, or outlive
    /// the zone.
    static boolean isRestoredInPlace(Subject subject, Store store) {
        return subject.wayBack(store, Promise.Disruption.ZONE).way() == Comeback.Way.RESTORED
                && (new Backups(subject).areOverZones(store)
                        || subject.wayBack(store, Promise.Disruption.REGION).way() != Comeback.Way.RESTORED);
    }

    /// An election among votes of which no zone has a majority: the store as a whole stays where it is.
    private static Comeback staying(Comeback elected) {
        return new Comeback(Comeback.Way.STAYS, elected.recovery(), elected.loss(), elected.starts());
    }

    /// Whether the file says that it spans two zones or more, or its kind does by itself.
    private boolean spansZones(Store store) {
        return new StoreZones(subject, store)
                .least()
                .map(least -> least >= 2)
                .orElseGet(() -> SeveralZones.areByItself(mechanisms, store) || votesOverZones(store));
    }

    /// Whether a store that elects has three nodes or more in each region, and the network spreads over zones.
    private boolean votesOverZones(Store store) {
        boolean network = subject.topology().network().zones().stream()
                .anyMatch(count -> count.least().orElse(1) >= 3);
        Storage.Store said = subject.said(store);
        boolean nodes = !said.members().isEmpty()
                && said.members().values().stream()
                        .allMatch(member -> member.nodes()
                                .filter(count -> count.least().orElse(1) >= 3)
                                .isPresent());
        return network && nodes && store.replication().mode() == ReplicationMode.QUORUM;
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }

    /// The recovery within its region of a store that spans zones.
    private Comeback inItsRegion(Store store) {
        String path = path(store, "zones");
        boolean synchronous = new StoreZones(subject, store).isSynchronousInside();
        Term kept = figures.declared(
                "a commit waits for a member in another zone",
                Span.ZERO,
                "what was acknowledged is there",
                path(store, "replication.edges"));
        return mechanisms
                .inZones(store)
                .filter(row ->
                        !takeover.isPromotedByOthers(store) || !row.name().contains("Meridian"))
                .map(mechanism -> new Comeback(
                        Comeback.Way.STAYS,
                        attached(store, Figures.recovery(mechanism, path)),
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
                                            + " survives a zone; a drill of a lost zone (`drills.NAME.disruption:"
                                            + " zone`) measures it",
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

    /// The time of a disk is that until a machine of the other zone has it.
    private static Term attached(Store store, Term recovery) {
        return store.kind() == StoreKind.VOLUME && recovery.isUnknown()
                ? recovery.named("attachment of `" + store.name() + "`, a " + recovery.name() + ", in another zone")
                : recovery;
    }

    /// A store of which nothing says over how many zones it spreads. At worst a zone takes it like its region;
    /// where that breaks a promise, which its way back within the region would keep, it is not known whether it
    /// holds.
    ///
    /// @param away the way back from the loss of its region
    private Optional<Comeback> zonesUnknown(Store store, Comeback away) {
        if (!isUndecided(store, away.way())) {
            return Optional.empty();
        }
        ImpliedZones implied = new ImpliedZones(subject, store);
        Comeback within = implied.within(inItsRegion(store));
        boolean tooLong = breaks(store, Promise.Objective.RTO) && !isTooLong(store, within, away);
        boolean tooMuch =
                breaks(store, Promise.Objective.RPO) && !isKeptByABackup(store, away) && !losesTooMuch(store, within);
        return implied.wayBack(away, within, new ImpliedZones.Breaks(tooLong, tooMuch))
                .or(() -> Optional.of(undecided(store, away, within, tooLong, tooMuch)));
    }

    private static Comeback undecided(Store store, Comeback away, Comeback within, boolean tooLong, boolean tooMuch) {
        return new Comeback(
                tooLong ? Comeback.Way.STAYS : away.way(),
                tooLong
                        ? zones(store, within.recovery()).with(from(atBest(away.recovery(), within.recovery())))
                        : atBest(away.recovery(), within.recovery()),
                tooMuch ? tooMuch(store, away, within) : atBest(away.loss(), within.loss()),
                tooLong ? Comeback.Starts.ITSELF : away.starts());
    }

    /// A loss that breaks a promise if the zone takes the store like its region: with that of the region as the
    /// plan, since a zone never takes more; without a plan where the region's loss has none.
    private static Term tooMuch(Store store, Comeback away, Comeback within) {
        Term least = atBest(away.loss(), within.loss());
        return away.loss().span().plan().isPresent()
                ? least.named("if " + store.name() + IN_ONE_ZONE + away.loss().name())
                : zones(store, within.loss()).with(from(least));
    }

    /// Whether a loss is planned with as that of the region because the number of zones is missing.
    static boolean isOfUnknownZones(Term loss) {
        return loss.name().contains(IN_ONE_ZONE);
    }

    /// The name of a loss, of one that the number of zones decides that with the region.
    static String ofItsRegion(Term loss) {
        return isOfUnknownZones(loss) ? loss.name().replaceFirst("^if .*?" + IN_ONE_ZONE, "") : loss.name();
    }

    /// The number of zones in place of a loss that it decides; any other term as it is.
    static Term asMissing(Term loss) {
        if (!isOfUnknownZones(loss)) {
            return loss;
        }
        String path = "data." + loss.name().replaceFirst("^if ", "").replaceFirst(IN_ONE_ZONE + ".*", "") + ".zones";
        return Term.unknown(
                "zones of `" + path.split("\\.", -1)[1] + "`",
                "nothing says over how many zones it spreads; declare `" + path + "`",
                path);
    }

    /// The missing figure of a store that decides a promise to recover, because the store leaves its region with
    /// its zone at worst, and its recovery in another zone would not be too long: its number of zones, or the time
    /// of that recovery where it spans zones. Empty where both are known or decide nothing.
    Optional<Term> deciding(Store store, Comeback.Way way) {
        ImpliedZones implied = new ImpliedZones(subject, store);
        Comeback within = implied.within(inItsRegion(store));
        if (isTooLong(store, within, subject.wayBack(store, Promise.Disruption.REGION))) {
            return Optional.empty();
        }
        if (spansZones(store)) {
            return Optional.of(within.recovery()).filter(Term::isUnknown);
        }
        return isUndecided(store, way)
                ? implied.missing().or(() -> Optional.of(zones(store, within.recovery())))
                : Optional.empty();
    }

    /// Whether nothing says over how many zones a store spreads. What runs in one zone by the words of the file,
    /// on one machine or on one volume is in one zone.
    private boolean isUndecided(Store store, Comeback.Way way) {
        boolean narrow = subject.topology().network().zones().stream()
                .anyMatch(count -> count.most().orElse(2) == 1);
        StoreZones zones = new StoreZones(subject, store);
        return new ImpliedZones(subject, store).isStoredOverZones()
                || (zones.least().isEmpty() && !narrow && !zones.isOneMachine(way) && store.kind() != StoreKind.VOLUME);
    }

    /// The missing number of zones, together with the figure of a zone where nothing is known of that either: the
    /// number alone would then decide nothing.
    ///
    /// @param within the time or the loss if the store spans zones
    private static Term zones(Store store, Term within) {
        String path = path(store, "zones");
        String zones = "zones of `" + store.name() + "`";
        String declare = "nothing says over how many zones it spreads; declare `" + path + "`";
        return within.isUnknown()
                ? Term.unknown(zones + " and " + within.name(), declare + "; " + within.source(), path)
                : Term.unknown(zones, declare, path);
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

    /// Whether a backup that outlives the zone keeps each promise about loss, zones or not.
    private boolean isKeptByABackup(Store store, Comeback away) {
        BackupMargin margin = new BackupMargin(subject);
        return away.way() == Comeback.Way.RESTORED
                && zoneStakes(store, Promise.Objective.RPO)
                        .allMatch(stake -> margin.withMargin(away.loss(), stake.bound())
                                .span()
                                .isWithin(stake.bound()));
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
}
