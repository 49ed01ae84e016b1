package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.always;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.isOrSilent;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.matches;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.said;

import java.util.List;

/// What users reach in a region: load balancers, names, certificates, and the firewalls before them.
final class Entrances {
    private static final String BALANCER = "aws_lb";
    private static final String LISTENER = "aws_lb_listener";
    private static final String TARGET = "aws_lb_target_group";
    private static final String FIREWALL = "aws_wafv2_web_acl";
    private static final String FIREWALL_OF = "aws_wafv2_web_acl_association";
    private static final String RECORD = "aws_route53_record";
    private static final String CERTIFICATE = "aws_acm_certificate";

    /// Policies of TLS 1.2 or later that Elastic Load Balancing has (its user guide, security policies, 2026-11).
    private static final String STRONG = "ELBSecurityPolicy-(TLS13-1-[23]|FS-1-2|TLS-1-2).*";

    private static final String WEAK = "ELBSecurityPolicy-2016-08";

    private static final Condition SENT_ON =
            all(is("default_action.type", "redirect"), is("default_action.redirect.protocol", "HTTPS"));

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_2 AWS-0054", LISTENER, any(oneOf("protocol", "HTTPS", "TLS"), SENT_ON)),
            Rule.of(
                    "CKV_AWS_103 AWS-0047",
                    LISTENER,
                    any(all(oneOf("protocol", "HTTPS", "TLS"), matches("ssl_policy", STRONG, WEAK)), SENT_ON)),
            Rule.of("CKV2_AWS_74", LISTENER, matches("ssl_policy", STRONG, WEAK)),
            Rule.of("CKV_AWS_91", BALANCER, all(is("access_logs.enabled", true), said("access_logs.bucket"))),
            Rule.of("CKV_AWS_131 AWS-0052", BALANCER, is("drop_invalid_header_fields", true)),
            Rule.of("CKV_AWS_150", BALANCER, is("enable_deletion_protection", true)),
            Rule.of(
                    "CKV_AWS_152",
                    BALANCER,
                    any(is("load_balancer_type", "application"), is("enable_cross_zone_load_balancing", true))),
            Rule.of("CKV_AWS_328", BALANCER, oneOf("desync_mitigation_mode", "defensive", "strictest")),
            Rule.of("AWS-0053", BALANCER, is("internal", true)),
            Rule.of("CKV_AWS_261", TARGET, said("health_check.path")),
            Rule.of("CKV_AWS_378", TARGET, lacks("protocol", "HTTP")),
            Rule.of(
                    "CKV2_AWS_20",
                    BALANCER,
                    beside(LISTENER, "load_balancer_arn", all(is("protocol", "HTTP"), SENT_ON))),
            Rule.of("CKV2_AWS_28", BALANCER, any(is("internal", true), beside(FIREWALL_OF, "resource_arn"))),
            Rule.of(
                    "CKV2_AWS_76",
                    BALANCER,
                    beside(FIREWALL_OF, "resource_arn", leads("web_acl_arn", FIREWALL, knowsLog4j()))),
            Rule.of("CKV_AWS_175", FIREWALL, any(said("rule"))),
            Rule.of("CKV_AWS_192", FIREWALL, knowsBadInputs()),
            Rule.of("CKV2_AWS_31", FIREWALL, beside("aws_wafv2_web_acl_logging_configuration", "resource_arn")),
            Rule.of(
                    "CKV2_AWS_23",
                    RECORD,
                    any(
                            lacks("type", "A"),
                            leads("alias.name", BALANCER),
                            leads("alias.name", "aws_globalaccelerator_accelerator"),
                            leads("alias.name", "aws_cloudfront_distribution"))),
            Rule.of("CKV_AWS_233", CERTIFICATE, is("lifecycle.create_before_destroy", true)),
            Rule.of(
                    "CKV_AWS_234",
                    CERTIFICATE,
                    isOrSilent("options.certificate_transparency_logging_preference", "ENABLED")),
            Rule.of("CKV2_AWS_71", CERTIFICATE, lacks("domain_name", "\\*.*", "*.example.test")));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV2_AWS_74",
                    all(is("protocol", "HTTP"), SENT_ON),
                    "This listener has no TLS and no ciphers: it sends users on to the one that has.",
                    "no listener on port 80"),
            Reason.of(
                    "AWS-0053",
                    said("subnets"),
                    "Users open it. Who else reaches it is said by its group of rules and by the firewall before it, where the"
                            + " file asks for one.",
                    "a load balancer in private subnets, and something else that users open"),
            Reason.of(
                    "CKV_AWS_378",
                    all(is("target_type", "ip"), said("vpc_id")),
                    "TLS of users ends at the load balancer. From there on it is the private network of this"
                            + " region; the file does not say that services have certificates.",
                    "services that listen by TLS, and `protocol = \"HTTPS\"`"),
            Reason.of(
                    "CKV2_AWS_28 CKV2_AWS_76",
                    new Condition.Without(FIREWALL_OF),
                    "The file asks for no firewall before what users open here, or for none that can be written"
                            + " (`UNRENDERED.md`).",
                    "`traffic.waf.rules`"),
            Reason.of(
                    "CKV_AWS_192 CKV2_AWS_76",
                    always(),
                    "The rules of the firewall are those that the file names. Among them is not the group of known bad inputs, or"
                            + " not that of addresses that hide (proxies, Tor), which keeps users out who did nothing; or a CDN stands"
                            + " before it, whose firewall has that group: behind a CDN every request has its address.",
                    "`managed` and `threat-intelligence` among `traffic.waf.rules`"),
            Reason.of(
                    "CKV2_AWS_23",
                    all(is("type", "A"), matches("alias.name", "[a-z0-9-]+(\\.[a-z0-9-]+)+", "")),
                    "It leads to the name of one region, which the root of that region makes: this root can be planned while the"
                            + " region is gone.",
                    "a root of all regions at once, which cannot be planned without each of them"),
            Reason.of(
                    "CKV2_AWS_23",
                    all(is("type", "A"), matches("alias.name", "_[a-z0-9-]+(\\.[a-z0-9-]+)+", "")),
                    "It leads to records beside it, one for each region, of which Route 53 leaves out those that do not serve.",
                    "one region alone behind it"));

    private Entrances() {}

    private static Condition knows(String group) {
        return new Condition.Some("rule", is("statement.managed_rule_group_statement.name", group));
    }

    private static Condition knowsBadInputs() {
        return knows("AWSManagedRulesKnownBadInputsRuleSet");
    }

    /// Both groups that the check wants.
    static Condition knowsLog4j() {
        return all(knowsBadInputs(), knows("AWSManagedRulesAnonymousIpList"));
    }
}
