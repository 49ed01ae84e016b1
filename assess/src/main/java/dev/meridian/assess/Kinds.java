package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Mechanism;
import java.util.Locale;

/// Which published mechanism stands behind a store: by its kind, by who runs it, and by the words of `via`.
final class Kinds {
    private Kinds() {}

    /// What brings a store that spans zones back after the loss of one.
    static Mechanism overZones(Store store) {
        if (!store.managed()) {
            return switch (store.replication().mode()) {
                case SYNC, QUORUM -> Mechanism.OWN_PROMOTION;
                case ASYNC, MULTI_PRIMARY, PROVIDER, COPY, NONE, UNKNOWN -> Mechanism.OWN_ASYNCHRONOUS;
            };
        }
        return switch (store.kind()) {
            case POSTGRESQL, MYSQL -> isAurora(store) ? Mechanism.AURORA_MULTI_AZ : Mechanism.RDS_MULTI_AZ;
            case REDIS, CACHE -> Mechanism.ELASTICACHE_MULTI_AZ;
            case COCKROACHDB, MONGODB, RAFT_LOG, YUGABYTEDB, ETCD, VAULT, CASSANDRA, RABBITMQ ->
                Mechanism.MAJORITY_ELECTION;
            case DYNAMODB,
                    KAFKA,
                    STREAM,
                    QUEUE,
                    OBJECT,
                    VOLUME,
                    OPENSEARCH,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    ELASTICSEARCH,
                    DATABASE -> Mechanism.ZONE_REDUNDANT;
        };
    }

    /// What makes the end of an edge take over.
    static Mechanism promotion(Edge edge, Store store) {
        Mechanism over = over(edge, store);
        return over == Mechanism.OWN_ASYNCHRONOUS ? Mechanism.OWN_PROMOTION : over;
    }

    /// What carries the changes along an edge.
    static Mechanism over(Edge edge, Store store) {
        if (edge.mode() == ReplicationMode.SYNC) {
            return Mechanism.OWN_PROMOTION;
        }
        if (edge.mode() == ReplicationMode.QUORUM) {
            return Mechanism.MAJORITY_ELECTION;
        }
        if (edge.mode() == ReplicationMode.MULTI_PRIMARY && store.kind() != StoreKind.DYNAMODB) {
            return Mechanism.BOTH_WAYS;
        }
        if (edge.mode() == ReplicationMode.COPY) {
            return Mechanism.RESTORE;
        }
        if (!store.managed()) {
            return Mechanism.OWN_ASYNCHRONOUS;
        }
        return switch (store.kind()) {
            case POSTGRESQL, MYSQL -> isAurora(store) ? Mechanism.AURORA_GLOBAL : Mechanism.RDS_CROSS_REGION_REPLICA;
            case DYNAMODB ->
                edge.transport().strong() ? Mechanism.DYNAMODB_GLOBAL_STRONG : Mechanism.DYNAMODB_GLOBAL_EVENTUAL;
            case REDIS, CACHE -> Mechanism.ELASTICACHE_GLOBAL;
            case KAFKA, STREAM -> Mechanism.MSK_REPLICATOR;
            case OBJECT -> via(edge, "time-control") ? Mechanism.S3_REPLICATION_TIME_CONTROL : Mechanism.S3_REPLICATION;
            case QUEUE -> Mechanism.MANAGED_QUEUE;
            case IDENTITY -> Mechanism.IDENTITY_POOL;
            case COCKROACHDB,
                    MONGODB,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
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
                    DATABASE -> Mechanism.MANAGED_ASYNCHRONOUS;
        };
    }

    /// What restores a store to a moment of the past.
    static Mechanism pointInTime(Store store, boolean elsewhere) {
        if (store.kind() == StoreKind.DYNAMODB) {
            return Mechanism.DYNAMODB_POINT_IN_TIME;
        }
        return elsewhere ? Mechanism.POINT_IN_TIME_ELSEWHERE : Mechanism.POINT_IN_TIME;
    }

    /// Whether other members are written anyway, so that nothing has to be promoted.
    static boolean isWritableElsewhere(Edge edge, Store store) {
        return edge.mode() == ReplicationMode.MULTI_PRIMARY
                || store.kind() == StoreKind.DYNAMODB
                || store.kind() == StoreKind.OBJECT
                || store.kind() == StoreKind.KAFKA;
    }

    private static boolean isAurora(Store store) {
        return store.replication().edges().stream().anyMatch(edge -> via(edge, "aurora"));
    }

    private static boolean via(Edge edge, String word) {
        return edge.transport()
                .via()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(word))
                .isPresent();
    }
}
