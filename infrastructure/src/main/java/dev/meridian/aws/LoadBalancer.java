package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cdn;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What takes the requests of users in one region, and the name by which it alone is opened.
final class LoadBalancer {
    private static final int HTTP = 80;
    private static final int TLS = 443;

    /// TLS 1.2 and 1.3, with forward secrecy (Elastic Load Balancing user guide, security policies, 2026-11).
    private static final String CIPHERS = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private static final int DAYS_OF_LOGS = 90;
    private static final int FIRST_RULE = 100;

    /// Application Load Balancers guide, quotas, 2026-11: values of a rule, and rules of a load balancer.
    private static final int VALUES_OF_A_RULE = 5;

    private static final int RULES_OF_ALL = 100;
    private static final int SECONDS_WITH_ONE_COPY = 86_400;

    private static final int SECONDS_BETWEEN_QUESTIONS = 20;
    private static final int ANSWERS = 2;

    /// As many as there can be (Elastic Load Balancing user guide, health checks of target groups, 2026-11).
    private static final int MOST_QUESTIONS = 10;

    private static final String GROUP = "load_balancer";
    private static final String CHECKS = "load_balancer_checks";
    private static final String BUCKET = "access_logs";

    private final Site site;

    private LoadBalancer(Site site) {
        this.site = site;
    }

    /// What all entrances of a region share.
    ///
    /// @param estate what it is called after; names of load balancers are of a region
    static List<Block> shared(Site site, String estate) {
        LoadBalancer balancer = new LoadBalancer(site);
        List<Block> blocks = new ArrayList<>(balancer.reached());
        blocks.addAll(balancer.logs());
        blocks.add(balancer.balancer(estate));
        blocks.addAll(balancer.listeners());
        return blocks;
    }

    /// Groups of AWS are long: each of those lists counts for as many rules as it has addresses at most, and a
    /// group of rules has 60 (VPC user guide, quotas and managed prefix lists, 2026-11). So each has a group of
    /// its own.
    private List<Block> reached() {
        String name = site.name() + "-load-balancer";
        List<Block> blocks = new ArrayList<>();
        blocks.add(group(GROUP, name, "Who reaches the entrances of " + site.name()));
        if (isBehindCdn()) {
            blocks.add(list("cdn", "com.amazonaws.global.cloudfront.origin-facing"));
            blocks.add(list("checks", "com.amazonaws." + site.region() + ".route53-healthchecks"));
            blocks.add(tls(GROUP, "cdn", "The CDN before it").set("prefix_list_id", listed("cdn")));
            blocks.add(group(CHECKS, name + "-checks", "Who asks whether " + site.name() + " serves"));
            blocks.add(tls(CHECKS, "checks", "Checks of Route 53").set("prefix_list_id", listed("checks")));
        } else {
            blocks.add(rule("aws_vpc_security_group_ingress_rule", GROUP, "http", "Whoever is then sent on to TLS")
                    .set("cidr_ipv4", "0.0.0.0/0")
                    .set("ip_protocol", "tcp")
                    .set("from_port", HTTP)
                    .set("to_port", HTTP));
            blocks.add(tls(GROUP, "tls", "Users").set("cidr_ipv4", "0.0.0.0/0"));
        }
        blocks.add(rule("aws_vpc_security_group_egress_rule", GROUP, "services", "Services of this region")
                .set("cidr_ipv4", reference("aws_vpc.main.cidr_block"))
                .set("ip_protocol", "tcp")
                .set("from_port", 1)
                .set("to_port", 65_535));
        return blocks;
    }

    private boolean isBehindCdn() {
        return site.entrances().stream()
                .allMatch(one -> one.cdn().filter(Cdn::isOnlyWayIn).isPresent());
    }

    private static Block group(String label, String name, String description) {
        return Block.resource("aws_security_group", label)
                .set("name", name)
                .set("description", description)
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("tags", Setup.named(name));
    }

    /// Addresses that AWS keeps a list of.
    private static Block list(String label, String name) {
        return Block.data("aws_ec2_managed_prefix_list", label).set("name", name);
    }

    private static Expression listed(String label) {
        return reference("data.aws_ec2_managed_prefix_list." + label + ".id");
    }

    private static Block tls(String group, String name, String description) {
        return rule("aws_vpc_security_group_ingress_rule", group, name, description)
                .set("ip_protocol", "tcp")
                .set("from_port", TLS)
                .set("to_port", TLS);
    }

    private static Block rule(String type, String group, String name, String description) {
        return Block.resource(type, GROUP + "_" + name)
                .set("security_group_id", reference("aws_security_group." + group + ".id"))
                .set("description", description);
    }

    /// Load balancers write into buckets with keys of S3 only (Elastic Load Balancing user guide, access logs,
    /// 2026-11).
    private List<Block> logs() {
        SafeBucket safe = new SafeBucket(BUCKET, Optional.empty());
        String bucket = "aws_s3_bucket." + BUCKET;
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(site.accessLogs().orElseThrow()));
        blocks.add(safe.withKeyOfCloud("With a key of S3: load balancers write with no other."));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        blocks.add(safe.aging(OptionalInt.of(DAYS_OF_LOGS)));
        blocks.addAll(safe.onlyByTls(Policies.allows(
                "Logs",
                Policies.service(Expression.text("logdelivery.elasticloadbalancing.amazonaws.com")),
                List.of("s3:PutObject"),
                template("${" + bucket + ".arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"))));
        return blocks;
    }

    private Block balancer(String estate) {
        return Block.resource("aws_lb", "main")
                .set("name", estate)
                .set("load_balancer_type", "application")
                .set("subnets", reference("values(aws_subnet.public)[*].id"))
                .set("security_groups", groups())
                .set("drop_invalid_header_fields", true)
                .set("desync_mitigation_mode", "defensive")
                .set("enable_deletion_protection", true)
                .with(Block.of("access_logs")
                        .set("bucket", reference("aws_s3_bucket." + BUCKET + ".id"))
                        .set("enabled", true))
                .set("depends_on", sequence(reference("aws_s3_bucket_policy." + BUCKET)));
    }

    private Expression groups() {
        Expression all = reference("aws_security_group." + GROUP + ".id");
        return isBehindCdn() ? sequence(all, reference("aws_security_group." + CHECKS + ".id")) : sequence(all);
    }

    private List<Block> listeners() {
        String first = Root.label(site.entrances().getFirst().name());
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_lb_listener", "http")
                .set("load_balancer_arn", reference("aws_lb.main.arn"))
                .set("port", HTTP)
                .set("protocol", "HTTP")
                .with(Block.of("default_action")
                        .set("type", "redirect")
                        .with(Block.of("redirect")
                                .set("port", "" + TLS)
                                .set("protocol", "HTTPS")
                                .set("status_code", "HTTP_301"))));
        blocks.add(Block.resource("aws_lb_listener", "tls")
                .set("load_balancer_arn", reference("aws_lb.main.arn"))
                .set("port", TLS)
                .set("protocol", "HTTPS")
                .set("ssl_policy", CIPHERS)
                .set("certificate_arn", reference("aws_acm_certificate_validation." + first + ".certificate_arn"))
                .with(Block.of("default_action")
                        .set("type", "fixed-response")
                        .with(Block.of("fixed_response")
                                .set("content_type", "text/plain")
                                .set("status_code", "404"))));
        return blocks;
    }

    /// What one entrance needs here.
    ///
    /// @param number its place among those of the region, from 0
    static List<Block> entrance(Site site, String estate, Entrance entrance, int number) {
        String label = Root.label(entrance.name());
        List<String> also = new ArrayList<>(List.of(entrance.host(site.region())));
        if (entrance.cdn().isPresent()) {
            also.addAll(List.of(entrance.origin(), entrance.second()));
        }
        also.addAll(entrance.ofStandby());
        List<String> hosts = new ArrayList<>(List.of(entrance.host(), entrance.host(site.region())));
        hosts.addAll(entrance.ofStandby());
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_route53_zone", label).set("name", entrance.zone()));
        blocks.addAll(Certificates.of(label, entrance.host(), also));
        blocks.add(target(site, estate, entrance, label));
        if (number > 0) {
            blocks.add(Block.resource("aws_lb_listener_certificate", label)
                    .set("listener_arn", reference("aws_lb_listener.tls.arn"))
                    .set("certificate_arn", reference("aws_acm_certificate_validation." + label + ".certificate_arn")));
        }
        blocks.addAll(rules(label, hosts, FIRST_RULE + number));
        blocks.add(Block.resource("aws_route53_record", label)
                .set("zone_id", reference("data.aws_route53_zone." + label + ".zone_id"))
                .set("name", entrance.host(site.region()))
                .set("type", "A")
                .with(Block.of("alias")
                        .set("name", reference("aws_lb.main.dns_name"))
                        .set("zone_id", reference("aws_lb.main.zone_id"))
                        .set(
                                "evaluate_target_health",
                                new Expression.Flag(false),
                                "Whether this region serves this name is for its check to find: the load balancer"
                                        + " counts as failed while any name behind it is served by nobody."))
                .because("The name of this region alone: checks ask it, and the name that users open leads to it."));
        return blocks;
    }

    /// Each takes so many names.
    private static List<Block> rules(String label, List<String> hosts, int priority) {
        List<Block> rules = new ArrayList<>();
        for (int from = 0; from < hosts.size(); from += VALUES_OF_A_RULE) {
            List<String> some = hosts.subList(from, Math.min(from + VALUES_OF_A_RULE, hosts.size()));
            rules.add(Block.resource("aws_lb_listener_rule", from == 0 ? label : label + "_after_" + from)
                    .set("listener_arn", reference("aws_lb_listener.tls.arn"))
                    .set("priority", priority + RULES_OF_ALL * from)
                    .with(Block.of("condition").with(Block.of("host_header").set("values", texts(some))))
                    .with(Block.of("action")
                            .set("type", "forward")
                            .set("target_group_arn", reference("aws_lb_target_group." + label + ".arn"))));
        }
        return rules;
    }

    private static Block target(Site site, String estate, Entrance entrance, String label) {
        Block target = Block.resource("aws_lb_target_group", label)
                .set("name", entrance.targets(estate))
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("target_type", "ip")
                .set("port", entrance.port())
                .set("protocol", entrance.port() == TLS ? "HTTPS" : "HTTP")
                .with(check(site, entrance));
        return entrance.isSticky()
                ? target.with(
                        Block.of("stickiness").set("type", "lb_cookie").set("cookie_duration", SECONDS_WITH_ONE_COPY))
                : target;
    }

    /// In a cluster it takes copies out and ends none. ECS ends what is found unhealthy here and starts another
    /// (ECS developer guide, service scheduler, 2026-11), so there it takes longer than the failover of a
    /// database, which is done within a minute or two (RDS user guide, Multi-AZ instances, 2026-11).
    private static Block check(Site site, Entrance entrance) {
        Block check = Block.of("health_check").set("path", entrance.health().path());
        check = entrance.health().port().isPresent()
                ? check.set("port", "" + entrance.health().port().getAsInt())
                : check;
        boolean isByTls = entrance.port() == TLS && entrance.health().port().isEmpty();
        check = check.set("protocol", isByTls ? "HTTPS" : "HTTP")
                .set("matcher", entrance.health().matcher());
        return site.compute().isServerless()
                ? check.set("interval", SECONDS_BETWEEN_QUESTIONS)
                        .set("healthy_threshold", ANSWERS)
                        .set(
                                "unhealthy_threshold",
                                new Expression.Whole(MOST_QUESTIONS),
                                "More than three minutes: ECS ends what is unhealthy, and a database fails over within two.")
                : check;
    }
}
