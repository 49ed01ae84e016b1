package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A check of two writes that meet: resolutions of conflicts where none can arise, and the last write that wins
/// over an acknowledged one.
final class ConflictRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private ConflictRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
        this.findings = findings;
    }

    static void check(Subject subject, Store store, List<Finding> findings) {
        ConflictRules rules = new ConflictRules(subject, store, findings);
        rules.conflicts();
    }

    private String path(String key) {
        return "data." + store.name() + ".replication" + (key.isEmpty() ? "" : "." + key);
    }

    private Replication replication() {
        return store.replication();
    }

    private boolean isLocal() {
        return said.use().writes().equals(Optional.of(Storage.Writes.LOCAL));
    }

    private void conflicts() {
        List<String> ways =
                said.replication().map(Storage.Replication::conflicts).orElse(List.of());
        boolean several = isLocal()
                || ofGlobalTables()
                || replication().mode() == ReplicationMode.MULTI_PRIMARY
                || replication().edges().stream().anyMatch(edge -> edge.mode() == ReplicationMode.MULTI_PRIMARY)
                || replication().edges().stream().map(Edge::from).distinct().count() > 1;
        if (!ways.isEmpty() && !several) {
            findings.add(Finding.of(
                    Rule.CONFLICTS_WITHOUT_WRITERS,
                    path("conflicts"),
                    "`" + store.name() + "` resolves conflicts (" + Listed.names(ways) + ") and has one writer, "
                            + store.writer(),
                    "two writes can only meet where two members are written",
                    "delete `conflicts`, or say where the other writer is"));
        }
        boolean stated = ways.stream().anyMatch(ConflictRules::isLastWins);
        if ((stated || isLastWinsByKind()) && store.members().size() > 1 && !keepsVersions()) {
            lastWins(at());
        }
    }

    /// Reports whether the last write wins by the kind of store where the file says nothing else: DynamoDB global
    /// tables without strong consistency,
    /// Cassandra by the time stamp of each cell, Cosmos DB with several regions that write (Microsoft Learn,
    /// conflict resolution policies: last write wins by default; Cassandra documentation, Dynamo; 2026-11).
    private boolean isLastWinsByKind() {
        boolean several =
                said.primaries().size() > 1 || isLocal() || replication().mode() == ReplicationMode.MULTI_PRIMARY;
        boolean declared =
                said.replication().filter(own -> !own.conflicts().isEmpty()).isPresent();
        return ofGlobalTables()
                || (!declared
                        && several
                        && (store.kind() == StoreKind.CASSANDRA || store.kind() == StoreKind.COSMOSDB));
    }

    /// Whether the write that readers do not get is there as an older version of its object.
    private boolean keepsVersions() {
        return store.kind() == StoreKind.OBJECT
                && subject.value("data." + store.name() + ".versioning").equals(Optional.of("true"));
    }

    /// As people spell it.
    private static boolean isLastWins(String way) {
        String word = way.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "");
        return List.of("lastwritewins", "lastwriterwins", "latestwritewins", "lastwins", "lww")
                .contains(word);
    }

    /// Reports whether it is a DynamoDB global table without strong consistency, where the last write wins.
    private boolean ofGlobalTables() {
        boolean both = replication().mode() == ReplicationMode.PROVIDER
                || replication().mode() == ReplicationMode.MULTI_PRIMARY;
        return store.kind() == StoreKind.DYNAMODB && both && !isStrong();
    }

    private boolean isStrong() {
        return replication().edges().stream().anyMatch(edge -> edge.transport().strong());
    }

    private void lastWins(String at) {
        promiseOfNoLoss()
                .filter(_ -> isWrittenApart())
                .map(promise -> Finding.of(
                                Rule.LAST_WRITE_WINS,
                                at,
                                "`" + store.name()
                                        + "` keeps the later of two writes and throws the other away, and `"
                                        + promise + "` promises to lose nothing",
                                "the user of the write that lost was told that it was kept; clocks decide which one it is",
                                "one writer per key (partitions with a `home`), a merge of both, or another promise")
                        .about(promise))
                .or(this::lastWinsOnAQuietDay)
                .ifPresent(findings::add);
    }

    /// Nothing promises more, and no region has to be lost for it.
    private Optional<Finding> lastWinsOnAQuietDay() {
        List<RegionName> serving = serving();
        return serving.size() < 2 || isPartitioned()
                ? Optional.empty()
                : Optional.of(Finding.of(
                                Rule.LAST_WRITE_WINS,
                                at(),
                                "`" + store.name() + "` is written in " + Listed.regions(serving)
                                        + " and keeps the later of two writes of one key",
                                "the other write was acknowledged and is dropped, on a day on which nothing fails",
                                "one writer per key (partitions with a `home`), conditional writes in one region, or data"
                                        + " that can be merged")
                        .with(Severity.NOTE));
    }

    /// The members whose region serves users while nothing is wrong.
    private List<RegionName> serving() {
        Application owner = subject.blueprint().applications().get(store.application());
        return owner == null
                ? List.copyOf(store.members())
                : store.members().stream()
                        .filter(member -> owner.roles().get(member) != Role.STANDBY
                                && WriterRules.isUsedIn(subject, store, member))
                        .toList();
    }

    private boolean isPartitioned() {
        return !said.partitions().isEmpty()
                && said.partitions().values().stream()
                        .allMatch(partition -> partition.home().isPresent());
    }

    /// Whether two regions write at once, so that two writes of one key can meet: both serve users, or the file
    /// names both as places of writes.
    private boolean isWrittenApart() {
        boolean both = replication().mode() == ReplicationMode.MULTI_PRIMARY
                || replication().edges().stream().anyMatch(edge -> edge.mode() == ReplicationMode.MULTI_PRIMARY);
        return both || serving().size() > 1 || said.primaries().size() > 1 || isLocal();
    }

    private String at() {
        return path(
                said.replication()
                                .filter(own -> own.conflicts().stream().anyMatch(ConflictRules::isLastWins))
                                .isPresent()
                        ? "conflicts"
                        : "mode");
    }

    /// The path of a promise that nothing of this store is ever lost.
    private Optional<String> promiseOfNoLoss() {
        return subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && stake.bound().equals(Duration.ZERO)
                        && stake.disruption() == Promise.Disruption.REGION
                        && stake.reach().lost().contains(store.name()))
                .map(Stake::path)
                .findFirst();
    }
}
