package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A claim about the loss of a store that comes back from backups at intervals. A document that names the recovery
/// point of a snapshot means a restore, so an interval that is longer than the figure refutes the claim by itself.
/// The loss of a region, which a claim without `disruption` is about, comes on top.
///
/// @param figure of the claim
/// @param isTaken whether the loss of the region takes the backups as well
record BackupClaims(
        Stake stake, Claim.Figure figure, Store store, Duration every, Optional<Duration> takes, boolean isTaken) {

    /// Empty where a claim is about something else, where moments between two backups can be restored, and where
    /// the interval is the loss by which the claim is judged anyway.
    static Optional<BackupClaims> of(Subject subject, Stake stake) {
        Optional<Claim> claim =
                stake.claim(subject).filter(found -> found.about().isEmpty());
        Optional<Store> store = claim.flatMap(found -> store(subject, stake, found));
        Optional<Storage.Backup> backup = store.flatMap(found -> backup(subject, found));
        if (backup.isEmpty() || backup.get().every().isEmpty()) {
            return Optional.empty();
        }
        Comeback back = subject.wayBack(store.get(), Promise.Disruption.REGION);
        return back.way() == Comeback.Way.RESTORED
                ? Optional.empty()
                : Optional.of(new BackupClaims(
                        stake,
                        claim.get().figure(),
                        store.get(),
                        backup.get().every().get(),
                        backup.get().takes(),
                        back.loss().span().best().isEmpty()));
    }

    /// The store of a claim about a loss that is at its backup, or at a store that nothing else brings back.
    private static Optional<Store> store(Subject subject, Stake stake, Claim claim) {
        String[] path = claim.at().orElse("").split("\\.", -1);
        boolean isOfStore = stake.objective() == Promise.Objective.RPO
                && path.length > 1
                && path[0].equals("data")
                && subject.blueprint().stores().containsKey(path[1]);
        if (!isOfStore) {
            return Optional.empty();
        }
        Store store = subject.store(path[1]);
        boolean isOfBackup = path.length > 2 && path[2].equals("backup");
        boolean hasCopies = store.replication().edges().stream().anyMatch(PartialCopies::copies);
        boolean isMadeAgain = StoreContents.areMadeAgain(subject.said(store));
        return isOfBackup || (!hasCopies && !isMadeAgain) ? Optional.of(store) : Optional.empty();
    }

    private static Optional<Storage.Backup> backup(Subject subject, Store store) {
        return subject.said(store).backup().filter(found -> found.pointInTime().isEmpty());
    }

    /// The loss that a claim is judged by: of a claim at a backup of a store that a copy brings back, the age of
    /// that backup where it is the larger one.
    ///
    /// @param lost the store whose loss is reckoned
    /// @param known its loss with a lost region
    Term loss(Subject subject, Store lost, Term known) {
        boolean isOfThisBackup = store.equals(lost) && !isTaken && known.span().isWithin(stake.bound());
        return isOfThisBackup ? new Backups(subject).inPlace(store).loss() : known;
    }

    /// The least that a restore loses of what the claim speaks of: half of the interval where it is no bound.
    private Duration least() {
        return figure == Claim.Figure.BOUND ? every.plus(takes.orElse(Duration.ZERO)) : every.dividedBy(2);
    }

    /// The finding about a claim that is refuted without the loss of a region: the copy that it is about is not
    /// there, or the interval of its backups is longer than its figure.
    static Optional<Finding> refutedAtOnce(Subject subject, Stake stake) {
        return UnbuiltCopy.of(subject, stake)
                .map(UnbuiltCopy::refuted)
                .or(() -> of(subject, stake).flatMap(BackupClaims::refuted));
    }

    /// The finding about a claim that the interval alone refutes.
    private Optional<Finding> refuted() {
        if (least().compareTo(stake.bound()) <= 0) {
            return Optional.empty();
        }
        boolean isBound = figure == Claim.Figure.BOUND;
        String interval = "a backup every " + text(every);
        String sum = isBound
                ? takes.map(time -> interval + " that takes " + text(time)).orElse(interval)
                : "half of " + interval;
        return Optional.of(Finding.of(
                        Rule.CLAIM_REFUTED,
                        stake.path(),
                        "`" + stake.owner() + "` says rpo " + text(stake.bound()) + UsualClaims.figure(figure)
                                + ", and the backups of `" + store.name() + "` are " + text(every) + " apart",
                        "what is written between two backups is in neither, so a restore loses "
                                + (isBound ? "up to " + text(least()) : text(least()) + " on average")
                                + " also where no region is lost"
                                + (isTaken ? "; a loss of " + store.writer() + " takes the backups as well" : ""),
                        fix())
                .about(stake.path())
                .with(new Finding.Arithmetic(
                        sum + " = " + text(least()) + " > rpo " + text(stake.bound()), interval, List.of())));
    }

    /// The figure that these backups keep, and the interval that would keep the claim.
    private String fix() {
        boolean isBound = figure == Claim.Figure.BOUND;
        Duration kept = !isBound ? least() : takes.map(every::plus).orElse(every.multipliedBy(2));
        Duration rhythm = !isBound
                ? stake.bound().multipliedBy(2)
                : takes.map(time -> stake.bound().minus(time))
                        .orElse(stake.bound().dividedBy(2));
        String claim = "a claim of " + text(kept) + " or more"
                + (isTaken ? " with `disruption: corruption`, where it means a restore in place" : "");
        return !rhythm.isPositive()
                ? claim
                : claim + "; else `data." + store.name() + ".backup.every: " + text(rhythm) + "` or less"
                        + (isTaken ? " and a copy outside " + store.writer() : "");
    }

    /// A remark about the interval, for a claim that another reason refutes.
    Optional<String> beside() {
        return every.compareTo(stake.bound()) <= 0
                ? Optional.empty()
                : Optional.of("besides, a backup every " + text(every) + " loses up to " + text(every)
                        + " also where no region is lost, " + text(every.dividedBy(2)) + " on average");
    }
}
