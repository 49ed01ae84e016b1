package dev.meridian.blueprint;

import dev.meridian.topology.Storage;
import java.util.Optional;

/// The test whether a store takes writes in every region that has a member of it, by what the file declares.
final class WriteEverywhere {
    private WriteEverywhere() {}

    static boolean of(Storage.Store store) {
        Optional<Storage.ReplicationMode> mode = store.replication().flatMap(Storage.Replication::mode);
        boolean isForwarded = store.use()
                .writes()
                .filter(writes -> writes != Storage.Writes.LOCAL)
                .isPresent();
        if (isForwarded) {
            return false;
        }
        boolean isLocal =
                store.use().writes().filter(Storage.Writes.LOCAL::equals).isPresent();
        return isLocal
                || store.disposable()
                || store.primaries().size() > 1
                || mode.map(found -> isWrittenBy(found, store.kind())).orElse(false);
    }

    private static boolean isWrittenBy(Storage.ReplicationMode mode, Storage.Kind kind) {
        return switch (mode) {
            // Without replication each region has data that is its own.
            case MULTI_PRIMARY, QUORUM, NONE -> true;
            case PROVIDER -> isGlobal(kind);
            case SYNC, ASYNC, COPY, UNKNOWN -> false;
        };
    }

    /// Kinds whose provider takes writes in every region of a database of several regions: global tables of
    /// DynamoDB, and multi-region instances of Spanner and Firestore, which pass writes on by themselves.
    private static boolean isGlobal(Storage.Kind kind) {
        return switch (kind) {
            case DYNAMODB, SPANNER, FIRESTORE -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
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
                    COSMOSDB,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> false;
        };
    }
}
