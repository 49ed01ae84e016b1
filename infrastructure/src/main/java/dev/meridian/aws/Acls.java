package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.List;

/// The rules of subnets: a second fence behind the groups of what is in them. They know the addresses of the whole
/// estate and not those of single regions, so that a region that is added changes nothing here.
///
/// Answers from the internet come back to ports from 1024 on (RFC 6056 §3.2). The one of remote desktops is among
/// those and is left out: CKV_AWS_231 (`aws-checks`, 2026-11).
final class Acls {
    private static final int FIRST_ANSWER = 1024;
    private static final int REMOTE_DESKTOP = 3389;
    private static final int LAST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int TLS = 443;
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
        String inner = site.network().estate().text();
        switch (tier) {
            case PUBLIC -> {
                rule(tier, "inner", inner, 0, 0);
                rule(tier, "http", ANYWHERE, HTTP, HTTP);
                rule(tier, "tls", ANYWHERE, TLS, TLS);
                answers(tier);
                out(tier, ANYWHERE);
            }
            case PRIVATE -> {
                rule(tier, "inner", inner, 0, 0);
                answers(tier);
                out(tier, ANYWHERE);
            }
            case DATABASE -> {
                rule(tier, "inner", inner, 0, 0);
                out(tier, inner);
            }
        }
    }

    private void answers(Site.Tier tier) {
        rule(tier, "answers", ANYWHERE, FIRST_ANSWER, REMOTE_DESKTOP - 1);
        rule(tier, "answers_above", ANYWHERE, REMOTE_DESKTOP + 1, LAST_PORT);
    }

    /// @param from the first port; 0 for every port of every protocol
    private void rule(Site.Tier tier, String name, String cidr, int from, int to) {
        Block rule = Block.resource("aws_network_acl_rule", tier.word() + "_" + name)
                .set("network_acl_id", reference("aws_network_acl." + tier.word() + ".id"))
                .set("rule_number", number(tier))
                .set("rule_action", "allow")
                .set("protocol", from == 0 ? "-1" : "tcp")
                .set("cidr_block", cidr);
        blocks.add(from == 0 ? rule : rule.set("from_port", from).set("to_port", to));
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
