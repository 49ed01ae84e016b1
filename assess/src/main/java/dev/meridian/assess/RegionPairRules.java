package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.AzureRegionPairs;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of copies whose place the provider chooses: those of geo-redundant storage and of Key Vault of Azure go
/// to the pair of their region, and nowhere else.
final class RegionPairRules {
    /// Rows of mechanisms that copy to the paired region.
    private static final List<String> TO_THE_PAIR =
            List.of("azure-blob-geo-redundant", "azure-blob-geo-priority-replication", "azure-key-vault-paired-region");

    private RegionPairRules() {}

    static void check(Subject subject, Store store, List<Finding> findings) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        for (Edge edge : store.replication().edges()) {
            boolean azure = store.managed() && mechanisms.provider(edge.from()).equals(Optional.of(Provider.AZURE));
            Optional<String> via = edge.transport().via().filter(word -> azure && isToThePair(store, edge, word));
            via.flatMap(word -> finding(store, edge, word)).ifPresent(findings::add);
        }
    }

    private static boolean isToThePair(Store store, Edge edge, String via) {
        return edge.mode() != ReplicationMode.COPY
                && Mechanisms.named(via).stream()
                        .filter(row -> row.kinds().contains(store.kind()))
                        .map(Mechanism::id)
                        .anyMatch(TO_THE_PAIR::contains);
    }

    private static Optional<Finding> finding(Store store, Edge edge, String via) {
        String source = " (" + AzureRegionPairs.SOURCE.cited() + ")";
        if (AzureRegionPairs.isWithout(edge.from())) {
            return Optional.of(Finding.of(
                    Rule.MODE_NOT_OFFERED,
                    path(store),
                    "`" + store.name() + "` is copied by `" + via + "`, and " + edge.from() + " has no paired region",
                    "Azure copies by `" + via + "` to the pair of a region only" + source,
                    "object replication or copies by a program to " + edge.to() + ", or a region with a pair"));
        }
        Optional<RegionName> pair = AzureRegionPairs.of(edge.from());
        return pair.filter(region -> !region.equals(edge.to()))
                .map(region -> Finding.of(
                                Rule.MODE_NOT_OFFERED,
                                path(store),
                                "the copy of `" + store.name() + "` by `" + via + "` is declared in " + edge.to()
                                        + ", and the pair of " + edge.from() + " is " + region,
                                "Azure chooses the place: after a failover the store is in " + region + ", whatever "
                                        + edge.to() + " runs" + source,
                                "a member in " + region + " in place of " + edge.to()
                                        + ", or object replication or copies by a program to " + edge.to())
                        .with(Severity.WARNING));
    }

    private static String path(Store store) {
        return "data." + store.name() + ".replication.via";
    }
}
