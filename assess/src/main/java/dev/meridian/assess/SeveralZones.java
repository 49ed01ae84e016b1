package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Provider;
import java.util.List;
import java.util.Optional;

/// Stores that are kept in several zones of a region although the file does not say so.
final class SeveralZones {
    /// Rows of products that have no form in one zone.
    private static final List<String> ALWAYS_OVER_ZONES = List.of("aurora-dsql-zones", "keyspaces-zones");

    private SeveralZones() {}

    /// Whether the product keeps each write in several zones without being asked to. Azure's stores do so only
    /// where zone redundancy is chosen.
    static boolean areByItself(StoreMechanisms mechanisms, Store store) {
        boolean isAsked = mechanisms.provider(store.writer()).equals(Optional.of(Provider.AZURE))
                && store.kind() != StoreKind.IDENTITY
                && store.kind() != StoreKind.VAULT;
        boolean byKind = switch (store.kind()) {
            case DYNAMODB, OBJECT, QUEUE, STREAM, KAFKA, IDENTITY, CLUSTER_OBJECTS, SPANNER, FIRESTORE -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    REDIS,
                    CACHE,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
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
        boolean byProduct = mechanisms.ofTheOneService(store).isPresent()
                || mechanisms
                        .inZones(store)
                        .filter(row -> ALWAYS_OVER_ZONES.contains(row.id()))
                        .isPresent();
        return store.managed()
                && !isAsked
                && (byProduct || (byKind && mechanisms.inZones(store).isPresent()));
    }
}
