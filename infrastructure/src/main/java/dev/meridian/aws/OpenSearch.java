package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An OpenSearch of OpenSearch Service in one region. Who signs in does so with IAM: it has no users and no
/// passwords of its own.
final class OpenSearch {
    static final int TLS = 443;

    /// The strictest that lets every client in that has TLS 1.2 with forward secrecy (OpenSearch Service API
    /// reference, DomainEndpointOptions, 2026-11).
    private static final String POLICY = "Policy-Min-TLS-1-2-PFS-2023-10";

    /// Machines that only agree on what holds: three, so that two are left (OpenSearch Service developer guide,
    /// dedicated master nodes, 2026-11), of the smallest type that is proposed for that.
    private static final int DECIDING = 3;

    private static final String DECIDER = "m6g.large.search";

    private static final List<String> KINDS =
            List.of("AUDIT_LOGS", "ES_APPLICATION_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS");

    private final Site site;
    private final Search search;
    private final String label;

    private OpenSearch(Site site, Search search) {
        this.site = site;
        this.search = search;
        this.label = Root.label(search.store());
    }

    static List<Block> of(Site site, Search search) {
        OpenSearch one = new OpenSearch(site, search);
        List<Block> blocks = new ArrayList<>(Reach.of(site, search.store()));
        blocks.addAll(one.logs());
        blocks.add(one.access());
        blocks.add(one.domain());
        return blocks;
    }

    /// As groups of logs are called after their kinds: `index-slow-logs`.
    private static String word(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<Block> logs() {
        String group = "aws_cloudwatch_log_group." + label;
        return List.of(
                Logs.kept(
                        site,
                        Block.resource("aws_cloudwatch_log_group", label)
                                .set(
                                        "for_each",
                                        Expression.call(
                                                "toset",
                                                texts(KINDS.stream()
                                                        .map(OpenSearch::word)
                                                        .toList()))),
                        template("/aws/opensearch/" + search.name() + "/${each.key}")),
                Block.data("aws_iam_policy_document", label + "_logs")
                        .with(Policies.allows(
                                        "Write",
                                        Policies.service(text("es.amazonaws.com")),
                                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                        template(Policies.arn(
                                                "logs",
                                                site.region(),
                                                "log-group:/aws/opensearch/" + search.name() + "/*")))
                                .with(Policies.condition(
                                        "StringEquals",
                                        "aws:SourceAccount",
                                        reference("data.aws_caller_identity.current.account_id")))),
                Block.resource("aws_cloudwatch_log_resource_policy", label)
                        .set("policy_name", site.name() + "-" + search.store())
                        .set("policy_document", reference("data.aws_iam_policy_document." + label + "_logs.json"))
                        .set("depends_on", sequence(reference(group))));
    }

    private String arn() {
        return Policies.arn("es", site.region(), "domain/" + search.name());
    }

    /// Whoever the account lets; what he may do within it the domain decides by itself.
    private Block access() {
        Block document = Block.data("aws_iam_policy_document", label + "_access")
                .with(Policies.allows("Account", Policies.account(), List.of("es:ESHttp*"), template(arn() + "/*")));
        return search.isFollowed()
                ? document.with(Policies.allows(
                                "Followers",
                                Block.of("principals").set("type", "AWS").set("identifiers", texts(List.of("*"))),
                                List.of("es:ESCrossClusterGet"),
                                template(arn()))
                        .because("Followers come as nobody in particular, by a connection that was accepted, and no"
                                + " other way."))
                : document;
    }

    private Block domain() {
        Block domain = Block.resource("aws_opensearch_domain", label)
                .set("domain_name", search.name())
                .set("engine_version", "OpenSearch_" + search.version())
                .set("access_policies", reference("data.aws_iam_policy_document." + label + "_access.json"))
                .with(machines())
                .with(Block.of("ebs_options")
                        .set("ebs_enabled", true)
                        .set("volume_type", "gp3")
                        .set("volume_size", search.gibibytes()))
                .with(Block.of("vpc_options")
                        .set("subnet_ids", Zones.first(site, search.zones()))
                        .set("security_group_ids", sequence(reference("aws_security_group." + label + ".id"))));
        domain = secured(domain);
        for (String kind : KINDS) {
            domain = domain.with(Block.of("log_publishing_options")
                    .set("log_type", kind)
                    .set(
                            "cloudwatch_log_group_arn",
                            reference("aws_cloudwatch_log_group." + label + "[\"" + word(kind) + "\"].arn")));
        }
        return domain.with(Block.of("auto_tune_options")
                        .set("desired_state", "ENABLED")
                        .set("rollback_on_disable", "NO_ROLLBACK"))
                .with(Block.of("software_update_options").set("auto_software_update_enabled", true))
                .set("depends_on", sequence(reference("aws_cloudwatch_log_resource_policy." + label)));
    }

    private Block machines() {
        Block machines = Block.of("cluster_config")
                .set("instance_type", search.node().text())
                .set("instance_count", search.zones());
        return search.zones() > 1
                ? machines.set("dedicated_master_enabled", true)
                        .set("dedicated_master_type", DECIDER)
                        .set("dedicated_master_count", DECIDING)
                        .set("zone_awareness_enabled", true)
                        .with(Block.of("zone_awareness_config").set("availability_zone_count", search.zones()))
                : machines;
    }

    private Block secured(Block domain) {
        String owner = "arn:${data.aws_partition.current.partition}:iam::"
                + "${data.aws_caller_identity.current.account_id}:role/" + search.owner();
        return domain.with(Block.of("encrypt_at_rest")
                        .set("enabled", true)
                        .set("kms_key_id", reference("aws_kms_key.data.arn")))
                .with(Block.of("node_to_node_encryption").set("enabled", true))
                .with(Block.of("domain_endpoint_options")
                        .set("enforce_https", true)
                        .set("tls_security_policy", POLICY))
                .with(Block.of("advanced_security_options")
                        .set("enabled", true)
                        .set("anonymous_auth_enabled", false)
                        .set("internal_user_database_enabled", false)
                        .with(Block.of("master_user_options").set("master_user_arn", template(owner))));
    }

    /// What the account has one of for all regions: the role that owns a search in each of them, and the one by
    /// which OpenSearch Service gets into a network.
    static List<Block> owners(Estate estate, Expression provider) {
        List<Block> blocks = new ArrayList<>();
        List<Search> searches = estate.sites().values().stream()
                .flatMap(site -> site.stores().searches().stream())
                .toList();
        if (searches.isEmpty()) {
            return blocks;
        }
        List<String> owners = searches.stream().map(Search::owner).distinct().toList();
        List<String> names = searches.stream().map(Search::name).distinct().toList();
        blocks.add(
                Block.resource("aws_iam_service_linked_role", "opensearch")
                        .set("aws_service_name", "opensearchservice.amazonaws.com")
                        .because(
                                "An account has one of these. Where yours has it already: terraform import, as README.md says."));
        blocks.add(Block.data("aws_iam_policy_document", "owners_taken_on")
                .with(Block.of("statement")
                        .set("actions", texts(List.of("sts:AssumeRole")))
                        .with(Policies.account())));
        blocks.add(Block.resource("aws_iam_role", "owners")
                .set("for_each", Expression.call("toset", texts(owners)))
                .set("name", reference("each.key"))
                .set("assume_role_policy", reference("data.aws_iam_policy_document.owners_taken_on.json"))
                .because("The same in every region: a follower reads from its leader as the one who told it to."));
        blocks.add(Block.data("aws_iam_policy_document", "owners")
                .with(Policies.allows(
                        "Domains", List.of("es:DescribeDomain", "es:ESCrossClusterGet"), domains(names, "")))
                .with(Policies.allows("Within", List.of("es:ESHttp*"), domains(names, "/*"))));
        blocks.add(Block.resource("aws_iam_role_policy", "owners")
                .set("for_each", reference("aws_iam_role.owners"))
                .set("name", reference("each.key"))
                .set("role", reference("each.value.id"))
                .set("policy", reference("data.aws_iam_policy_document.owners.json")));
        return blocks.stream().map(block -> block.set("provider", provider)).toList();
    }

    /// In every region: they have the same name in each.
    private static Expression[] domains(List<String> names, String within) {
        return names.stream()
                .map(name -> template("arn:${data.aws_partition.current.partition}:es:*:"
                        + "${data.aws_caller_identity.current.account_id}:domain/" + name + within))
                .toArray(Expression[]::new);
    }

    /// Connections from followers to their leaders, asked for on one side and accepted on the other.
    static List<Block> followings(Estate.Link link) {
        List<Block> blocks = new ArrayList<>();
        for (Search.Following one : link.copies().followings()) {
            String follower = Pair.side(link, one.follower());
            String leader = Pair.side(link, one.leader());
            String label = Root.label(one.store()) + "_" + follower;
            blocks.add(Block.resource("aws_opensearch_outbound_connection", label)
                    .set("provider", reference("aws." + follower))
                    .set("connection_alias", one.leader().text())
                    .set("connection_mode", "DIRECT")
                    .with(domain("local_domain_info", one.name(), one.follower().text()))
                    .with(domain("remote_domain_info", one.name(), one.leader().text())));
            blocks.add(Block.resource("aws_opensearch_inbound_connection_accepter", label)
                    .set("provider", reference("aws." + leader))
                    .set("connection_id", reference("aws_opensearch_outbound_connection." + label + ".id")));
        }
        return blocks;
    }

    private static Block domain(String type, String name, String region) {
        return Block.of(type)
                .set("owner_id", reference("data.aws_caller_identity.current.account_id"))
                .set("region", region)
                .set("domain_name", name);
    }
}
