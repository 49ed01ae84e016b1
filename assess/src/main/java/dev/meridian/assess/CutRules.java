package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A note about stores that several regions write by design, without a word about conflicts: what a cut between
/// the regions does to their writes. Where each region keeps its own, or a majority decides, other rules say it.
final class CutRules {
    /// Kinds whose product has a rule for two writes of one key: the last one wins ([ConflictRules]), in
    /// directories for each attribute (Microsoft Learn, How the Active Directory replication model works;
    /// recalled, 2026-11). So has Redis with several writers, whose types merge (Redis documentation,
    /// Active-Active geo-distributed Redis; read 2026-11).
    private static final List<StoreKind> WITH_A_RULE =
            List.of(StoreKind.DYNAMODB, StoreKind.CASSANDRA, StoreKind.COSMOSDB, StoreKind.IDENTITY);

    private CutRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            List<RegionName> writers = writers(subject, store);
            boolean isResolved = subject.said(store)
                    .replication()
                    .filter(own -> !own.conflicts().isEmpty())
                    .isPresent();
            boolean isApart = store.replication().edges().stream().anyMatch(edge -> isLate(edge, writers));
            if (writers.size() > 1
                    && isApart
                    && !isResolved
                    && !hasARule(store)
                    && !StoreContents.areDerived(subject, store)
                    && subject.said(store).partitions().isEmpty()) {
                findings.add(finding(store, writers));
            }
        }
    }

    private static boolean hasARule(Store store) {
        return WITH_A_RULE.contains(store.kind())
                || (store.kind() == StoreKind.REDIS && store.replication().mode() == ReplicationMode.MULTI_PRIMARY);
    }

    /// Whether an edge leads from one writer to another, and no write waits for it.
    private static boolean isLate(Edge edge, List<RegionName> writers) {
        boolean isAsynchronous = edge.mode() == ReplicationMode.ASYNC
                || (edge.mode() == ReplicationMode.MULTI_PRIMARY
                        && !edge.transport().strong());
        return isAsynchronous && writers.contains(edge.from()) && writers.contains(edge.to());
    }

    private static List<RegionName> writers(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> named = said.primaries().stream()
                .map(name -> Optional.ofNullable(said.members().get(name))
                        .map(Storage.Member::region)
                        .orElseGet(() -> new RegionName(name)))
                .distinct()
                .toList();
        boolean isEverywhere = said.use().writes().equals(Optional.of(Storage.Writes.LOCAL))
                || store.replication().mode() == ReplicationMode.MULTI_PRIMARY;
        if (named.size() > 1 || owner == null || !isEverywhere) {
            return named;
        }
        return store.members().stream()
                .filter(member ->
                        owner.roles().get(member) != Role.STANDBY && WriterRules.isUsedIn(subject, store, member))
                .toList();
    }

    private static Finding finding(Store store, List<RegionName> writers) {
        boolean isOfMessages = RegionalKinds.carriesMessages(store.kind());
        return Finding.of(
                Rule.WRITES_APART,
                "data." + store.name() + ".replication",
                "while " + Listed.regions(writers) + " are cut off from each other, each of them goes on taking writes"
                        + " of `" + store.name() + "`",
                isOfMessages
                        ? "neither waits for the other: messages of one side reach readers of the other after the cut"
                                + " only, and clients that change sides meanwhile see a part of them"
                        : "neither waits for the other, and nothing in the file says which of two writes of one record counts"
                                + " when they meet",
                isOfMessages
                        ? "nothing, if readers stand late messages and messages out of order"
                        : "`replication.conflicts`, partitions with a `home`, or one writer");
    }
}
