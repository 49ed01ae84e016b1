package dev.meridian.blueprint;

import dev.meridian.topology.Defaults;
import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Gives each region a block of addresses: the one that it states, else the next of the network's in the order
/// of the file that nothing else uses. No two of them have an address in common, so that any two regions can be
/// connected.
final class AddressPlan {
    private final Resolved resolved;
    private final List<Cidr> taken = new ArrayList<>();

    AddressPlan(Resolved resolved) {
        this.resolved = resolved;
    }

    SequencedMap<RegionName, Cidr> blocks() {
        Cidr whole = Scalars.block(said("network.cidr")).orElseThrow();
        int size = Integer.parseInt(said("network.perRegion").substring(1));
        for (Topology.Region region : resolved.topology.regions().values()) {
            region.cidr().ifPresent(taken::add);
        }
        SequencedMap<RegionName, Cidr> blocks = new LinkedHashMap<>();
        int place = 0;
        for (Topology.Region region : resolved.topology.regions().values()) {
            String path = "regions." + region.name() + ".cidr";
            Optional<Cidr> stated = region.cidr();
            Optional<Cidr> block = stated.or(() -> free(whole, size));
            if (block.isEmpty()) {
                full(path, whole, size);
                return blocks;
            }
            place++;
            Origin derived = new Origin.Derived("the first free /" + size + " of " + whole
                    + " (network.cidr, network.perRegion), as region " + place + " of the file");
            resolved.put(path, block.get().text(), resolved.origin(path).orElse(derived));
            blocks.put(region.name(), block.get());
        }
        return blocks;
    }

    private String said(String path) {
        return resolved.topology
                .sources()
                .at(path)
                .map(setting -> setting.text())
                .or(() -> Defaults.at(path))
                .orElseThrow();
    }

    private Optional<Cidr> free(Cidr whole, int size) {
        long step = 1L << (32 - size);
        for (long i = 0; i < whole.blocks(size); i++) {
            Cidr block = Cidr.around(whole.address() + i * step, size);
            if (taken.stream().noneMatch(block::overlaps)) {
                taken.add(block);
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    private void full(String path, Cidr whole, int size) {
        resolved.problem(
                ProblemId.ADDRESSES,
                path,
                new Message(
                        "no block of the size /" + size + " is left in " + whole,
                        "each region that states no `cidr` is given a block of `network.cidr`",
                        "a larger `network.cidr`, or smaller blocks in `network.perRegion`"));
    }
}
