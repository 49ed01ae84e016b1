package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The network of a region: its subnets, zone by zone, and the ways out of each.
final class RegionalNetwork {
    private static final String VPC = "aws_vpc.main.id";

    private final Site site;
    private final Site.Network network;

    RegionalNetwork(Site site) {
        this.site = site;
        this.network = site.network();
    }

    List<Block> network() {
        List<Block> blocks = new ArrayList<>();
        Block here = Block.data("aws_availability_zones", "here").set("state", "available");
        Optional<String> refused = site.cluster().flatMap(_ -> refused(site.region()));
        here = refused.isEmpty()
                ? here
                : here.set(
                        "exclude_zone_ids",
                        Expression.texts(List.of(refused.get())),
                        "EKS takes no subnet of it for what decides in a cluster.");
        here = here.with(Block.of("filter")
                .set("name", "opt-in-status")
                .set("values", Expression.texts(List.of("opt-in-not-required"))));
        blocks.add((Site.seesAllZones(site.region()) ? here : here.with(enough()))
                .because("Local zones are no zones of the region: they have to be opted into."));
        blocks.add(Block.of("locals").set("zones", zones()));
        blocks.add(Block.resource("aws_vpc", "main")
                .set("cidr_block", network.block().text())
                .set("enable_dns_support", true)
                .set("enable_dns_hostnames", true)
                .set("tags", Setup.named(site.name())));
        blocks.add(Block.resource("aws_default_security_group", "closed")
                .set("vpc_id", reference(VPC))
                .set("ingress", Expression.sequence())
                .set("egress", Expression.sequence())
                .set("tags", Setup.named(site.name() + "-closed"))
                .because("Without rules: what is given no group of its own reaches nothing, and nobody reaches it."));
        network.tiers().forEach(tier -> blocks.add(subnets(tier)));
        return blocks;
    }

    /// The zone of a region in which EKS places nothing of a cluster's control, by the id that all accounts have
    /// for it (EKS user guide, requirements for networks and subnets, 2026-11). A cluster with a subnet there is
    /// refused.
    private static Optional<String> refused(RegionName region) {
        return switch (region.text()) {
            case "us-east-1" -> Optional.of("use1-az3");
            case "us-west-1" -> Optional.of("usw1-az2");
            case "ca-central-1" -> Optional.of("cac1-az3");
            default -> Optional.empty();
        };
    }

    /// Accounts see different zones of such a region.
    private Block enough() {
        int least = network.zones().size();
        return Block.of("lifecycle")
                .with(Block.of("postcondition")
                        .set("condition", reference("length(self.names) >= " + least))
                        .set(
                                "error_message",
                                "This account sees fewer than " + least + " zones of " + site.region()
                                        + " that may be used: ask AWS for another one, or choose another region."));
    }

    private Expression zones() {
        SequencedMap<String, Expression> zones = new LinkedHashMap<>();
        for (int i = 0; i < network.zones().size(); i++) {
            Site.Zone zone = network.zones().get(i);
            SequencedMap<String, Expression> entry = new LinkedHashMap<>();
            entry.put("name", reference("data.aws_availability_zones.here.names[" + i + "]"));
            network.tiers()
                    .forEach(tier -> entry.put(
                            tier.word(), Expression.text(zone.block(tier).text())));
            zones.put(zone.letter(), Expression.mapping(entry));
        }
        return Expression.mapping(zones);
    }

    private Block subnets(Site.Tier tier) {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put("Name", template(site.name() + "-" + tier.word() + "-${each.key}"));
        tags.put("tier", Expression.text(tier.word()));
        return Block.resource("aws_subnet", tier.word())
                .set("for_each", reference("local.zones"))
                .set("vpc_id", reference(VPC))
                .set("availability_zone", reference("each.value.name"))
                .set("cidr_block", reference("each.value." + tier.word()))
                .set("map_public_ip_on_launch", false)
                .set("tags", Expression.mapping(tags));
    }

    List<Block> routes() {
        List<Block> blocks = new ArrayList<>();
        if (network.tiers().contains(Site.Tier.PUBLIC)) {
            blocks.addAll(waysIn());
        }
        boolean isPerZone = network.nat() == Site.WayOut.PER_ZONE;
        blocks.addAll(waysOut());
        blocks.addAll(tables(Site.Tier.PRIVATE, isPerZone));
        if (network.nat() != Site.WayOut.NONE) {
            blocks.add(
                    isPerZone
                            ? Block.resource("aws_route", "out")
                                    .set("for_each", reference("local.zones"))
                                    .set("route_table_id", reference("aws_route_table.private[each.key].id"))
                                    .set("destination_cidr_block", "0.0.0.0/0")
                                    .set("nat_gateway_id", reference("aws_nat_gateway.out[each.key].id"))
                            : Block.resource("aws_route", "out")
                                    .set("route_table_id", reference("aws_route_table.private.id"))
                                    .set("destination_cidr_block", "0.0.0.0/0")
                                    .set("nat_gateway_id", reference("aws_nat_gateway.out.id")));
        }
        if (network.tiers().contains(Site.Tier.DATABASE)) {
            blocks.addAll(tables(Site.Tier.DATABASE, false));
        }
        return blocks;
    }

    private List<Block> waysIn() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_internet_gateway", "main")
                .set("vpc_id", reference(VPC))
                .set("tags", Setup.named(site.name())));
        blocks.addAll(tables(Site.Tier.PUBLIC, false));
        blocks.add(Block.resource("aws_route", "internet")
                .set("route_table_id", reference("aws_route_table.public.id"))
                .set("destination_cidr_block", "0.0.0.0/0")
                .set("gateway_id", reference("aws_internet_gateway.main.id")));
        return blocks;
    }

    /// A gateway in each zone, so that the loss of one takes no other's way out; or one for all of them.
    private List<Block> waysOut() {
        return switch (network.nat()) {
            case NONE -> List.of();
            case PER_ZONE ->
                List.of(
                        Block.resource("aws_eip", "out")
                                .set("for_each", reference("local.zones"))
                                .set("domain", "vpc")
                                .set("tags", Setup.named(template(site.name() + "-out-${each.key}"))),
                        Block.resource("aws_nat_gateway", "out")
                                .set("for_each", reference("local.zones"))
                                .set("allocation_id", reference("aws_eip.out[each.key].id"))
                                .set("subnet_id", reference("aws_subnet.public[each.key].id"))
                                .set("tags", Setup.named(template(site.name() + "-out-${each.key}")))
                                .set("depends_on", Expression.sequence(reference("aws_internet_gateway.main")))
                                .because("One in each zone: the loss of a zone takes no other zone's way out."));
            case PER_REGION ->
                List.of(
                        Block.resource("aws_eip", "out")
                                .set("domain", "vpc")
                                .set("tags", Setup.named(site.name() + "-out")),
                        Block.resource("aws_nat_gateway", "out")
                                .set("allocation_id", reference("aws_eip.out.id"))
                                .set("subnet_id", reference("aws_subnet.public[\"a\"].id"))
                                .set("tags", Setup.named(site.name() + "-out"))
                                .set("depends_on", Expression.sequence(reference("aws_internet_gateway.main")))
                                .because("One for all zones: the loss of its zone takes the way out of all of them."));
        };
    }

    private List<Block> tables(Site.Tier tier, boolean isPerZone) {
        String word = tier.word();
        Block table = Block.resource("aws_route_table", word);
        table = isPerZone ? table.set("for_each", reference("local.zones")) : table;
        table = table.set("vpc_id", reference(VPC))
                .set(
                        "tags",
                        Setup.named(
                                isPerZone
                                        ? template(site.name() + "-" + word + "-${each.key}")
                                        : Expression.text(site.name() + "-" + word)));
        if (tier == Site.Tier.DATABASE) {
            table = table.because(
                    "No way out: databases reach this network and what it is connected to, nothing else.");
        }
        return List.of(
                table,
                Block.resource("aws_route_table_association", word)
                        .set("for_each", reference("local.zones"))
                        .set("subnet_id", reference("aws_subnet." + word + "[each.key].id"))
                        .set(
                                "route_table_id",
                                reference("aws_route_table." + word + (isPerZone ? "[each.key]" : "") + ".id")));
    }

    /// The names of all route tables that connections to other regions are entered in.
    static List<String> connected(Site site) {
        List<String> names = new ArrayList<>();
        if (site.network().nat() == Site.WayOut.PER_ZONE) {
            site.network().zones().forEach(zone -> names.add(site.name() + "-private-" + zone.letter()));
        } else {
            names.add(site.name() + "-private");
        }
        if (site.network().tiers().contains(Site.Tier.DATABASE)) {
            names.add(site.name() + "-database");
        }
        return names;
    }
}
