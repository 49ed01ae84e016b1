package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import java.util.Optional;

/// Stores that each region has for itself: which of them can begin empty, and which another store fills.
final class OwnStores {
    private OwnStores() {}

    /// Whether an empty one can serve at once, because it carries what is under way or keeps copies only.
    static boolean startsEmpty(Store store) {
        return switch (store.kind()) {
            case QUEUE, STREAM, KAFKA, RABBITMQ, CACHE, REDIS -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
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
                    ETCD,
                    VAULT,
                    DATABASE -> false;
        };
    }

    /// The store whose changes an edge with `into` brings into this one.
    static Optional<String> feed(Subject subject, Store store) {
        return subject.topology().stores().values().stream()
                .filter(other -> !other.name().equals(store.name()))
                .filter(other -> other.replication().stream()
                        .flatMap(replication -> replication.edges().values().stream())
                        .anyMatch(edge -> edge.into().equals(Optional.of(store.name()))
                                && edge.from().size() > 0))
                .map(Storage.Store::name)
                .filter(name -> subject.store(name).members().size() > 1)
                .findFirst();
    }
}
