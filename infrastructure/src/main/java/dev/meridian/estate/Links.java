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

    /// @param order the regions in which something is built, as the file has them
    Links(Network network, SequencedSet<RegionName> order, SequencedSet<String> rendered) {
        this.network = network;
        this.order = List.copyOf(order);
        this.rendered = rendered;
    }

    /// Every pair once, in the order of the file.
    List<Estate.Link> of(List<Database.Copy> copies) {
        SequencedSet<Pair> peered = peered();
        List<Estate.Link> links = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            for (RegionName to : order.subList(i + 1, order.size())) {
                Pair pair = new Pair(order.get(i), to);
                List<Database.Copy> between =
                        copies.stream().filter(copy -> pair.isOf(copy)).toList();
                if (peered.contains(pair) || !between.isEmpty()) {
                    links.add(new Estate.Link(pair.from, pair.to, peered.contains(pair), between));
                }
            }
        }
        return links;
    }

    private record Pair(RegionName from, RegionName to) {
        boolean isOf(Database.Copy copy) {
            RegionName source = copy.of().region();
            return (source.equals(from) && copy.to().equals(to))
                    || (source.equals(to) && copy.to().equals(from));
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
