package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.ViaWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Copies that serve by themselves, so that nothing is promoted: secrets, objects or cluster objects that a
/// pipeline or a program copies into a vault, a bucket or a cluster of another region. A backup or a snapshot is a
/// file until somebody restores it.
final class LiveCopies {
    /// Parts of words of `via` for copies that are files until somebody restores them.
    private static final List<String> FILES = List.of("backup", "snapshot", "dump", "export", "archive", "velero");

    /// Parts of words of `via` for copies that are loaded into an instance which runs and takes writes.
    private static final List<String> LOADS = List.of("restore", "import", "load");

    /// Parts of words of `via` for programs that read the log of a database and write what it says into another
    /// one (AWS Database Migration Service User Guide, Targets for data migration: a database of its own, which
    /// takes writes all the time; 2026-11).
    private static final List<String> CAPTURES = List.of("dms", "database-migration", "qlik");

    /// Parts of words of `via` for files that a provider makes on a schedule of its own.
    private static final List<String> SCHEDULED = List.of("snapshot", "backup");

    /// Parts of words of `via` for files that a program makes, and for a restore that people carry out,
    /// or the plan in the failover.
    private static final List<String> MADE_BY_A_PROGRAM = List.of("dump", "export");

    private static final List<String> BY_PEOPLE = List.of("by hand", "manual", "by people", "failover");

    private LiveCopies() {}

    /// Whether each copy is loaded into an instance of its own, which takes writes without a promotion: `pg_dump
    /// and pg_restore`.
    static boolean isLoaded(Edge edge) {
        return edge.mode() == ReplicationMode.COPY && edge.complete() && says(edge, LOADS) && !says(edge, BY_PEOPLE);
    }

    /// Whether changes are written into a database of its own, which is running and takes writes without a
    /// promotion.
    static boolean isCaptured(Edge edge) {
        return edge.mode() == ReplicationMode.ASYNC && says(edge, CAPTURES);
    }

    /// Whether each copy of a store is such a database.
    static boolean areCaptured(Store store) {
        List<Edge> edges = store.replication().edges();
        return !edges.isEmpty() && edges.stream().allMatch(LiveCopies::isCaptured);
    }

    /// Whether some copy of a store is a file that waits for its restore.
    static boolean waitForARestore(Store store) {
        return store.replication().edges().stream().anyMatch(LiveCopies::waitsForARestore);
    }

    /// Whether a copy is a file that no run restores by itself.
    static boolean waitsForARestore(Edge edge) {
        return isAFile(edge) && !isLoaded(edge);
    }

    /// Whether some copy of a store is a file.
    static boolean areFiles(Store store) {
        return store.replication().edges().stream().anyMatch(LiveCopies::isAFile);
    }

    /// Whether the files that are copied are those that a provider makes: no copy is newer than the newest of
    /// them.
    static boolean areMadeByTheProvider(Store store) {
        return store.managed()
                && store.replication().edges().stream()
                        .anyMatch(edge -> isAFile(edge) && says(edge, SCHEDULED) && !says(edge, MADE_BY_A_PROGRAM));
    }

    /// Whether the copy is a file, which has to be restored before it serves: a dump, a backup or a snapshot.
    static boolean isAFile(Edge edge) {
        return edge.mode() == ReplicationMode.COPY && says(edge, FILES);
    }

    private static boolean says(Edge edge, List<String> words) {
        return edge.transport()
                .via()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> words.stream().anyMatch(word::contains))
                .isPresent();
    }

    /// Whether what an edge keeps in its end is in a service of its own there.
    static boolean isOne(StoreMechanisms mechanisms, Store store, Edge edge) {
        Optional<String> via = edge.transport().via();
        boolean isOfServices = store.kind() == StoreKind.OBJECT
                || store.kind() == StoreKind.CLUSTER_OBJECTS
                || (store.kind() == StoreKind.VAULT && (store.managed() || via.isPresent()));
        boolean isFile = via.map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> FILES.stream().anyMatch(word::contains))
                .isPresent();
        return isOfServices && !isFile && edge.complete() && isCopiedByOthers(mechanisms, store, edge);
    }

    /// Whether no provider copies: with `mode: copy` unless a provider's mechanism of the word has to be called,
    /// with `mode: async` where `via` names a way that no table has and that is no slip of one of its words.
    private static boolean isCopiedByOthers(StoreMechanisms mechanisms, Store store, Edge edge) {
        return switch (edge.mode()) {
            case COPY ->
                mechanisms
                        .across(store, edge)
                        .filter(row -> row.starter() != Mechanism.Starter.ITSELF)
                        .isEmpty();
            case ASYNC ->
                edge.transport()
                        .via()
                        .filter(word -> Mechanisms.named(word).isEmpty() && !ViaWords.isNearAWord(store.kind(), word))
                        .isPresent();
            case SYNC, QUORUM, MULTI_PRIMARY, PROVIDER, NONE, UNKNOWN -> false;
        };
    }
}
