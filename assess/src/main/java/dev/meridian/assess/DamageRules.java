package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import java.util.List;

/// Stores whose damage has no way back: nothing of the file restores an earlier state. A promise about damage has
/// an error of its own.
final class DamageRules {
    private DamageRules() {}

    static void check(Subject subject, Store store, List<Finding> findings) {
        if (isPromised(subject, store)) {
            return;
        }
        Storage.Store said = subject.said(store);
        Comeback.Way way = subject.wayBack(store, Promise.Disruption.CORRUPTION).way();
        boolean isUnsaid = way == Comeback.Way.RESTORED && new DefaultBackups(subject).areUnsaid(store);
        boolean isLost = (way == Comeback.Way.LOST || isUnsaid) && !RegionalKinds.carriesMessages(store.kind());
        boolean isCopied =
                !store.replication().edges().isEmpty() || !Votes.of(store, said).isEmpty();
        if (isMirroredLog(subject, store)) {
            findings.add(finding(
                    store,
                    "`" + store.name() + "` has replicas and nothing beside them: damage reaches all of them",
                    "replication copies a bad record as it copies all others",
                    "records written to another store too, and `recover.replay` from there; or nothing, where"
                            + " producers send them again"));
        } else if (isLost && isCopied) {
            findings.add(finding(
                    store,
                    "`" + store.name() + "` has replicas and "
                            + (isUnsaid ? "the file names no backup" : "no backup")
                            + ": damage reaches all of them",
                    "replication copies a bad write as fast as a good one",
                    "a backup that the damage does not reach (`backup`), or `versioning: true` for objects"));
        } else if (isLost && counts(subject, store)) {
            findings.add(finding(
                    store,
                    "the file names no way back from damage of `" + store.name() + "`",
                    "nothing that it says brings back the state before a bad write or a deletion"
                            + (store.managed()
                                    ? "; backups that its provider keeps count once the file names them"
                                    : ""),
                    store.managed()
                            ? "the backup that is there, as `backup`; or one that is set up"
                            : "a backup that the damage does not reach (`backup`)"));
        }
    }

    private static Finding finding(Store store, String statement, String why, String fix) {
        return Finding.of(Rule.NO_WAY_BACK_FROM_DAMAGE, "data." + store.name(), statement, why, fix);
    }

    private static boolean isPromised(Subject subject, Store store) {
        return !WayChoice.stakes(subject, store, Promise.Disruption.CORRUPTION).isEmpty()
                || (BadVersion.concerns(subject, store)
                        && !WayChoice.stakes(subject, store, Promise.Disruption.BAD_DEPLOY)
                                .isEmpty());
    }

    /// Whether a promise rests on a store without copies. A Redis of which the file does not say what it is for
    /// may be a cache.
    private static boolean counts(Subject subject, Store store) {
        boolean maybeCache = store.kind() == StoreKind.REDIS
                && subject.said(store).use().purposes().isEmpty();
        return !maybeCache
                && subject.stakes().stream()
                        .anyMatch(stake -> stake.objective() == Promise.Objective.RPO
                                ? stake.reach().lost().contains(store.name())
                                : stake.reach().stores().contains(store.name()));
    }

    /// A log of records that is copied to other regions, and of which no other store has a copy.
    private static boolean isMirroredLog(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        boolean isFedElsewhere = said.replication()
                .filter(own -> own.edges().values().stream()
                        .anyMatch(edge -> edge.into().isPresent()))
                .isPresent();
        return store.kind() == StoreKind.KAFKA
                && store.replication().edges().stream().anyMatch(PartialCopies::copies)
                && said.backup().isEmpty()
                && !StoreContents.areMadeAgain(said)
                && !isFedElsewhere;
    }
}
