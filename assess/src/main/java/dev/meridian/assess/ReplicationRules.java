package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Whether writes that are taken somewhere get where they are needed, and what happens to two of them that meet.
final class ReplicationRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private ReplicationRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = Objects.requireNonNull(subject.topology().stores().get(store.name()));
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            ReplicationRules rules = new ReplicationRules(subject, store, findings);
            rules.twoWriters();
            rules.conflicts();
            rules.synchronous();
            rules.unknown();
            rules.target();
            Offered.check(subject, store, findings);
        }
    }

    private String path(String key) {
        return "data." + store.name() + ".replication" + (key.isEmpty() ? "" : "." + key);
    }

    private Replication replication() {
        return store.replication();
    }

    /// Several regions take writes; each of their members needs an edge back, or a mechanism that takes writes on
    /// all sides.
    private void twoWriters() {
        Application owner = subject.blueprint().applications().get(store.application());
        if (owner == null || takesWritesEverywhere() || !said.partitions().isEmpty() || hasOneWriter()) {
            return;
        }
        List<RegionName> alone = store.members().stream()
                .filter(member -> !member.equals(store.writer()) && isWritten(owner, member))
                .filter(member -> replication().edges().stream()
                        .noneMatch(edge -> edge.from().equals(member)))
                .toList();
        if (!alone.isEmpty()) {
            findings.add(replication().mode() == ReplicationMode.NONE ? apart(alone) : parting(alone));
        }
    }

    private Finding parting(List<RegionName> alone) {
        String others = Listed.regions(alone);
        return Finding.of(
                Rule.TWO_WRITERS_NO_EDGE,
                path(""),
                "`" + store.name() + "` is written in " + store.writer() + " and in " + others
                        + ", and no edge leads back",
                (isLocal() ? "`writes: local` takes writes there" : "`role: primary` serves writes")
                        + "; what is written in " + others + " never reaches " + store.writer(),
                "`replication: multi-primary` with `conflicts`, partitions with a `home`, or "
                        + (isLocal() ? "`writes: forward`" : "`role: active` there"));
    }

    /// `replication: none` says on purpose that each region keeps its own.
    private Finding apart(List<RegionName> alone) {
        return Finding.of(
                        Rule.TWO_WRITERS_NO_EDGE,
                        path(""),
                        "`" + store.name() + "` is written in " + store.writer() + " and in " + Listed.regions(alone)
                                + ", and nothing copies it between them",
                        "each region has data of its own; users who are moved to another region find none of theirs",
                        "`replication: multi-primary`, or partitions with a `home` that say whose data is where")
                .with(Severity.WARNING);
    }

    /// Writes are taken by the members that the file names for it; else in a primary region, and in a region that
    /// serves where the store says so. Where no service that uses the store runs, nothing writes.
    private boolean isWritten(Application owner, RegionName region) {
        if (!isLocal() && !said.primaries().isEmpty()) {
            return said.primaries().stream().anyMatch(name -> regionOf(name).equals(region));
        }
        Role role = owner.roles().get(region);
        return (role == Role.PRIMARY || (role == Role.ACTIVE && isLocal())) && isUsedIn(region);
    }

    private RegionName regionOf(String member) {
        return Optional.ofNullable(said.members().get(member))
                .map(Storage.Member::region)
                .orElseGet(() -> new RegionName(member));
    }

    private boolean isUsedIn(RegionName region) {
        List<Topology.Service> users = subject.topology().services().values().stream()
                .filter(service -> service.dependsOn().containsKey(store.name()))
                .toList();
        return users.isEmpty()
                || users.stream()
                        .anyMatch(service ->
                                service.in().isEmpty() || service.in().contains(region));
    }

    private boolean isLocal() {
        return said.use().writes().equals(Optional.of(Storage.Writes.LOCAL));
    }

    /// The file names the member that takes the writes, or says that others pass them on, or calls the store
    /// active-passive; or it is a copy of something else, or of a kind that each region has for itself.
    private boolean hasOneWriter() {
        boolean named =
                said.primary().isPresent() || said.pattern().equals(Optional.of(Topology.Pattern.ACTIVE_PASSIVE));
        boolean passesOn = said.use().writes().isPresent() && !isLocal();
        boolean ofItsRegion = replication().mode() == ReplicationMode.NONE && RegionalKinds.has(store.kind());
        return passesOn || (!isLocal() && named) || ofItsRegion || Outcome.isDerived(subject, store);
    }

    private boolean takesWritesEverywhere() {
        return switch (replication().mode()) {
            case MULTI_PRIMARY, QUORUM, PROVIDER, UNKNOWN -> true;
            case SYNC, ASYNC, COPY, NONE -> false;
        };
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
        boolean stated = ways.stream().anyMatch(ReplicationRules::isLastWins);
        if ((stated || isLastWinsByKind()) && store.members().size() > 1) {
            lastWins(at());
        }
    }

    /// What the kind does where the file says nothing else: DynamoDB global tables without strong consistency,
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

    /// As people spell it.
    private static boolean isLastWins(String way) {
        String word = way.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "");
        return List.of("lastwritewins", "lastwriterwins", "latestwritewins", "lastwins", "lww")
                .contains(word);
    }

    /// What DynamoDB does in global tables without strong consistency, said or not.
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
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> serving = owner == null
                ? store.members()
                : store.members().stream()
                        .filter(member -> owner.roles().get(member) != Role.STANDBY && isUsedIn(member))
                        .toList();
        boolean apart = !said.partitions().isEmpty()
                && said.partitions().values().stream()
                        .allMatch(partition -> partition.home().isPresent());
        return serving.size() < 2 || apart
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

    private String at() {
        return path(
                said.replication()
                                .filter(own -> own.conflicts().stream().anyMatch(ReplicationRules::isLastWins))
                                .isPresent()
                        ? "conflicts"
                        : "mode");
    }

    /// Where somebody says that nothing of this store is ever lost.
    private Optional<String> promiseOfNoLoss() {
        return Stake.of(subject).stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && stake.bound().equals(Duration.ZERO)
                        && stake.disruption() != Promise.Disruption.CORRUPTION
                        && stake.disruption() != Promise.Disruption.BAD_DEPLOY
                        && stake.reach().lost().contains(store.name()))
                .map(Stake::path)
                .findFirst();
    }

    private void synchronous() {
        if (replication().mode() != ReplicationMode.SYNC) {
            return;
        }
        if (!replication().stopWithoutStandby()) {
            findings.add(Finding.of(
                    Rule.COMMITS_GO_ON_ALONE,
                    path("ifNoStandby"),
                    "commits of `" + store.name() + "` go on when no standby answers",
                    "what is acknowledged then exists in " + store.writer() + " only",
                    "`ifNoStandby: stop`: writes wait until a standby is back"));
        }
        Map<String, List<RegionName>> apart = new LinkedHashMap<>();
        said.replication().map(Storage.Replication::edges).orElseGet(LinkedHashMap::new).values().stream()
                .filter(edge -> edge.waitFor().isPresent())
                .map(edge -> Map.entry(edge, standbys(edge.name())))
                .filter(edge -> !edge.getValue().isEmpty())
                .forEach(edge -> apart.put(edge.getKey().name(), edge.getValue()));
        if (apart.isEmpty()) {
            provable(said.replication().flatMap(Storage.Replication::waitFor), "waitFor", standbys(""));
        }
        apart.forEach((edge, ends) -> provable(waitFor(edge), "edges." + edge + ".waitFor", ends));
    }

    private Optional<Storage.WaitFor> waitFor(String edge) {
        return said.replication()
                .flatMap(all -> Optional.ofNullable(all.edges().get(edge)))
                .flatMap(Storage.Edge::waitFor);
    }

    /// Where the synchronous edges of one name lead from the writer; of all for an empty one.
    private List<RegionName> standbys(String name) {
        return replication().edges().stream()
                .filter(edge -> name.isEmpty()
                        || edge.name().equals(name)
                        || edge.name().startsWith(name + "."))
                .filter(edge ->
                        edge.mode() == ReplicationMode.SYNC && edge.from().equals(store.writer()))
                .map(Edge::to)
                .distinct()
                .toList();
    }

    /// Standbys that are named have everything; of any so many nobody knows which.
    private void provable(Optional<Storage.WaitFor> whom, String key, List<RegionName> standbys) {
        int waits = switch (whom.orElse(new Storage.WaitFor.Some(1))) {
            case Storage.WaitFor.Some(int some) -> some;
            case Storage.WaitFor.All _, Storage.WaitFor.Named _ -> standbys.size();
        };
        int needed = standbys.size() - waits + 1;
        if (needed > 1) {
            findings.add(Finding.of(
                    Rule.LOSS_NOT_PROVABLE,
                    path(key),
                    "a commit of `" + store.name() + "` waits for " + waits + " of " + standbys.size()
                            + " standbys: after the loss of " + store.writer() + " " + needed
                            + " of them have to answer",
                    "R + W > N: " + needed + " + " + waits + " > " + standbys.size()
                            + ", so one of those who answer has every acknowledged write; with fewer nothing is proven",
                    "`waitFor: all` if one survivor shall do; a commit then needs all standbys"));
        }
    }

    /// A lag that the file itself allows, above the loss that it promises.
    private void target() {
        Optional<Duration> target = said.replication().flatMap(Storage.Replication::target);
        Optional<Stake> promise = Stake.of(subject).stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.isClaim()
                        && stake.reach().lost().contains(store.name()))
                .min(Comparator.comparing(Stake::bound));
        if (target.isPresent()
                && promise.isPresent()
                && target.get().compareTo(promise.get().bound()) > 0) {
            findings.add(Finding.of(
                            Rule.PROMISES_CONTRADICT,
                            path("target"),
                            "`" + store.name() + "` may lag by " + Durations.text(target.get()) + ", and `"
                                    + promise.get().path() + "` allows a loss of "
                                    + Durations.text(promise.get().bound()),
                            "what lags is lost with the region: " + Durations.text(target.get()) + " > "
                                    + Durations.text(promise.get().bound()),
                            "a smaller `target`, or `objectives: {rpo: " + Durations.text(target.get())
                                    + "}` for this store")
                    .about(promise.get().path()));
        }
    }

    private void unknown() {
        if (!Outcome.isUnknown(store)) {
            return;
        }
        Optional<String> promise = Stake.of(subject).stream()
                .filter(stake -> stake.disruption() == Promise.Disruption.REGION
                        && stake.reach().lost().contains(store.name()))
                .max(Comparator.comparing(Stake::objective))
                .map(Stake::path);
        Finding finding = Finding.of(
                Rule.NOBODY_KNOWS,
                path("mode"),
                "nobody knows how `" + store.name() + "` gets from " + store.writer() + " to its other members"
                        + promise.map(at -> ", and `" + at + "` rests on it").orElse(""),
                "if it is not replicated, each region has data of its own, and the loss of one is for ever",
                "find out, and write `async`, `sync` or `none` (as `none`: everything since the last backup is lost;"
                        + " as `async`: the lag)");
        findings.add(promise.map(finding::about).orElseGet(() -> finding.with(Severity.WARNING)));
    }
}
