package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.ServiceLevel;
import java.util.Locale;

/// Which published mechanism stands behind a store: by its kind, by who runs it, and by the words of `via`.
final class Kinds {
    private Kinds() {}

    /// The availability that somebody owes for the store in one region.
    static ServiceLevel serviceLevel(Store store, boolean overZones) {
        if (!store.managed()) {
            return overZones ? ServiceLevel.COMPUTE : ServiceLevel.MACHINE;
        }
        return switch (store.kind()) {
            case POSTGRESQL, MYSQL ->
                isAurora(store)
                        ? ServiceLevel.DATABASE_CLUSTER
                        : overZones ? ServiceLevel.DATABASE : ServiceLevel.DATABASE_ONE_ZONE;
            case COCKROACHDB,
                    MONGODB,
                    RAFT_LOG,
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
                    DATABASE -> overZones ? ServiceLevel.COMPUTE : ServiceLevel.MACHINE;
            case DYNAMODB -> store.members().size() > 1 ? ServiceLevel.GLOBAL_TABLE : ServiceLevel.TABLE;
            case REDIS, CACHE -> ServiceLevel.MEMORY_STORE;
            case KAFKA, STREAM -> ServiceLevel.TOPICS;
            case QUEUE -> ServiceLevel.QUEUE;
            case OBJECT, VOLUME, CLUSTER_OBJECTS -> ServiceLevel.OBJECTS;
            case OPENSEARCH -> ServiceLevel.SEARCH;
            case IDENTITY -> ServiceLevel.IDENTITY;
        };
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
