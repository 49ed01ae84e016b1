package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.List;

/// The rules of subnets: a second fence behind the groups of what is in them. They know the addresses of the whole
/// estate and not those of single regions, so that a region that is added changes nothing here.
///
/// Answers from the internet come back to ports from 1024 on (RFC 6056 §3.2), by TCP and by UDP; gateways ask from
/// these, too (VPC user guide, NAT gateways, 2026-11). The port of remote desktops is among them and is left out
/// for both: CKV_AWS_231 wants it shut whatever the protocol (`aws-checks`, 2026-11). So one of 64,512 connections
/// outward gets no answer; who asks again does so from another port.
final class Acls {
    private static final int FIRST_ANSWER = 1024;
    private static final int REMOTE_DESKTOP = 3389;
    private static final int LAST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int TLS = 443;
    private static final String TCP = "tcp";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final int FIRST_RULE = 100;

    private final Site site;
    private final List<Block> blocks = new ArrayList<>();

    private Acls(Site site) {
        this.site = site;
    }

    static List<Block> of(Site site) {
        Acls acls = new Acls(site);
        site.network().tiers().forEach(acls::tier);
        return acls.blocks;
    }

    private void tier(Site.Tier tier) {
        String word = tier.word();
        Block acl = Block.resource("aws_network_acl", word)
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("subnet_ids", reference("values(aws_subnet." + word + ")[*].id"))
                .set("tags", Setup.named(site.name() + "-" + word));
        blocks.add(
                tier == Site.Tier.DATABASE
                        ? acl.because("Databases talk to the networks of this estate, and to nobody else.")
                        : acl);
        switch (tier) {
            case PUBLIC -> {
                inner(tier);
                rule(tier, "http", ANYWHERE, HTTP);
                rule(tier, "tls", ANYWHERE, TLS);
                answers(tier);
                out(tier, ANYWHERE);
            }
            case PRIVATE -> {
                inner(tier);
                answers(tier);
                out(tier, ANYWHERE);
            }
            case DATABASE -> {
                inner(tier);
                out(tier, site.network().estate().text());
            }
        }
    }

    private void answers(Site.Tier tier) {
        for (String protocol : List.of(TCP, "udp")) {
            String name = protocol.equals(TCP) ? "answers" : "answers_" + protocol;
            rule(tier, name, ANYWHERE, protocol, FIRST_ANSWER, REMOTE_DESKTOP - 1);
            rule(tier, name + "_above", ANYWHERE, protocol, REMOTE_DESKTOP + 1, LAST_PORT);
        }
    }

    private void rule(Site.Tier tier, String name, String cidr, int port) {
        rule(tier, name, cidr, TCP, port, port);
    }

    /// Every port of every protocol.
    private void inner(Site.Tier tier) {
        blocks.add(rule(tier, "inner", site.network().estate().text(), "-1"));
    }

    private void rule(Site.Tier tier, String name, String cidr, String protocol, int from, int to) {
        blocks.add(rule(tier, name, cidr, protocol).set("from_port", from).set("to_port", to));
    }

    private Block rule(Site.Tier tier, String name, String cidr, String protocol) {
        return Block.resource("aws_network_acl_rule", tier.word() + "_" + name)
                .set("network_acl_id", reference("aws_network_acl." + tier.word() + ".id"))
                .set("rule_number", number(tier))
                .set("rule_action", "allow")
                .set("protocol", protocol)
                .set("cidr_block", cidr);
    }

    private int number(Site.Tier tier) {
        String start = tier.word() + "_";
        long before = blocks.stream()
                .filter(block -> block.labels().getFirst().equals("aws_network_acl_rule")
                        && block.labels().getLast().startsWith(start))
                .count();
        return FIRST_RULE + (int) before * 10;
    }

    private void out(Site.Tier tier, String cidr) {
        blocks.add(Block.resource("aws_network_acl_rule", tier.word() + "_out")
                .set("network_acl_id", reference("aws_network_acl." + tier.word() + ".id"))
                .set("egress", true)
                .set("rule_number", FIRST_RULE)
                .set("rule_action", "allow")
                .set("protocol", "-1")
                .set("cidr_block", cidr));
    }
}
