package dev.meridian.blueprint;

/// What holds the state. Everything that does is a store, so that nothing escapes the arithmetic of loss.
public enum StoreKind {
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
    /// Any other database: nothing is known about it but what the file declares.
    DATABASE
}
