package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of members whose only copy is in their own region, by a mechanism that is there for the loss of one:
/// such as a namespace of Azure Service Bus that is paired with another one beside it.
final class PairsInOneRegion {
    private final Storage.Store said;

    private PairsInOneRegion(Subject subject, Store store) {
        this.said = subject.said(store);
    }

    static void check(Subject subject, Store store, List<Finding> findings) {
        PairsInOneRegion pairs = new PairsInOneRegion(subject, store);
        pairs.edges().stream()
                .filter(pairs::isAgainstARegion)
                .forEach(edge -> edge.from()
                        .forEach(from -> pairs.beside(edge, from)
                                .ifPresent(region -> findings.add(finding(store, edge, from, region)))));
    }

    private List<Storage.Edge> edges() {
        return said.replication()
                .map(replication -> List.copyOf(replication.edges().values()))
                .orElse(List.of());
    }

    private boolean isAgainstARegion(Storage.Edge edge) {
        List<Mechanism> named = edge.via()
                .or(() -> said.replication().flatMap(Storage.Replication::via))
                .map(Mechanisms::named)
                .orElse(List.of());
        return !named.isEmpty() && named.stream().allMatch(row -> row.covers() == Mechanism.Covers.REGION);
    }

    /// The region of a member, where each edge out of it ends there; empty where one leaves it.
    private Optional<RegionName> beside(Storage.Edge edge, String from) {
        Optional<RegionName> here = region(from);
        boolean isLeft = edges().stream()
                .filter(other -> other.from().contains(from))
                .anyMatch(
                        other -> other.to().stream().anyMatch(to -> !region(to).equals(here)));
        return here.filter(_ -> !edge.to().isEmpty() && !isLeft);
    }

    private Optional<RegionName> region(String member) {
        return Optional.ofNullable(said.members().get(member)).map(Storage.Member::region);
    }

    private static Finding finding(Store store, Storage.Edge edge, String from, RegionName region) {
        return Finding.of(
                Rule.PLACES_LOST_TOGETHER,
                "data." + store.name() + ".replication.edges." + edge.name(),
                "`" + from + "` of `" + store.name() + "` is copied to " + Listed.names(edge.to())
                        + ", and both are in " + region,
                "a lost " + region + " takes them together: for `" + from + "` the pair is no way out of it",
                "a member in another region in place of " + Listed.names(edge.to()));
    }
}
