package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import java.util.List;
import java.util.Optional;

/// The mechanisms that a managed store could be copied by between regions without becoming another product: those
/// of its provider and kind, and of the product that its `via` names or that its provider runs unless another one
/// is named. A word of `via` of another product would be a migration, and no setting.
final class OfferedMechanisms {
    /// The beginnings of the ids of products that have several such mechanisms. Any other mechanism is a product
    /// for itself.
    private static final List<String> PRODUCTS = List.of(
            "azure-blob-",
            "azure-sql-",
            "cloud-sql-",
            "cloud-storage-",
            "cosmos-db-",
            "dynamodb-",
            "event-hubs-",
            "s3-",
            "service-bus-");

    private final StoreMechanisms mechanisms;

    OfferedMechanisms(Subject subject) {
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// Those that bring such a store back in another region.
    List<Mechanism> of(Store store) {
        Optional<Provider> provider = mechanisms.provider(store.writer());
        List<String> own = store.replication().edges().stream()
                .flatMap(edge -> mechanisms.across(store, edge).stream())
                .map(OfferedMechanisms::product)
                .toList();
        return Mechanisms.all().stream()
                .filter(mechanism -> provider.equals(Optional.of(mechanism.provider()))
                        && mechanism.covers() == Mechanism.Covers.REGION
                        && mechanism.kinds().contains(store.kind())
                        && mechanism.recovery().best().isPresent()
                        && own.contains(product(mechanism)))
                .toList();
    }

    private static String product(Mechanism mechanism) {
        return PRODUCTS.stream().filter(mechanism.id()::startsWith).findFirst().orElse(mechanism.id());
    }
}
