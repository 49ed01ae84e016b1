package dev.meridian.topology;

import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// The records of the section `data`: what holds state, how it is copied, and how it comes back.
public final class Storage {
    private Storage() {}

    /// Something that holds state.
    ///
    /// @param runs who operates it; empty where the file does not say
    /// @param in the regions of its members, where they are one per region and named like it
    /// @param members where that is not so
    /// @param primaries the members that take the writes, in the order of the file; empty where it does not say
    /// @param leader the region whose copy is preferred as the leader of a quorum store
    /// @param keepIn the only regions that may ever hold it
    /// @param holds the data classes that it holds, its topics' and partitions' not among them
    /// @param use how it is read and written where the writer is not, and what for
    /// @param replication empty where the file is silent, which is right in one region only
    /// @param survive what it is meant to outlive; `voters` is how
    /// @param keep how long what it holds is kept
    /// @param size how many bytes it holds now
    /// @param sla the availability that its operator owes for it by contract, as a fraction
    /// @param machine the type of machine of each member; [Regional] has what a region says otherwise
    /// @param disposable whether what it holds need not come back after a loss
    /// @param key the key of a table
    public record Store(
            String name,
            Optional<String> application,
            boolean shared,
            Kind kind,
            Optional<String> version,
            Optional<Operator> runs,
            Optional<Topology.Count> zones,
            List<RegionName> in,
            SequencedMap<String, Member> members,
            List<String> primaries,
            Optional<RegionName> leader,
            List<RegionName> keepIn,
            List<String> holds,
            Use use,
            Optional<Replication> replication,
            Optional<Survive> survive,
            SequencedMap<RegionName, Voters> voters,
            SequencedMap<String, Partition> partitions,
            SequencedMap<String, Topic> topics,
            SequencedMap<String, Topology.Need> dependsOn,
            Recover recover,
            Optional<Backup> backup,
            Optional<Period> keep,
            Limits limits,
            Protection protection,
            OptionalLong size,
            OptionalDouble sla,
            Optional<String> machine,
            boolean disposable,
            Optional<TableKey> key,
            Optional<Topology.Pattern> pattern,
            Topology.Objectives objectives) {
        /// The member that takes the writes, or the first of several.
        public Optional<String> primary() {
            return primaries.stream().findFirst();
        }
    }

    /// The key of a table.
    ///
    /// @param partition the attribute that divides the table
    /// @param sort the attribute that orders what has the same partition
    public record TableKey(String partition, Optional<String> sort) {}

    /// What holds the state, in the words of this version of the format. The blueprint has constants of its
    /// own for this and for the other words: a later version may say the same things otherwise.
    public enum Kind {
        POSTGRESQL,
        MYSQL,
        COCKROACHDB,
        MONGODB,
        DYNAMODB,
        REDIS,
        CACHE,
        KAFKA,
        STREAM,
        QUEUE,
        OBJECT,
        VOLUME,
        OPENSEARCH,
        RAFT_LOG,
        CLUSTER_OBJECTS,
        IDENTITY,
        SQLSERVER,
        SPANNER,
        FIRESTORE,
        COSMOSDB,
        YUGABYTEDB,
        CASSANDRA,
        ELASTICSEARCH,
        RABBITMQ,
        ETCD,
        VAULT,
        DATABASE
    }

    /// The operator of a store.
    public enum Operator {
        /// A cloud, as a managed service.
        PROVIDER,
        /// Agents of Meridian, which the owner runs.
        SELF,
        /// Software beside the store that fails it over: a Kubernetes operator, Patroni, Orchestrator.
        OPERATOR
    }

    /// How a store is used.
    ///
    /// @param reads what a read is answered with where the writer is not
    /// @param writes what becomes of a write there
    /// @param purposes `sessions`, `write-behind` and others
    public record Use(Optional<Reads> reads, Optional<Writes> writes, List<String> purposes) {}

    /// What a read is answered with.
    public sealed interface Reads {
        /// Whatever the nearest copy has.
        record Local() implements Reads {}

        /// What the writer has.
        record Primary() implements Reads {}

        /// What the nearest copy has, if it is not older.
        record Stale(Duration most) implements Reads {}
    }

    /// What becomes of a write where the writer is not: the client has to go to the primary, it is passed on, or
    /// it is taken there.
    public enum Writes {
        PRIMARY,
        FORWARD,
        LOCAL
    }

    /// How much a store bears.
    ///
    /// @param iops accesses to the disk in a second
    /// @param bytes the most that it holds
    public record Limits(
            OptionalInt connections,
            OptionalInt iops,
            Optional<Rate> operations,
            Optional<Rate> messages,
            OptionalLong bytes) {}

    /// What keeps others from reading what a store holds.
    ///
    /// @param customerKeys whether the keys are the owner's; empty where the file does not say
    /// @param rowSecurity by what rows are kept apart, for example `by-residency`
    public record Protection(
            Optional<Boolean> atRest,
            Optional<Boolean> inTransit,
            Optional<Boolean> customerKeys,
            Optional<String> rowSecurity) {}

    /// A topic of a store that carries messages.
    public record Topic(String name, Optional<Duration> keep, OptionalInt partitions, List<String> holds) {}

    /// One copy of a store, or one cluster of it.
    public record Member(
            String name, RegionName region, Optional<Topology.Count> nodes, Optional<Topology.Count> zones) {}

    /// How a store replicates; what an edge inherits.
    ///
    /// @param waitFor how many standbys a commit waits for, or which
    /// @param every how often it is copied, with mode `copy`
    /// @param lag the lag to plan with
    /// @param target the lag that is promised
    /// @param alarmOnLag the lag at which somebody is told
    /// @param consistency what readers in other regions can rely on
    /// @param staleness how old a read may be at most, with bounded staleness
    /// @param factor the copies of each datum in one place
    /// @param conflicts who wins, in the order of the file
    public record Replication(
            Optional<ReplicationMode> mode,
            Optional<WaitFor> waitFor,
            Optional<IfNoStandby> ifNoStandby,
            Optional<Duration> every,
            Optional<Duration> lag,
            Optional<Duration> target,
            Optional<LagAlarm> alarmOnLag,
            Optional<String> via,
            Optional<Consistency> consistency,
            Optional<Duration> staleness,
            OptionalInt factor,
            List<String> conflicts,
            SequencedMap<String, Edge> edges) {}

    /// An alarm about lag.
    ///
    /// @param above empty where the file says no more than that there is one
    public record LagAlarm(Optional<Duration> above) {}

    /// How writes reach another member.
    public enum ReplicationMode {
        SYNC,
        QUORUM,
        ASYNC,
        MULTI_PRIMARY,
        PROVIDER,
        COPY,
        NONE,
        UNKNOWN
    }

    /// Whom a commit waits for.
    public sealed interface WaitFor {
        /// Any so many.
        record Some(int standbys) implements WaitFor {}

        /// Every one.
        record All() implements WaitFor {}

        /// These members.
        record Named(List<String> members) implements WaitFor {}
    }

    /// What happens when no standby is left to wait for.
    public enum IfNoStandby {
        CONTINUE,
        STOP
    }

    /// What a managed mechanism promises to readers. The levels are those of Azure Cosmos DB, from the strongest
    /// to the weakest.
    public enum Consistency {
        STRONG,
        BOUNDED_STALENESS,
        SESSION,
        CONSISTENT_PREFIX,
        EVENTUAL
    }

    /// A stream of changes between members.
    ///
    /// @param to members; empty with `into`
    /// @param mode the store's where empty
    /// @param carries what it brings; empty means all but `omits`
    /// @param promotes whether its end may take over; true where empty
    /// @param ifNoStandby the store's where empty
    /// @param every how often it copies; the store's where empty
    /// @param alarmOnLag the lag of this edge at which people are told
    /// @param into another store that it feeds
    /// @param consistency the store's where empty
    /// @param blocking whether a dead end stalls the source
    public record Edge(
            String name,
            List<String> from,
            List<String> to,
            Optional<ReplicationMode> mode,
            List<String> carries,
            List<String> omits,
            Optional<Boolean> promotes,
            Optional<WaitFor> waitFor,
            Optional<IfNoStandby> ifNoStandby,
            Optional<Duration> every,
            Optional<Duration> lag,
            Optional<Duration> target,
            Optional<LagAlarm> alarmOnLag,
            Optional<String> via,
            Optional<String> into,
            Optional<Consistency> consistency,
            boolean blocking,
            List<RegionName> keepIn) {}

    /// What a store or a partition is meant to outlive.
    public enum Survive {
        ZONE,
        REGION
    }

    /// How many votes a region has.
    ///
    /// @param withData whether its voters hold the data too
    public record Voters(int count, boolean withData) {}

    /// A part of a store that lives by its own rules.
    ///
    /// @param rows which rows, in words or in the store's language
    public record Partition(
            String name,
            Optional<RegionName> home,
            List<RegionName> keepIn,
            List<String> holds,
            Optional<String> rows,
            Optional<Reads> reads,
            Optional<Survive> survive,
            Optional<Topology.Scope> scope,
            SequencedMap<RegionName, Voters> voters,
            Optional<Replication> replication) {}

    /// How a store without a copy comes back.
    public record Recover(Optional<Replay> replay, Optional<Rebuild> rebuild) {}

    /// From the history in another store.
    ///
    /// @param covers how far back that reaches
    public record Replay(String from, Optional<Duration> covers, Optional<Duration> takes) {}

    /// Made again from another store.
    public record Rebuild(String from, Optional<Duration> takes) {}

    /// Its interval is the loss after corruption or a bad deploy.
    ///
    /// @param pointInTime restores to any moment, this finely where stated
    /// @param takes from the moment that it shows until it can be restored
    public record Backup(
            Optional<Duration> every,
            Optional<PointInTime> pointInTime,
            Optional<Duration> keep,
            List<String> copyTo,
            Optional<String> store,
            Optional<Duration> takes,
            Optional<Duration> restoreTakes,
            Optional<String> verify) {}

    /// Restoring to a moment.
    ///
    /// @param granularity empty where the file says no more than that it can
    /// @param window how far back the moments reach; empty where the file does not say
    public record PointInTime(Optional<Duration> granularity, Optional<Duration> window) {}
}
