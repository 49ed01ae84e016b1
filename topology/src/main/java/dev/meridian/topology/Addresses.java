package dev.meridian.topology;

import dev.meridian.units.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Blocks of addresses that cannot stand beside each other: two regions with an address in common could never be
/// connected, and a region outside of the network's block is reached by no route of it.
final class Addresses {
    /// What is free for anybody's own networks (RFC 1918 §3).
    private static final List<Cidr> PRIVATE = Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
            .map(text -> View.good(Scalars.block(text), text))
            .toList();

    private final Tree.Block root;
    private final ProblemList problems;

    /// A block and where it was written.
    private record Block(String region, Cidr cidr, Place place) {}

    private Addresses(Tree.Block root, ProblemList problems) {
        this.root = root;
        this.problems = problems;
    }

    static void check(Tree.Block root, ProblemList problems) {
        Addresses addresses = new Addresses(root, problems);
        SequencedMap<String, Block> regions = addresses.regions();
        addresses.apart(regions);
        Optional<Tree.Block> network = root.block("network");
        Optional<Block> whole = network.flatMap(block -> addresses.block("the network", block));
        whole.ifPresent(block -> regions.values().forEach(region -> addresses.within(region, block)));
        whole.ifPresent(block -> addresses.room(block, network.orElseThrow(), regions.size()));
    }

    private SequencedMap<String, Block> regions() {
        SequencedMap<String, Block> found = new LinkedHashMap<>();
        root.block("regions")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name -> all.block(name)
                                .flatMap(region -> block(name, region))
                                .ifPresent(block -> found.put(name, block))));
        return found;
    }

    private Optional<Block> block(String region, Tree.Block of) {
        return of.scalar("cidr")
                .flatMap(text -> Scalars.block(text.text()).map(cidr -> new Block(region, cidr, text.place())));
    }

    /// Every pair: a file has at most some hundred regions.
    private void apart(SequencedMap<String, Block> regions) {
        List<Block> earlier = new ArrayList<>();
        for (Block later : regions.values()) {
            earlier.stream()
                    .filter(first -> first.cidr.overlaps(later.cidr))
                    .findFirst()
                    .ifPresent(first -> overlap(first, later, regions));
            earlier.add(later);
        }
    }

    private void overlap(Block first, Block later, SequencedMap<String, Block> regions) {
        boolean same = first.cidr.equals(later.cidr);
        problems.add(
                ProblemId.ADDRESSES,
                later.place,
                new Message(
                        same
                                ? "`" + later.region + "` and `" + first.region + "` have the same addresses"
                                : later.cidr + " of `" + later.region + "` overlaps with " + first.cidr + " of `"
                                        + first.region + "`",
                        "an address in two regions leads to only one of them: they could never be connected; the other"
                                + " is at " + first.place.where().text(),
                        free(later.cidr, regions)
                                .map(next -> "a block that no region has, for example `" + next + "`")
                                .orElse("a block that no region has")));
    }

    /// The first block of the same size behind those of all regions; empty where that would be somebody else's.
    private Optional<Cidr> free(Cidr like, SequencedMap<String, Block> regions) {
        Optional<Cidr> whole = root.block("network")
                .flatMap(network -> block("the network", network))
                .map(Block::cidr)
                .or(() -> PRIVATE.stream().filter(own -> own.contains(like)).findFirst());
        long end = regions.values().stream()
                .map(Block::cidr)
                .filter(cidr -> whole.isPresent() && whole.get().contains(cidr))
                .mapToLong(cidr -> cidr.address() + (1L << (32 - cidr.prefix())))
                .max()
                .orElse(0);
        long size = 1L << (32 - like.prefix());
        Cidr next = Cidr.around((end + size - 1) / size * size, like.prefix());
        return whole.filter(all -> all.contains(next)).map(_ -> next);
    }

    private void within(Block region, Block network) {
        if (!network.cidr.contains(region.cidr)) {
            problems.add(
                    ProblemId.ADDRESSES,
                    region.place,
                    new Message(
                            region.cidr + " of `" + region.region + "` is outside of the network's " + network.cidr,
                            "`network.cidr` is the addresses of all regions together, and routes lead to nothing else",
                            "a block of " + network.cidr + ", or a larger `network.cidr`"));
        }
    }

    /// Whether every region without a block of its own can be given one.
    private void room(Block network, Tree.Block section, int stated) {
        Optional<Tree.Scalar> size = section.scalar("perRegion").filter(text -> Form.PREFIX.accepts(text.text()));
        int regions = root.block("regions").map(all -> all.entries().size()).orElse(0);
        if (size.isEmpty() || regions <= stated) {
            return;
        }
        long blocks = network.cidr.blocks(Integer.parseInt(size.get().text().substring(1)));
        if (blocks < regions) {
            problems.add(
                    ProblemId.ADDRESSES,
                    size.get().place(),
                    new Message(
                            network.cidr + " has room for " + blocks + " of the " + regions + " regions, each with a "
                                    + size.get().text(),
                            "each region that states no `cidr` is given a block of `network.cidr`",
                            "a larger `network.cidr`, or smaller blocks"));
        }
    }
}
