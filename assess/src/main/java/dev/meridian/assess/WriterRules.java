package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A check of where a store takes writes: several regions that write need edges between them, and a writable copy
/// of objects
/// keeps its writes to itself.
final class WriterRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private WriterRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
        this.findings = findings;
    }

    static void check(Subject subject, Store store, List<Finding> findings) {
        WriterRules rules = new WriterRules(subject, store, findings);
        rules.twoWriters();
        rules.writableCopies();
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

    /// A copy of a bucket takes writes of its region in any case, and a replication rule leads one way
    /// (Amazon S3 user guide, replicating objects; Azure object replication makes the target read-only; 2026-11).
    private void writableCopies() {
        Application owner = subject.blueprint().applications().get(store.application());
        boolean isDeclared = said.use().writes().isPresent() || hasOneWriter();
        boolean oneWay =
                replication().mode() == ReplicationMode.ASYNC || replication().mode() == ReplicationMode.COPY;
        if (owner == null || store.kind() != StoreKind.OBJECT || isDeclared || !oneWay) {
            return;
        }
        List<RegionName> copies = store.members().stream()
                .filter(member ->
                        !member.equals(store.writer()) && owner.roles().get(member) == Role.ACTIVE)
                .filter(member -> !"azure".equals(cloud(member)))
                .filter(member -> hasUsers() && isUsedIn(member))
                .filter(member -> replication().edges().stream()
                        .noneMatch(edge -> edge.from().equals(member)))
                .toList();
        if (!copies.isEmpty()) {
            findings.add(Finding.of(
                            Rule.TWO_WRITERS_NO_EDGE,
                            path(""),
                            "`" + store.name() + "` is copied from " + store.writer() + " to " + Listed.regions(copies)
                                    + ", and services there can write to the copy",
                            "replication of objects leads one way: writes and deletions in the copy stay there",
                            "`writes: primary`, so that services elsewhere only read, or edges both ways")
                    .with(Severity.WARNING));
        }
    }

    private String cloud(RegionName region) {
        return Optional.ofNullable(subject.blueprint().regions().get(region))
                .map(found -> found.cloud())
                .orElse("");
    }

    private boolean hasUsers() {
        return subject.topology().services().values().stream()
                .anyMatch(service -> service.dependsOn().containsKey(store.name()));
    }

    private Finding parting(List<RegionName> alone) {
        String others = Listed.regions(alone);
        return Finding.of(
                Rule.TWO_WRITERS_NO_EDGE,
                path(""),
                "`" + store.name() + "` is written in " + store.writer() + " and in " + others
                        + ", and no edge leads back",
                (isLocal() ? "`writes: local` takes writes there" : "`role: primary` serves writes") + "; writes in "
                        + others + " never reach " + store.writer(),
                Listed.either(Stream.of(
                                new CopyFixes(subject).severalWriters(store).map(way -> way + " with `conflicts`"),
                                Optional.of("partitions with a `home`"),
                                Optional.of(isLocal() ? "`writes: forward`" : "`role: active` there"))
                        .flatMap(Optional::stream)
                        .toList()));
    }

    /// `replication: none` says on purpose that each region keeps its own.
    private Finding apart(List<RegionName> alone) {
        return Finding.of(
                        Rule.TWO_WRITERS_NO_EDGE,
                        path(""),
                        "`" + store.name() + "` is written in " + store.writer() + " and in " + Listed.regions(alone)
                                + ", and nothing copies it between them",
                        "each region has separate data; users who are moved to another region find none of theirs",
                        Listed.either(Stream.of(
                                        new CopyFixes(subject).severalWriters(store),
                                        Optional.of("partitions with a `home` that say whose data is where"),
                                        Optional.of("`writes: forward` to one writer whose copies are elsewhere"))
                                .flatMap(Optional::stream)
                                .toList()))
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
        return isUsedIn(subject, store, region);
    }

    /// Reports whether a service that uses a store runs in a region, or no service says that it uses it.
    static boolean isUsedIn(Subject subject, Store store, RegionName region) {
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
                said.primaries().size() == 1 || said.pattern().equals(Optional.of(Topology.Pattern.ACTIVE_PASSIVE));
        boolean passesOn = said.use().writes().isPresent() && !isLocal();
        boolean ofItsRegion = replication().mode() == ReplicationMode.NONE && RegionalKinds.has(store.kind());
        return passesOn || (!isLocal() && named) || ofItsRegion || StoreContents.areDerived(subject, store);
    }

    private boolean takesWritesEverywhere() {
        return switch (replication().mode()) {
            case MULTI_PRIMARY, QUORUM, PROVIDER, UNKNOWN -> true;
            case SYNC, ASYNC, COPY, NONE -> false;
        };
    }
}
