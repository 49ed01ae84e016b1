package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Firewall;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// Rules that keep bad requests out, before what users open in one region or before a CDN.
final class WebAcl {
    private static final String COUNTRIES = "blocked_countries";

    private final Firewall firewall;
    private final String name;
    private int priority;

    private WebAcl(Firewall firewall, String name) {
        this.firewall = firewall;
        this.name = name;
    }

    /// @param name of what it stands before
    /// @param scope as AWS calls it: `REGIONAL`, `CLOUDFRONT`
    /// @param logDays how long what it finds is kept
    static List<Block> of(Firewall firewall, String name, String scope, int logDays) {
        return new WebAcl(firewall, name).blocks(scope, logDays);
    }

    private List<Block> blocks(String scope, int logDays) {
        List<Block> blocks = new ArrayList<>();
        if (firewall.hasCountries()) {
            blocks.add(Block.of("variable", COUNTRIES)
                    .set("type", reference("list(string)"))
                    .set("description", "Countries that are kept out, by two letters (ISO 3166).")
                    .set("default", sequence()));
        }
        Block acl = Block.resource("aws_wafv2_web_acl", "main")
                .set("name", name)
                .set("scope", scope)
                .with(Block.of("default_action").with(Block.of("allow")));
        for (Block rule : rules()) {
            acl = acl.with(rule);
        }
        blocks.add(acl.with(seen(name)));
        blocks.add(Logs.group(logDays, "firewall", "aws-waf-logs-" + name)
                .because("AWS WAF takes no other name for its logs than one that begins so."));
        blocks.add(Block.resource("aws_wafv2_web_acl_logging_configuration", "main")
                .set("resource_arn", reference("aws_wafv2_web_acl.main.arn"))
                .set("log_destination_configs", sequence(reference("aws_cloudwatch_log_group.firewall.arn")))
                .with(hidden("authorization"))
                .with(hidden("cookie")));
        return blocks;
    }

    /// What a user signs in with is in no log.
    private static Block hidden(String header) {
        return Block.of("redacted_fields").with(Block.of("single_header").set("name", header));
    }

    private List<Block> rules() {
        List<Block> rules = new ArrayList<>();
        firewall.limit()
                .ifPresent(limit -> rules.add(rule("rate-per-address")
                        .with(Block.of("action").with(Block.of("block")))
                        .with(Block.of("statement")
                                .with(Block.of("rate_based_statement")
                                        .set("aggregate_key_type", "IP")
                                        .set("limit", limit.requests())
                                        .set("evaluation_window_sec", limit.seconds())))
                        .with(seen(name + "-rate-per-address"))));
        if (firewall.hasCountries()) {
            rules.add(countries());
        }
        for (String group : firewall.groups()) {
            rules.add(rule(group)
                    .with(Block.of("override_action").with(Block.of("none")))
                    .with(Block.of("statement")
                            .with(Block.of("managed_rule_group_statement")
                                    .set("name", group)
                                    .set("vendor_name", "AWS")))
                    .with(seen(name + "-" + group)));
        }
        return rules;
    }

    /// A rule about no country would be refused.
    private Block countries() {
        return Block.of("dynamic", "rule")
                .set("for_each", reference("length(var." + COUNTRIES + ") > 0 ? [1] : []"))
                .with(Block.of("content")
                        .set("name", "countries")
                        .set("priority", priority++)
                        .with(Block.of("action").with(Block.of("block")))
                        .with(Block.of("statement")
                                .with(Block.of("geo_match_statement")
                                        .set("country_codes", reference("var." + COUNTRIES))))
                        .with(seen(name + "-countries")));
    }

    private Block rule(String rule) {
        return Block.of("rule").set("name", rule).set("priority", priority++);
    }

    private static Block seen(String metric) {
        return Block.of("visibility_config")
                .set("cloudwatch_metrics_enabled", true)
                .set("metric_name", metric)
                .set("sampled_requests_enabled", true);
    }

    /// Before the load balancer of a region.
    static Block beforeLoadBalancer() {
        return Block.resource("aws_wafv2_web_acl_association", "main")
                .set("resource_arn", reference("aws_lb.main.arn"))
                .set("web_acl_arn", reference("aws_wafv2_web_acl.main.arn"));
    }

    /// As a CDN names it.
    static Expression arn() {
        return reference("aws_wafv2_web_acl.main.arn");
    }
}
