package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Database;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Who of one region reaches the stores of another whose network is connected: its services, and they only where
/// something of them ends there. That is a store that is written in one region and followed in others, since any
/// of these may be the writer's tomorrow; a store that their own region has not; and one of which the file says
/// that any copy will do. Copies between stores need none of this: the cloud has ways of its own for them.
///
/// The rules are in the root of the pair, so that a region that is added changes none that is there.
final class Across {
    private Across() {}

    static List<Block> of(Site here, Site there) {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(into(Pair.HERE, here, there));
        blocks.addAll(into(Pair.THERE, there, here));
        return blocks;
    }

    private static List<Block> into(String side, Site site, Site from) {
        List<Block> blocks = new ArrayList<>();
        SequencedSet<String> reached = reached(site, from);
        Reach.doors(site).sequencedKeySet().stream().filter(reached::contains).forEach(store -> {
            String label = Root.label(store) + "_" + side + "_reached";
            Reach.Door door = Reach.door(site, store);
            blocks.add(Block.data("aws_security_group", label)
                    .set("provider", reference("aws." + side))
                    .set("name", door.group()));
            blocks.add(Block.resource("aws_vpc_security_group_ingress_rule", label)
                    .set("provider", reference("aws." + side))
                    .set("for_each", call("toset", blocks(from)))
                    .set("security_group_id", reference("data.aws_security_group." + label + ".id"))
                    .set("description", "Services of " + from.region())
                    .set("cidr_ipv4", reference("each.value"))
                    .set("ip_protocol", "tcp")
                    .set("from_port", door.port())
                    .set("to_port", door.port()));
        });
        return blocks;
    }

    /// Where services of a region are.
    private static Expression blocks(Site from) {
        return texts(from.network().zones().stream()
                .map(zone -> zone.block(Site.Tier.PRIVATE).text())
                .toList());
    }

    private static SequencedSet<String> reached(Site site, Site from) {
        SequencedSet<String> reached = new LinkedHashSet<>();
        from.services().forEach(service -> {
            reached.addAll(service.afar());
            service.stores().stream()
                    .filter(store -> !Reach.doors(from).containsKey(store))
                    .forEach(reached::add);
        });
        List<String> theirs = List.copyOf(Reach.doors(from).keySet());
        site.databases().stream()
                .filter(Database::isFollowed)
                .map(Database::store)
                .filter(theirs::contains)
                .forEach(reached::add);
        site.stores().searches().stream()
                .filter(search -> search.isFollowed() || search.leader().isPresent())
                .map(Search::store)
                .filter(theirs::contains)
                .forEach(reached::add);
        return reached;
    }
}
