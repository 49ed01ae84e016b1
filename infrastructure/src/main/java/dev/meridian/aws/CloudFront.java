package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cdn;
import dev.meridian.estate.Entrance;
import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What keeps answers near the users of one entrance. It knows regions by names alone: the one that Route 53
/// chooses for the place that asks, and another one for when that does not answer.
final class CloudFront {
    private static final int HTTP = 80;
    private static final int TLS = 443;

    /// How long it is not asked again what did not answer: the shortest for which users all over the world do not
    /// become one more load for a region that comes back.
    private static final int SECONDS_OF_AN_ERROR = 5;

    private static final int SECONDS_OF_TRANSPORT_SECURITY = 31_536_000;

    /// Policies that CloudFront has for everybody: nothing is kept; all that users sent is handed on (CloudFront
    /// developer guide, managed cache policies and origin request policies, 2026-11).
    private static final String KEEPS_NOTHING = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    private static final String HANDS_ALL_ON = "216adef6-5c7f-47e4-b989-5492eafa07d3";

    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final List<String> READS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ERRORS = List.of("502", "503", "504");

    private static final String WEIGHTS =
            "Weights choose for each of the two names alone: the second may lead to the region of the first.";

    private static final String CHOSEN = "chosen";
    private static final String NEXT = "next";
    private static final String EITHER = "either";

    private final String estate;
    private final Entrance entrance;
    private final Cdn cdn;
    private final String label;
    private final Optional<Pages> pages;

    private CloudFront(String estate, Entrance entrance, Cdn cdn, Optional<Pages> pages) {
        this.estate = estate;
        this.entrance = entrance;
        this.cdn = cdn;
        this.label = Root.label(entrance.name());
        this.pages = pages;
    }

    /// @param estate what names begin with
    /// @param pages what users see where nobody answers; empty for what CloudFront itself says
    /// @param isGuarded whether rules keep bad requests out
    static List<Block> of(String estate, Entrance entrance, Cdn cdn, Optional<Pages> pages, boolean isGuarded) {
        CloudFront front = new CloudFront(estate, entrance, cdn, pages);
        List<Block> blocks = new ArrayList<>(Certificates.of(front.label, entrance.host(), List.of()));
        cdn.behaviours().forEach(behaviour -> blocks.add(front.kept(behaviour)));
        if (cdn.hasHeaders()) {
            blocks.add(front.headers());
        }
        blocks.add(front.distribution(isGuarded));
        blocks.addAll(DeliveredLogs.of(front.label, estate + "-" + entrance.name()));
        blocks.add(front.name("A"));
        blocks.add(front.name("AAAA"));
        return blocks;
    }

    private Block name(String type) {
        return Block.resource("aws_route53_record", label + "_" + type.toLowerCase(Locale.ROOT))
                .set("zone_id", reference("data.aws_route53_zone." + label + ".zone_id"))
                .set("name", entrance.host())
                .set("type", type)
                .with(Block.of("alias")
                        .set("name", reference("aws_cloudfront_distribution." + label + ".domain_name"))
                        .set("zone_id", reference("aws_cloudfront_distribution." + label + ".hosted_zone_id"))
                        .set("evaluate_target_health", false));
    }

    private String named(String what) {
        return estate + "-" + entrance.name() + "-" + what;
    }

    /// By what an answer is kept: for a user's own, also by what the user signs in with.
    private Block kept(Cdn.Behaviour behaviour) {
        boolean isForAll = behaviour.isForEverybody();
        Block headers = Block.of("headers_config").set("header_behavior", isForAll ? "none" : "whitelist");
        List<String> own = cdn.dividesUsers() ? List.of("Authorization", EdgePrograms.PART) : List.of("Authorization");
        headers = isForAll ? headers : headers.with(Block.of("headers").set("items", texts(own)));
        return Block.resource("aws_cloudfront_cache_policy", label + "_" + Root.label(behaviour.name()))
                .set("name", named(behaviour.name()))
                .set("min_ttl", 0)
                .set("default_ttl", behaviour.usual().toSeconds())
                .set("max_ttl", behaviour.longest().toSeconds())
                .with(Block.of("parameters_in_cache_key_and_forwarded_to_origin")
                        .set("enable_accept_encoding_gzip", cdn.compresses().contains("gzip"))
                        .set("enable_accept_encoding_brotli", cdn.compresses().contains("brotli"))
                        .with(Block.of("cookies_config").set("cookie_behavior", isForAll ? "none" : "all"))
                        .with(headers)
                        .with(Block.of("query_strings_config").set("query_string_behavior", "all")));
    }

    private Block headers() {
        return Block.resource("aws_cloudfront_response_headers_policy", label)
                .set("name", named("headers"))
                .with(Block.of("security_headers_config")
                        .with(Block.of("strict_transport_security")
                                .set("access_control_max_age_sec", SECONDS_OF_TRANSPORT_SECURITY)
                                .set("include_subdomains", true)
                                .set("override", true))
                        .with(Block.of("content_type_options").set("override", true))
                        .with(Block.of("frame_options")
                                .set("frame_option", "DENY")
                                .set("override", false))
                        .with(Block.of("referrer_policy")
                                .set("referrer_policy", "strict-origin-when-cross-origin")
                                .set("override", false)));
    }

    private Block distribution(boolean isGuarded) {
        Block block = Block.resource("aws_cloudfront_distribution", label)
                .set("comment", entrance.host())
                .set("enabled", true)
                .set("is_ipv6_enabled", true)
                .set("http_version", "http2and3")
                .set("price_class", "PriceClass_All")
                .set("aliases", texts(List.of(entrance.host())));
        block = isGuarded ? block.set("web_acl_id", WebAcl.arn()) : block;
        block = block.with(origin(CHOSEN, entrance.origin()));
        if (entrance.hasSecond()) {
            block = block.with(origin(NEXT, entrance.second())).with(group());
        }
        if (pages.isPresent()) {
            block = block.with(pages.get().origin());
        }
        block = behaviours(block);
        if (pages.isPresent()) {
            for (String error : ERRORS) {
                block = block.with(pages.get().instead(error, SECONDS_OF_AN_ERROR));
            }
        }
        return block.with(Block.of("restrictions")
                        .with(Block.of("geo_restriction").set("restriction_type", "none")))
                .with(Block.of("viewer_certificate")
                        .set(
                                "acm_certificate_arn",
                                reference("aws_acm_certificate_validation." + label + ".certificate_arn"))
                        .set("ssl_support_method", "sni-only")
                        .set("minimum_protocol_version", "TLSv1.2_2021"));
    }

    private Block behaviours(Block distribution) {
        Block block = distribution.with(handed(
                Block.of("default_cache_behavior"),
                text(KEEPS_NOTHING),
                Optional.of("Managed-CachingDisabled"),
                false));
        block = pages.isPresent() ? block.with(pages.get().behaviour(KEEPS_NOTHING)) : block;
        for (Cdn.Behaviour behaviour : cdn.behaviours()) {
            String policy = "aws_cloudfront_cache_policy." + label + "_" + Root.label(behaviour.name()) + ".id";
            block = block.with(handed(
                    Block.of("ordered_cache_behavior")
                            .set("path_pattern", behaviour.path())
                            .set("compress", behaviour.isCompressed()),
                    reference(policy),
                    Optional.empty(),
                    behaviour.isForEverybody()));
        }
        return block;
    }

    private Block origin(String id, String host) {
        Block origin = Block.of("origin")
                .set("origin_id", id)
                .set("domain_name", host)
                .with(Block.of("custom_origin_config")
                        .set("http_port", HTTP)
                        .set("https_port", TLS)
                        .set("origin_protocol_policy", "https-only")
                        .set("origin_ssl_protocols", texts(List.of("TLSv1.2"))));
        return cdn.shield()
                .map(region -> origin.with(
                        Block.of("origin_shield").set("enabled", true).set("origin_shield_region", region.text())))
                .orElse(origin);
    }

    /// Reads alone are asked for a second time: nobody knows what became of a write that was not answered.
    /// CloudFront refuses a path that leads to a group and takes more (developer guide, origin failover,
    /// 2026-11).
    private Block group() {
        Block group = Block.of("origin_group");
        return (isWeighted() ? group.because(WEIGHTS) : group)
                .set("origin_id", EITHER)
                .with(Block.of("failover_criteria")
                        .set(
                                "status_codes",
                                sequence(ERRORS.stream()
                                        .map(Integer::parseInt)
                                        .map(Expression.Whole::new)
                                        .toArray(Expression[]::new))))
                .with(Block.of("member").set("origin_id", CHOSEN))
                .with(Block.of("member").set("origin_id", NEXT));
    }

    private boolean isWeighted() {
        return entrance.choices().stream().anyMatch(choice -> choice.policy() == Entrance.Policy.WEIGHTED);
    }

    /// What may be a write leads to the name that records choose a region for; what is only read, to two
    /// regions.
    ///
    /// @param policy by which answers are kept, and what people call it
    private Block handed(Block behaviour, Expression policy, Optional<String> called, boolean isOnlyRead) {
        Block block = behaviour
                .set("target_origin_id", isOnlyRead && entrance.hasSecond() ? EITHER : CHOSEN)
                .set("viewer_protocol_policy", "redirect-to-https")
                .set("allowed_methods", texts(isOnlyRead ? READS : METHODS))
                .set("cached_methods", texts(List.of("GET", "HEAD")))
                .with(new Attribute("cache_policy_id", policy, called))
                .set("origin_request_policy_id", text(HANDS_ALL_ON), "Managed-AllViewer");
        if (cdn.hasHeaders()) {
            block = block.set(
                    "response_headers_policy_id", reference("aws_cloudfront_response_headers_policy." + label + ".id"));
        }
        if (cdn.tells()) {
            block = block.set("realtime_log_config_arn", ToldLogs.arn());
        }
        for (String end : cdn.ends()) {
            block = block.with(EdgePrograms.at(end));
        }
        return block;
    }
}
