package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Entrance;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
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

    /// The same where the first is a set of records, which serves as long as one of them does.
    ///
    /// @param set its records, which have a name of their own
    /// @param of the name
    /// @param regions in order, one at least
    static List<Block> after(Entrance entrance, List<Block> set, String of, List<RegionName> regions) {
        InTurn turn = new InTurn(entrance, "");
        List<Block> blocks = new ArrayList<>(List.of(
                turn.leadsTo(Root.label(entrance.name()) + "_serving", of, "PRIMARY", entrance.ofServing(), set)));
        blocks.addAll(turn.behind(Root.label(entrance.name()) + "_lost", "serving", of, regions));
        return blocks;
    }

    private List<Block> records(String of, List<RegionName> regions) {
        RegionName first = regions.getFirst();
        List<Block> blocks = new ArrayList<>(List.of(leadsTo(first, of, "PRIMARY")));
        blocks.addAll(
                behind(Names.label(entrance, first) + "_lost", first.text(), of, regions.subList(1, regions.size())));
        return blocks;
    }

    /// @param label of what leads to several
    /// @param before what they stand behind
    private List<Block> behind(String label, String before, String of, List<RegionName> others) {
        if (others.size() == 1) {
            return List.of(leadsTo(others.getFirst(), of, "SECONDARY"));
        }
        String next =
                "_" + (suffix.isEmpty() ? "" : suffix.substring(1) + "-") + "after-" + before + "." + entrance.host();
        List<Block> set = records(next, others);
        List<Block> blocks = new ArrayList<>(set);
        blocks.add(leadsTo(label, of, "SECONDARY", next, set));
        return blocks;
    }

    /// To a name that records lead on from.
    private Block leadsTo(String label, String of, String type, String next, List<Block> records) {
        return record(label, of, type.equals("PRIMARY") ? "serving" : "others", type)
                .with(Names.alias(entrance, next, true))
                .set(
                        "depends_on",
                        sequence(records.stream()
                                .map(block -> reference(block.address().orElseThrow()))
                                .toArray(Expression[]::new)),
                        "Route 53 takes no alias of a name that has no record yet.");
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
