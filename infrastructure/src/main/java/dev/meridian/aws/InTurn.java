package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Entrance;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// The records of a name that leads to one region while that serves, and to the next in order where it does not.
///
/// Route 53 has two records for such a name, a primary and a secondary one (developer guide, failover routing,
/// 2026-11).
/// Of three regions or more, the secondary one leads to a name of its own, which has the regions after the first
/// in the same way. Such names begin with `_`, which no name does that a file can say; nobody opens them.
final class InTurn {
    private final Entrance entrance;
    private final String suffix;

    private InTurn(Entrance entrance, String suffix) {
        this.entrance = entrance;
        this.suffix = suffix;
    }

    /// @param suffix what addresses of the records end with
    /// @param of the name
    /// @param regions in order, two at least
    static List<Block> records(Entrance entrance, String suffix, String of, List<RegionName> regions) {
        return new InTurn(entrance, suffix).records(of, regions);
    }

    private List<Block> records(String of, List<RegionName> regions) {
        RegionName first = regions.getFirst();
        List<RegionName> others = regions.subList(1, regions.size());
        List<Block> blocks = new ArrayList<>(List.of(leadsTo(first, of, "PRIMARY")));
        if (others.size() == 1) {
            blocks.add(leadsTo(others.getFirst(), of, "SECONDARY"));
            return blocks;
        }
        String next =
                "_" + (suffix.isEmpty() ? "" : suffix.substring(1) + "-") + "after-" + first + "." + entrance.host();
        List<Block> behind = records(next, others);
        blocks.addAll(behind);
        blocks.add(record(Names.label(entrance, first) + "_lost", of, "others", "SECONDARY")
                .with(Names.alias(entrance, next, true))
                .set(
                        "depends_on",
                        sequence(behind.stream()
                                .map(block -> reference(block.address().orElseThrow()))
                                .toArray(Expression[]::new)),
                        "Route 53 takes no alias of a name that has no record yet."));
        return blocks;
    }

    private Block leadsTo(RegionName region, String of, String type) {
        return Names.leadsTo(entrance, region, record(Names.label(entrance, region), of, region.text(), type));
    }

    private Block record(String label, String of, String identifier, String type) {
        return Names.named(entrance, label + suffix, of)
                .set("set_identifier", identifier)
                .with(Block.of("failover_routing_policy").set("type", type));
    }
}
