package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// Who reaches a store in the network of a region: the services beside it and, where networks are connected,
/// those of the other regions. It reaches nobody.
final class Reach {
    private Reach() {}

    /// @param name of the group of rules
    /// @param port that the store listens on
    static List<Block> of(Site site, String store, String name, int port) {
        String label = Root.label(store);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_security_group", label)
                .set("name", name)
                .set("description", "Who reaches " + store + " in " + site.region())
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("tags", Setup.named(name)));
        String type = "aws_vpc_security_group_ingress_rule";
        blocks.add(
                rule(Block.resource(type, label + "_services").set("for_each", reference("local.zones")), label, port)
                        .set("description", "Services of this region")
                        .set("cidr_ipv4", reference("each.value.private")));
        if (site.network().isLinked()) {
            blocks.add(rule(Block.resource(type, label + "_estate"), label, port)
                    .set("description", "Services of other regions, by the connection of the networks")
                    .set("cidr_ipv4", site.network().estate().text()));
        }
        return blocks;
    }

    private static Block rule(Block block, String label, int port) {
        return block.set("security_group_id", reference("aws_security_group." + label + ".id"))
                .set("ip_protocol", "tcp")
                .set("from_port", port)
                .set("to_port", port);
    }
}
