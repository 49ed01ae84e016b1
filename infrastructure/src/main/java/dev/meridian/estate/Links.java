package dev.meridian.estate;

import dev.meridian.topology.Network;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Works out which pairs of regions have something between them.
final class Links {
    private static final String BETWEEN_CLOUDS =
            "networks of one cloud are peered; between two clouds stands a gateway of"
                    + " each with a secret that both know, and none is written";

    private final Network network;
    private final SharedKeys keys;
    private final Ledger ledger;
    private final List<RegionName> order;
    private final SequencedSet<String> rendered;

    Links(Ledger ledger, SharedKeys keys) {
        this.keys = keys;
        this.network = ledger.said().network();
        this.ledger = ledger;
        this.order = List.copyOf(ledger.regions());
        this.rendered = ledger.rendered();
    }

    /// Every pair once, in the order of the file.
    ///
    /// @param streams of objects; those of AWS are set up for all targets at once, and are in no pair
    List<Estate.Link> of(Estate.Copies copies, List<Bucket.Stream> streams) {
        SequencedSet<Pair> peered = peered();
        List<Estate.Link> links = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            for (RegionName to : order.subList(i + 1, order.size())) {
                Pair pair = new Pair(order.get(i), to);
                Estate.Copies between = pair.of(copies);
                boolean isStreamed = ledger.cloud(pair.from) != Cloud.AWS
                        && streams.stream()
                                .anyMatch(stream -> stream.to().stream()
                                        .anyMatch(
                                                place -> pair.isOf(stream.from().region(), place.region())));
                if (peered.contains(pair) || !between.isEmpty() || isStreamed || keys.connects(pair.from, pair.to)) {
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
                            .toList(),
                    all.objects().stream()
                            .filter(copy -> isOf(copy.from().region(), copy.to().region()))
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
            if (order.stream().allMatch(region -> areOfOne(region, order.getFirst()))) {
                rendered.addAll(List.of("network.peering", "network.peering.shape"));
            } else {
                ledger.left("network.peering", BETWEEN_CLOUDS);
                ledger.left("network.peering.shape", BETWEEN_CLOUDS);
            }
            order.forEach(from -> order.forEach(to -> put(pairs, from, to)));
        }
        network.peering().links().forEach((name, link) -> {
            boolean isWithin =
                    link.from().stream().allMatch(from -> link.to().stream().allMatch(to -> areOfOne(from, to)));
            for (String end : List.of(".from", ".to")) {
                if (isWithin) {
                    rendered.add("network.peering.links." + name + end);
                } else {
                    ledger.left("network.peering.links." + name + end, BETWEEN_CLOUDS);
                }
            }
            link.from().forEach(from -> link.to().forEach(to -> put(pairs, from, to)));
        });
        if (!pairs.isEmpty()) {
            ledger.inAnyCase(
                    "network.peering.tags",
                    "connections have the tags of all that is built, by which costs are told apart");
        }
        return pairs;
    }

    /// Whether networks of two regions can be peered at all.
    private boolean areOfOne(RegionName from, RegionName to) {
        return !order.contains(from) || !order.contains(to) || ledger.cloud(from) == ledger.cloud(to);
    }

    /// Of a pair that is named from both sides, one; none with a region in which nothing is built.
    private void put(SequencedSet<Pair> pairs, RegionName from, RegionName to) {
        int first = order.indexOf(from);
        int second = order.indexOf(to);
        if (first >= 0 && second >= 0 && first != second && areOfOne(from, to)) {
            pairs.add(first < second ? new Pair(from, to) : new Pair(to, from));
        }
    }
}
