package dev.meridian.mechanisms;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.StoreKind;
import java.util.List;
import java.util.Optional;

/// The properties of a store that select a mechanism.
///
/// @param provider the provider of the region; not consulted for a store that its user runs
/// @param mode the mode of the edge, or of the store where it has no edge
/// @param consistency `strong`, `eventual`, `bounded-staleness`, `session`, `consistent-prefix`, or empty where
///     the topology declares none
/// @param via the mechanism that the topology names
/// @param managed whether a provider or a vendor runs the store
public record Query(
        Provider provider,
        StoreKind kind,
        ReplicationMode mode,
        String consistency,
        Optional<String> via,
        boolean managed) {
    /// Kinds that vendors run with the behaviour of the software.
    private static final List<StoreKind> SAME_AS_SOFTWARE = List.of(
            StoreKind.COCKROACHDB,
            StoreKind.MONGODB,
            StoreKind.YUGABYTEDB,
            StoreKind.CASSANDRA,
            StoreKind.KAFKA,
            StoreKind.ELASTICSEARCH,
            StoreKind.RABBITMQ,
            StoreKind.VAULT,
            StoreKind.ETCD,
            StoreKind.DATABASE);

    /// Words of `via` for copies that the application, or an operator beside it, writes for itself.
    private static final List<String> WRITTEN_TWICE =
            List.of("dual-write", "dual-writes", "double-write", "application-dual-write");

    /// Reports whether `via` says that both copies are written from outside, whoever runs the store.
    public static boolean isWrittenTwice(Optional<String> via) {
        return via.filter(word -> Mechanisms.forms(word).anyMatch(WRITTEN_TWICE::contains))
                .isPresent();
    }

    static List<String> writtenTwice() {
        return WRITTEN_TWICE;
    }

    /// Whether rows of a provider can apply.
    boolean admits(Provider of) {
        if (of == Provider.SOFTWARE && isWrittenTwice(via)) {
            return true;
        }
        if (of == Provider.SOFTWARE) {
            return !managed || SAME_AS_SOFTWARE.contains(kind);
        }
        return managed && of == provider;
    }
}
