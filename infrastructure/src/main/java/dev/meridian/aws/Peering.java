package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// The connection of two networks, and the routes on both sides, without which it carries nothing. It finds both
/// by their names; it needs no state of theirs.
final class Peering {
    private Peering() {}

    static List<Block> routes(Site here, Site there) {
        List<Block> routes = new ArrayList<>();
        routes.addAll(routes(Pair.HERE, here, Pair.THERE));
        routes.addAll(routes(Pair.THERE, there, Pair.HERE));
        return routes;
    }

    static List<Block> connection(Estate.Link link, Site here, Site there) {
        return List.of(
                network(Pair.HERE, here),
                network(Pair.THERE, there),
                Block.resource("aws_vpc_peering_connection", "link")
                        .set("provider", reference("aws." + Pair.HERE))
                        .set("vpc_id", reference("data.aws_vpc.here.id"))
                        .set("peer_vpc_id", reference("data.aws_vpc.there.id"))
                        .set("peer_region", there.region().text())
                        .set("tags", Setup.named(link.name())),
                Block.resource("aws_vpc_peering_connection_accepter", "link")
                        .set("provider", reference("aws." + Pair.THERE))
                        .set("vpc_peering_connection_id", reference("aws_vpc_peering_connection.link.id"))
                        .set("auto_accept", true)
                        .set("tags", Setup.named(link.name())));
    }

    private static Block network(String side, Site site) {
        return Block.data("aws_vpc", side)
                .set("provider", reference("aws." + side))
                .with(Block.of("filter").set("name", "tag:Name").set("values", texts(List.of(site.name()))));
    }

    private static List<Block> routes(String side, Site site, String other) {
        Expression tables = call("toset", texts(RegionalNetwork.connected(site)));
        return List.of(
                Block.data("aws_route_table", side)
                        .set("provider", reference("aws." + side))
                        .set("for_each", tables)
                        .set("vpc_id", reference("data.aws_vpc." + side + ".id"))
                        .with(Block.of("filter")
                                .set("name", "tag:Name")
                                .set("values", Expression.sequence(reference("each.key")))),
                Block.resource("aws_route", side)
                        .set("provider", reference("aws." + side))
                        .set("for_each", reference("data.aws_route_table." + side))
                        .set("route_table_id", reference("each.value.id"))
                        .set("destination_cidr_block", reference("data.aws_vpc." + other + ".cidr_block"))
                        .set(
                                "vpc_peering_connection_id",
                                reference("aws_vpc_peering_connection_accepter.link.id"),
                                "The accepter's, though both have the same: nothing flows before it has said yes."));
    }
}
