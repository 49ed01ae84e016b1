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
    IDENTITY
}
