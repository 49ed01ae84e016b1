package dev.meridian.assess;

import dev.meridian.blueprint.StoreKind;

/// The kinds of store that a region commonly has for itself: queues, streams, brokers, searches, caches, volumes
/// and identities. With `replication: none` each region serves from its own, and no write of one region is missed
/// in another one; what a lost region held is a matter of the loss of writes.
final class RegionalKinds {
    private RegionalKinds() {}

    static boolean has(StoreKind kind) {
        return switch (kind) {
            case QUEUE,
                    STREAM,
                    KAFKA,
                    RABBITMQ,
                    OPENSEARCH,
                    ELASTICSEARCH,
                    REDIS,
                    CACHE,
                    VOLUME,
                    CLUSTER_OBJECTS,
                    ETCD,
                    IDENTITY -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
                    OBJECT,
                    RAFT_LOG,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    YUGABYTEDB,
                    CASSANDRA,
                    VAULT,
                    DATABASE -> false;
        };
    }

    /// Reports whether a store of this kind carries messages, which have been accepted and not processed yet.
    static boolean carriesMessages(StoreKind kind) {
        return switch (kind) {
            case QUEUE, STREAM, KAFKA, RABBITMQ -> true;
            case OPENSEARCH,
                    ELASTICSEARCH,
                    REDIS,
                    CACHE,
                    VOLUME,
                    CLUSTER_OBJECTS,
                    ETCD,
                    IDENTITY,
                    POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
                    OBJECT,
                    RAFT_LOG,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    YUGABYTEDB,
                    CASSANDRA,
                    VAULT,
                    DATABASE -> false;
        };
    }
}
