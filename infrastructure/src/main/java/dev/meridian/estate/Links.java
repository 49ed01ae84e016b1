package dev.meridian.estate;

import dev.meridian.topology.Network;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Works out which pairs of regions have something between them.
final class Links {
    private final Network network;
    private final List<RegionName> order;
    private final SequencedSet<String> rendered;

    Links(Ledger ledger) {
        this.network = ledger.said().network();
        this.order = List.copyOf(ledger.regions());
        this.rendered = ledger.rendered();
    }

    /// Every pair once, in the order of the file.
    List<Estate.Link> of(Estate.Copies copies) {
        SequencedSet<Pair> peered = peered();
        List<Estate.Link> links = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            for (RegionName to : order.subList(i + 1, order.size())) {
                Pair pair = new Pair(order.get(i), to);
                Estate.Copies between = pair.of(copies);
                if (peered.contains(pair) || !between.isEmpty()) {
                    links.add(new Estate.Link(pair.from, pair.to, peered.contains(pair), between));
                }
            }
        }
        return links;
    }

    private record Pair(RegionName from, RegionName to) {
        /// Those that go from one of the two to the other.
        Estate.Copies of(Estate.Copies all) {
            return new Estate.Copies(
                    all.backups().stream()
                            .filter(copy -> isOf(copy.of().region(), copy.to()))
                            .toList(),
                    all.tables().stream()
                            .filter(copy -> isOf(copy.from(), copy.to()))
                            .toList(),
                    all.mirrors().stream()
                            .filter(mirror ->
                                    isOf(mirror.from().region(), mirror.to().region()))
                            .toList(),
                    all.followings().stream()
                            .filter(one -> isOf(one.leader(), one.follower()))
                            .toList());
        }

        /// Whether something that leads from one region to another is of this pair.
        boolean isOf(RegionName source, RegionName target) {
            return (source.equals(from) && target.equals(to)) || (source.equals(to) && target.equals(from));
        }
    }

    private SequencedSet<Pair> peered() {
        SequencedSet<Pair> pairs = new LinkedHashSet<>();
        if (network.peering().fullMesh().orElse(false)) {
            rendered.addAll(List.of("network.peering", "network.peering.shape"));
            order.forEach(from -> order.forEach(to -> put(pairs, from, to)));
        }
        network.peering().links().forEach((name, link) -> {
            rendered.add("network.peering.links." + name + ".from");
            rendered.add("network.peering.links." + name + ".to");
            rendered.add("network.peering.tags");
            link.from().forEach(from -> link.to().forEach(to -> put(pairs, from, to)));
        });
        return pairs;
    }

    /// Of a pair that is named from both sides, one; none with a region in which nothing is built.
    private void put(SequencedSet<Pair> pairs, RegionName from, RegionName to) {
        int first = order.indexOf(from);
        int second = order.indexOf(to);
        if (first >= 0 && second >= 0 && first != second) {
            pairs.add(first < second ? new Pair(from, to) : new Pair(to, from));
        }
    }
}
