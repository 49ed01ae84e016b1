package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// What stands before regions, all over the world.
final class Cdns {
    private static final String CDN = "aws_cloudfront_distribution";
    private static final String HEADERS = "aws_cloudfront_response_headers_policy";
    private static final String TRANSPORT = "security_headers_config.strict_transport_security.";

    private static final Condition BY_TLS = oneOf("viewer_protocol_policy", "redirect-to-https", "https-only");

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "CKV_AWS_34 AWS-0012",
                    CDN,
                    all(
                            new Condition.Some("default_cache_behavior", BY_TLS),
                            new Condition.Every("ordered_cache_behavior", BY_TLS))),
            Rule.of("CKV_AWS_75", "aws_globalaccelerator_accelerator", is("attributes.flow_logs_enabled", true)),
            Rule.of("CKV_AWS_68 AWS-0011", CDN, leads("web_acl_id", "aws_wafv2_web_acl")),
            Rule.of(
                    "CKV_AWS_86",
                    CDN,
                    any(
                            said("logging_config.bucket"),
                            beside(
                                    "aws_cloudwatch_log_delivery_source",
                                    "resource_arn",
                                    beside("aws_cloudwatch_log_delivery", "delivery_source_name")))),
            Rule.of("AWS-0010", CDN, said("logging_config.bucket")),
            Rule.of(
                    "CKV_AWS_174 AWS-0013",
                    CDN,
                    oneOf(
                            "viewer_certificate.minimum_protocol_version",
                            "TLSv1.2_2019",
                            "TLSv1.2_2021",
                            "TLSv1.3_2025")),
            Rule.of("CKV_AWS_216", CDN, is("enabled", true)),
            Rule.of("CKV_AWS_305", CDN, said("default_root_object")),
            Rule.of("CKV_AWS_310", CDN, said("origin_group.failover_criteria.status_codes")),
            Rule.of(
                    "CKV_AWS_374",
                    CDN,
                    oneOf("restrictions.geo_restriction.restriction_type", "whitelist", "blacklist")),
            Rule.of(
                    "CKV2_AWS_32",
                    CDN,
                    new Condition.Some("default_cache_behavior", said("response_headers_policy_id"))),
            Rule.of("CKV2_AWS_42", CDN, said("viewer_certificate.acm_certificate_arn")),
            Rule.of(
                    "CKV2_AWS_46",
                    CDN,
                    new Condition.Every(
                            "origin",
                            any(
                                    lacks(
                                            "domain_name",
                                            "aws_s3_bucket\\..*",
                                            "aws_s3_bucket.pages.bucket_domain_name"),
                                    said("origin_access_control_id")))),
            Rule.of("CKV2_AWS_47", CDN, leads("web_acl_id", "aws_wafv2_web_acl", Entrances.knowsLog4j())),
            Rule.of("CKV2_AWS_54", CDN, is("origin.custom_origin_config.origin_ssl_protocols", "TLSv1.2")),
            Rule.of("CKV2_AWS_72", CDN, is("origin.custom_origin_config.origin_protocol_policy", "https-only")),
            Rule.of(
                    "CKV_AWS_259",
                    HEADERS,
                    all(
                            new Condition.AtLeast(TRANSPORT + "access_control_max_age_sec", 31_536_000),
                            is(TRANSPORT + "include_subdomains", true),
                            is(TRANSPORT + "override", true),
                            is(TRANSPORT + "preload", true))));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "AWS-0010",
                    beside("aws_cloudwatch_log_delivery_source", "resource_arn"),
                    "It writes its log to CloudWatch, with a key of the customer's and for as long as all logs. The older means,"
                            + " which the check knows, writes into a bucket that has to take lists of rights.",
                    "a block `logging_config`"),
            Reason.of(
                    "CKV_AWS_68 AWS-0011 CKV2_AWS_47",
                    silent("web_acl_id"),
                    "The file asks for no firewall before what users open, or for none that can be written (`UNRENDERED.md`).",
                    "`traffic.waf.rules`"),
            Reason.of(
                    "CKV2_AWS_47",
                    said("web_acl_id"),
                    "The rules of the firewall are those that the file names. Among them is not the group of known bad inputs, or"
                            + " not that of addresses that hide (proxies, Tor), which keeps users out who did nothing.",
                    "`managed` and `threat-intelligence` among `traffic.waf.rules`"),
            Reason.of(
                    "CKV_AWS_305",
                    is("origin.custom_origin_config.origin_protocol_policy", "https-only"),
                    "What users get for the root of a name is what the service answers there, and no object.",
                    "an object that stands for the root"),
            Reason.of(
                    "CKV_AWS_310",
                    silent("origin_group"),
                    "CloudFront asks a second origin for what is only read, and the file names nothing of that kind; or users"
                            + " may not be served by another region than the one chosen for them, or there is no other. Where"
                            + " a region does not serve, the name that it asks leads to another one.",
                    "a path that is kept for a day or longer (`traffic.cdn.behaviours`), and a second region"),
            Reason.of(
                    "CKV_AWS_374",
                    is("restrictions.geo_restriction.restriction_type", "none"),
                    "It serves users wherever they are; countries that are kept out, if any, are a rule of the firewall.",
                    "a list of countries in `geo_restriction`"),
            Reason.of(
                    "CKV2_AWS_32",
                    silent("default_cache_behavior.response_headers_policy_id"),
                    "The file does not ask for headers of the CDN: services send their own.",
                    "`traffic.cdn.securityHeaders: true`"),
            Reason.of(
                    "CKV_AWS_259",
                    all(is(TRANSPORT + "override", true), silent(TRANSPORT + "preload")),
                    "Browsers are told to come back by TLS for a year. `preload` asks their makers to build the whole domain into"
                            + " what they ship: it takes months to undo, binds names that are not of this estate, and the owner of the"
                            + " domain has to want it.",
                    "`preload = true`"));

    private Cdns() {}
}
