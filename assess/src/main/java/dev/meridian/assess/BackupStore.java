package dev.meridian.assess;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.Optional;

/// The store of the file that keeps the backups of another one, and their way through it to other regions.
///
/// A backup is written where its store is. It leaves that region only where the keeper is copied: members that are
/// not copied to each other keep the backups of their own region alone.
///
/// @param home the region of the store that is backed up
/// @param keeper the store that keeps the backups
record BackupStore(Subject subject, RegionName home, Store keeper) {
    static Optional<BackupStore> of(Subject subject, Store store) {
        return subject.said(store)
                .backup()
                .flatMap(Storage.Backup::store)
                .map(name -> new BackupStore(subject, store.writer(), subject.store(name)));
    }

    /// What a backup in another region lacks beside its age: nothing where it is written there; the lag of the
    /// copies of the keeper; unknown where nobody knows whether there are any. Empty where all stay at home.
    Optional<Term> way() {
        boolean isBeside = keeper.members().contains(home);
        if (!isBeside && !keeper.members().isEmpty()) {
            return Optional.of(Figures.none("written to another region"));
        }
        if (isPerhapsCopied()) {
            String path = "data." + keeper.name() + ".replication.mode";
            return Optional.of(Term.unknown(
                    "copies of `" + keeper.name() + "`",
                    "the file says `replication: unknown` of `" + keeper.name()
                            + "`; find out how it is copied, and declare it",
                    path));
        }
        return keeper.replication().mode() == ReplicationMode.NONE
                        || keeper.writer().equals(home)
                ? copied()
                : Optional.of(Figures.none("written to another region"));
    }

    /// Whether nobody knows if any backup leaves the region.
    boolean isPerhapsCopied() {
        return Outcome.isUnknown(keeper)
                && keeper.members().size() > 1
                && keeper.members().contains(home);
    }

    /// The shortest way along the copies that leave the region.
    private Optional<Term> copied() {
        return keeper.writer().equals(home)
                ? new Losses(subject)
                        .reached(keeper, _ -> true).entrySet().stream()
                                .filter(member -> !member.getKey().equals(home))
                                .map(member -> member.getValue())
                                .filter(way -> way.span().best().isPresent())
                                .reduce((one, other) ->
                                        one.span().min(other.span()).equals(one.span()) ? one : other)
                : Optional.empty();
    }
}
