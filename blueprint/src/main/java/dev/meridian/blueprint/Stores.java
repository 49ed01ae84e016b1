package dev.meridian.blueprint;

import dev.meridian.topology.Failover;
import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Resolves one store: where its members are, who writes, what copies it, and which regions may take it over.
final class Stores {
    private final Resolved resolved;
    private final Promises promises;
    private final SequencedMap<RegionName, Region> regions;
    private final SequencedMap<String, Application> applications;

    Stores(
            Resolved resolved,
            Promises promises,
            SequencedMap<RegionName, Region> regions,
            SequencedMap<String, Application> applications) {
        this.resolved = resolved;
        this.promises = promises;
        this.regions = regions;
        this.applications = applications;
    }

    /// The store with everything resolved; empty where a problem was noted.
    ///
    /// @param owner the name of the application that owns it; empty if shared
    Optional<Store> store(Storage.Store said, String owner) {
        String path = "data." + said.name();
        resolved.saidOrDefault(path + ".kind");
        Application application = applications.get(owner);
        SequencedMap<String, RegionName> members = members(said, application);
        List<RegionName> places = List.copyOf(new LinkedHashSet<>(members.values()));
        resolved.derived(path + ".members", places.toString(), memberRule(said, application));
        Optional<RegionName> writer = writer(said, application, members);
        writer.ifPresent(region -> resolved.put(
                path + ".writer",
                region.text(),
                resolved.origin(path + ".primary")
                        .orElseGet(() -> new Origin.Derived(writerRule(said, application, region)))));
        writer.ifPresent(region -> mayHoldIt(said, region, places));
        Optional<Replication> replication =
                writer.flatMap(region -> new Edges(resolved, said, members, region).replication());
        Objectives objectives = promises.of(
                said, Optional.ofNullable(resolved.topology.applications().get(owner)));
        Storage.Operator operator = operator(said, owner);
        return replication.map(found -> new Store(
                said.name(),
                owner,
                StoreKind.valueOf(said.kind().name()),
                operator == Storage.Operator.PROVIDER,
                operator == Storage.Operator.OPERATOR,
                writer.orElseThrow(),
                places,
                found,
                mayTakeOver(said, application, new Placement(writer.orElseThrow(), places, found)),
                objectives));
    }

    /// The operator that the file declares. Where it is silent: the provider, where only providers have the kind
    /// or where a provider does the failover; the operator that does the failover; else the owner, with agents of
    /// Meridian where Meridian does the failover.
    private Storage.Operator operator(Storage.Store said, String owner) {
        String path = "data." + said.name() + ".runs";
        if (said.runs().isPresent()) {
            resolved.saidOrDefault(path);
            return said.runs().get();
        }
        if (isOfProviders(said.kind())) {
            resolved.derived(path, "provider", "only providers have its kind");
            return Storage.Operator.PROVIDER;
        }
        Failover.Runs moves = Optional.ofNullable(
                        resolved.topology.applications().get(owner))
                .flatMap(application -> application.failover().control())
                .flatMap(control -> control.runs())
                .orElse(Failover.Runs.MERIDIAN);
        return switch (moves) {
            case PROVIDER -> derived(path, Storage.Operator.PROVIDER, "a provider does the failover");
            case OPERATOR -> derived(path, Storage.Operator.OPERATOR, "an operator does the failover");
            case SCRIPT -> derived(path, Storage.Operator.SELF, "a script of the owner does the failover");
            case MERIDIAN -> derived(path, Storage.Operator.SELF, "Meridian does the failover");
        };
    }

    private Storage.Operator derived(String path, Storage.Operator operator, String why) {
        resolved.derived(path, operator.name().toLowerCase(Locale.ROOT), why);
        return operator;
    }

    /// Whether only providers have a kind.
    private static boolean isOfProviders(Storage.Kind kind) {
        return switch (kind) {
            case DYNAMODB, OBJECT, QUEUE, VOLUME, IDENTITY, CLUSTER_OBJECTS, SPANNER, FIRESTORE, COSMOSDB -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    REDIS,
                    CACHE,
                    KAFKA,
                    STREAM,
                    OPENSEARCH,
                    RAFT_LOG,
                    SQLSERVER,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> false;
        };
    }

    private SequencedMap<String, RegionName> members(Storage.Store said, @Nullable Application owner) {
        SequencedMap<String, RegionName> members = new LinkedHashMap<>();
        if (!said.members().isEmpty()) {
            said.members().forEach((name, member) -> members.put(name, member.region()));
        } else if (!said.in().isEmpty()) {
            said.in().forEach(region -> members.put(region.text(), region));
        } else {
            SequencedSet<RegionName> all =
                    owner == null ? regions.sequencedKeySet() : owner.roles().sequencedKeySet();
            all.forEach(region -> members.put(region.text(), region));
        }
        return members;
    }

    private static String memberRule(Storage.Store said, @Nullable Application owner) {
        if (!said.members().isEmpty()) {
            return "`members`";
        }
        if (!said.in().isEmpty()) {
            return "`in`";
        }
        return owner == null ? "one in each region" : "one in each region of its application";
    }

    private static String writerRule(Storage.Store said, @Nullable Application owner, RegionName writer) {
        boolean isFirst =
                WriteEverywhere.of(said) && (owner == null || !owner.primary().equals(writer));
        return isFirst
                ? "it takes writes in each of its regions, and this is the first of them"
                : "the primary region of its application, or its only member";
    }

    private Optional<RegionName> writer(
            Storage.Store said, @Nullable Application owner, SequencedMap<String, RegionName> members) {
        Optional<RegionName> stated = said.primary().map(members::get);
        if (stated.isPresent()) {
            return stated;
        }
        if (owner != null && members.containsValue(owner.primary())) {
            return Optional.of(owner.primary());
        }
        boolean isAlone = new LinkedHashSet<>(members.values()).size() == 1;
        if (isAlone || WriteEverywhere.of(said)) {
            return Optional.of(members.firstEntry().getValue());
        }
        resolved.problem(
                ProblemId.NO_WRITER,
                "data." + said.name(),
                new Message(
                        "nothing says which member of `" + said.name() + "` takes the writes",
                        owner == null
                                ? "it is shared, so no application's primary region decides"
                                : "the primary region of `" + owner.name() + "` is " + owner.primary()
                                        + ", and it has no member there",
                        "`primary: " + members.firstEntry().getKey() + "`, or another of "
                                + Words.list(members.keySet(), "and")));
        return Optional.empty();
    }

    /// Says nothing about a list with an unknown name in it: that may be the missing one.
    private void mayHoldIt(Storage.Store said, RegionName writer, List<RegionName> members) {
        boolean allowed = said.keepIn().isEmpty() || said.keepIn().contains(writer);
        if (allowed || !said.keepIn().stream().allMatch(new NamedPlaces(resolved)::knows)) {
            return;
        }
        boolean none = members.stream().noneMatch(said.keepIn()::contains);
        resolved.problem(
                ProblemId.CONTRADICTION,
                "data." + said.name() + ".keepIn",
                new Message(
                        "`keepIn` of `" + said.name() + "` leaves out "
                                + (none ? "every region that has a member of it" : writer + ", where it is written"),
                        "it is written in " + writer + " and has members in "
                                + Words.list(
                                        members.stream().map(RegionName::text).toList(), "and")
                                + "; `keepIn` names the only regions that may hold it",
                        "add " + writer + " to `keepIn`, or another `primary`"));
    }

    private record Placement(RegionName writer, List<RegionName> members, Replication replication) {}

    /// A member may take over if a chain of complete, promoting edges from the writer ends in it, the law lets
    /// it hold the data, its region may be failed over to, and its application lives there.
    private SequencedSet<RegionName> mayTakeOver(Storage.Store said, @Nullable Application owner, Placement placement) {
        SequencedSet<RegionName> reached = reached(placement);
        SequencedSet<RegionName> eligible = new LinkedHashSet<>();
        List<String> reasons = new ArrayList<>();
        for (RegionName member : placement.members) {
            Optional<String> hindrance = hindrance(said, owner, member, reached);
            if (member.equals(placement.writer)) {
                continue;
            }
            if (hindrance.isEmpty()) {
                eligible.add(member);
            } else {
                reasons.add(member + " not: " + hindrance.get());
            }
        }
        resolved.derived(
                "data." + said.name() + ".mayTakeOver",
                eligible.toString(),
                reasons.isEmpty() ? "every other member" : String.join("; ", reasons));
        return eligible;
    }

    private Optional<String> hindrance(
            Storage.Store said, @Nullable Application owner, RegionName member, SequencedSet<RegionName> reached) {
        Region region = regions.get(member);
        if (!said.keepIn().isEmpty() && !said.keepIn().contains(member)) {
            return Optional.of("`keepIn` does not allow it");
        }
        if (region == null || !region.promotable()) {
            return Optional.of("`promotable: false`");
        }
        if (owner != null && !owner.roles().containsKey(member)) {
            return Optional.of("its application does not live there");
        }
        return reached.contains(member)
                ? Optional.empty()
                : Optional.of("no promoting edge with all of the data ends in it");
    }

    private static SequencedSet<RegionName> reached(Placement placement) {
        SequencedSet<RegionName> reached = new LinkedHashSet<>(List.of(placement.writer));
        boolean more = true;
        while (more) {
            more = false;
            for (Edge edge : placement.replication.edges()) {
                boolean carries = edge.promotes() && edge.complete() && carries(edge.mode());
                more |= carries && reached.contains(edge.from()) && reached.add(edge.to());
            }
        }
        return reached;
    }

    private static boolean carries(ReplicationMode mode) {
        return switch (mode) {
            case SYNC, QUORUM, ASYNC, MULTI_PRIMARY, PROVIDER, COPY -> true;
            case NONE, UNKNOWN -> false;
        };
    }
}
