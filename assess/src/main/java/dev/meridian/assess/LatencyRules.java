package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the speed of light in the fibre that there is leaves room for a promised latency: a request travels at
/// least from its user to a region that serves, and a synchronous commit at least to one standby and back.
final class LatencyRules {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    /// Tiers of a latency that each commit is part of.
    private static final List<String> OF_COMMITS =
            List.of("database", "databases", "db", "write", "writes", "commit", "commits");

    /// A promised bound and where it stands.
    private record Bound(Duration most, String path) {}

    private LatencyRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            LatencyRules rules = new LatencyRules(subject, application, findings);
            rules.users();
            rules.commits();
            rules.writes();
            rules.databases();
        }
    }

    /// A promise or claim about the latency of a database, beside the shortest wait of its commits: from the
    /// leader that the file names, else from the best place that there is.
    private void databases() {
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = subject.store(name);
            OF_COMMITS.stream()
                    .flatMap(tier -> bound(tier).stream())
                    .forEach(bound -> commitOf(store, bound, "objectives"));
            bound(name).ifPresent(bound -> commitOf(store, bound, "objectives"));
            subject.topology()
                    .claims()
                    .forEach((claim, said) -> said.figures()
                            .latency()
                            .filter(_ ->
                                    said.at().filter(("data." + name)::equals).isPresent())
                            .ifPresent(most -> commitOf(
                                    store, new Bound(most, "claims." + claim + ".latency"), "claim " + claim)));
        }
    }

    private void commitOf(Store store, Bound bound, String by) {
        new CommitWait(subject, store)
                .shortest()
                .filter(trip -> trip.p50().compareTo(bound.most()) > 0)
                .filter(_ -> findings.stream()
                        .noneMatch(finding -> finding.objective().equals(Optional.of(bound.path()))))
                .ifPresent(trip -> findings.add(tooFar(
                        bound,
                        "a commit of `" + store.name() + "` waits at least " + text(trip.p50()) + " for another place,"
                                + " and " + text(bound.most()) + " is promised"
                                + (by.startsWith("claim") ? " by " + by : ""),
                        trip,
                        "voting places or standbys nearer to each other, or a promise for reads alone")));
    }

    private Optional<Bound> bound(String tier) {
        Topology.Latency latency =
                subject.said(application).objectives().overall().latency().get(tier);
        return Optional.ofNullable(latency)
                .flatMap(LatencyRules::most)
                .map(most -> new Bound(most, subject.path(application.name(), "objectives.latency." + tier)));
    }

    private static Optional<Duration> most(Topology.Latency said) {
        return Stream.of(said.bound(), said.p50(), said.average(), said.p95(), said.p99())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void users() {
        Optional<Bound> bound = bound("users");
        if (bound.isEmpty()) {
            return;
        }
        List<RegionName> serving = application.roles().entrySet().stream()
                .filter(role -> role.getValue() != Role.STANDBY)
                .map(role -> role.getKey())
                .toList();
        for (Topology.UserLocation users : subject.topology().traffic().users().values()) {
            Optional<RoundTrip> nearest = serving.stream()
                    .flatMap(region -> subject.blueprint().roundTrip(users.near(), region).stream())
                    .min(Comparator.comparing(RoundTrip::p50));
            nearest.filter(trip -> trip.p50().compareTo(bound.get().most()) > 0)
                    .ifPresent(trip -> findings.add(tooFar(
                            bound.get(),
                            "users near " + users.near() + " are " + text(trip.p50())
                                    + " from the nearest region that serves, and "
                                    + text(bound.get().most())
                                    + " is promised",
                            trip,
                            "a region nearer to them that serves, or another promise for them")));
        }
    }

    private void commits() {
        Optional<Bound> bound = bound("users");
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = subject.store(name);
            Optional<RoundTrip> wait = bound.flatMap(_ -> new CommitWait(subject, store).longest());
            wait.filter(trip -> trip.p50().compareTo(bound.orElseThrow().most()) > 0)
                    .ifPresent(trip -> findings.add(tooFar(
                            bound.orElseThrow(),
                            "a commit of `" + name + "` waits " + text(trip.p50()) + " for a "
                                    + (store.replication().mode() == ReplicationMode.QUORUM ? "majority" : "standby")
                                    + ", and " + text(bound.orElseThrow().most()) + " is promised to users",
                            trip,
                            store.replication().mode() == ReplicationMode.QUORUM
                                    ? "voting regions nearer to each other, or a promise for reads alone"
                                    : "a nearer standby, or `replication: async` with a promise about loss that allows"
                                            + " it")));
        }
    }

    /// A region that serves and does not hold the writer sends its writes there, and waits for the commit too.
    private void writes() {
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = subject.store(name);
            Storage.Store said =
                    Objects.requireNonNull(subject.topology().stores().get(name));
            if (!hasOneWriter(store, said) || StoreContents.areDerived(subject, store)) {
                continue;
            }
            application.roles().forEach((region, role) -> {
                if (role != Role.STANDBY && !region.equals(store.writer()) && isUsedIn(region, name)) {
                    bound(region).ifPresent(bound -> write(store, said, region, bound));
                }
            });
        }
    }

    private boolean isUsedIn(RegionName region, String store) {
        return subject.topology().services().values().stream()
                .filter(service -> service.dependsOn().containsKey(store))
                .anyMatch(service -> service.in().isEmpty() || service.in().contains(region));
    }

    /// Whether each region with a member takes the writes of its users.
    static boolean isWrittenInEachRegion(Store store, Storage.Store said) {
        return !hasOneWriter(store, said);
    }

    /// Whether a tier of a latency is one that each commit is part of.
    static boolean isOfCommits(String tier) {
        return OF_COMMITS.contains(tier);
    }

    private static boolean hasOneWriter(Store store, Storage.Store said) {
        boolean local = said.use().writes().equals(Optional.of(Storage.Writes.LOCAL))
                || said.primaries().size() > 1
                || !said.partitions().isEmpty();
        return !local
                && switch (store.replication().mode()) {
                    case SYNC, ASYNC, COPY, QUORUM -> true;
                    case NONE -> store.members().size() == 1;
                    case MULTI_PRIMARY, PROVIDER, UNKNOWN -> false;
                }
                && !isWrittenEverywhere(store.kind());
    }

    /// Kinds whose copies take writes in every region, whatever the edges are called.
    private static boolean isWrittenEverywhere(StoreKind kind) {
        return kind == StoreKind.OBJECT
                || kind == StoreKind.DYNAMODB
                || kind == StoreKind.KAFKA
                || kind == StoreKind.CASSANDRA;
    }

    private void write(Store store, Storage.Store said, RegionName region, Bound bound) {
        if (store.replication().mode() == ReplicationMode.QUORUM
                && said.primary().isEmpty()
                && said.leader().isEmpty()) {
            ofUnknownLeader(store, region, bound);
            return;
        }
        RegionName leader = said.leader().orElse(store.writer());
        if (leader.equals(region)) {
            return;
        }
        Optional<RoundTrip> way = subject.blueprint().roundTrip(region, leader);
        boolean electsAnyLeader = said.primary().isEmpty() && new StoreMechanisms(subject).recoversByItself(store);
        if (way.isEmpty() || electsAnyLeader) {
            return;
        }
        Duration commit = new CommitWait(subject, store, leader)
                .longest()
                .map(RoundTrip::p50)
                .orElse(Duration.ZERO);
        Duration whole = way.get().p50().plus(commit);
        if (whole.compareTo(bound.most()) <= 0) {
            return;
        }
        boolean readsThere = store.members().contains(region)
                && !said.use().reads().equals(Optional.of(new Storage.Reads.Primary()));
        Finding finding = tooFar(
                bound,
                (readsThere ? "a write" : "each request") + " to `" + store.name() + "` from " + region
                        + " goes to " + leader + " and takes " + text(whole)
                        + (commit.isZero() ? "" : ", " + text(commit) + " of it for the commit") + "; "
                        + text(bound.most()) + " is promised to users there",
                way.get(),
                "a home for their rows nearer to them (partitions with a `home`), or a promise for reads alone");
        findings.add(readsThere ? finding.with(Severity.WARNING) : finding);
    }

    /// Of a quorum store whose leader the file does not name: a write from where the leader is not goes there
    /// first.
    private void ofUnknownLeader(Store store, RegionName region, Bound bound) {
        Optional<Duration> here =
                new CommitWait(subject, store, region).longest().map(RoundTrip::p50);
        Optional<RoundTrip> way = store.members().stream()
                .filter(member -> !member.equals(region))
                .flatMap(member -> subject.blueprint().roundTrip(region, member).stream())
                .max(Comparator.comparing(RoundTrip::p50));
        Optional<Duration> away = store.members().stream()
                .filter(member -> !member.equals(region))
                .flatMap(member -> subject.blueprint().roundTrip(region, member).stream()
                        .map(trip -> trip.p50()
                                .plus(new CommitWait(subject, store, member)
                                        .longest()
                                        .map(RoundTrip::p50)
                                        .orElse(Duration.ZERO))))
                .max(Comparator.naturalOrder());
        if (here.isEmpty() || way.isEmpty() || away.orElse(Duration.ZERO).compareTo(bound.most()) <= 0) {
            return;
        }
        findings.add(Finding.of(
                        Rule.TOO_CLOSE_FOR_LATENCY,
                        bound.path(),
                        "a write to `" + store.name() + "` from " + region + " takes " + text(here.get())
                                + " if the leader is there and up to " + text(away.orElseThrow())
                                + " where the leader is not; " + text(bound.most()) + " is promised",
                        "the file does not name the leader (`data." + store.name() + ".leader`); the farthest is "
                                + text(way.get().p50()) + " away (" + way.get().kind() + ", "
                                + way.get().source()
                                + ")",
                        "`data." + store.name() + ".leader: REGION`, a leader near each part of the data, or a promise"
                                + " for reads alone")
                .about(bound.path())
                .with(Severity.WARNING)
                .with(new Finding.Arithmetic(
                        "way to the leader and commit " + text(away.orElseThrow()) + " > " + text(bound.most()),
                        "way to the leader",
                        List.of())));
    }

    /// What is promised to users in a region: its own promise, else the one for all.
    private Optional<Bound> bound(RegionName region) {
        Topology.Latency own = Objects.requireNonNull(
                        subject.topology().regions().get(region))
                .regional()
                .promises()
                .latency()
                .get("users");
        return Optional.ofNullable(own)
                .flatMap(LatencyRules::most)
                .map(most -> new Bound(most, "objectives.perRegion.latency.users@" + region))
                .or(() -> bound("users"));
    }

    private static Finding tooFar(Bound bound, String statement, RoundTrip trip, String fix) {
        return Finding.of(
                        Rule.TOO_CLOSE_FOR_LATENCY,
                        bound.path(),
                        statement,
                        "the median round trip alone is " + text(trip.p50()) + " (" + trip.kind() + ", " + trip.source()
                                + ")",
                        fix)
                .about(bound.path())
                .with(new Finding.Arithmetic(
                        "round trip " + text(trip.p50()) + " > " + text(bound.most()), "round trip", List.of()));
    }
}
