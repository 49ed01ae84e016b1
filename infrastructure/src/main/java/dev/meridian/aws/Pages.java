package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cdn;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What users see while no region answers: a page that needs none of them.
///
/// @param bucket that it is kept in
record Pages(String bucket) {
    private static final String LABEL = "pages";
    private static final String PATH = Cdn.ERRORS;
    private static final String PAGE = "unavailable.html";

    private static final String TEXT = "<!doctype html><html lang=\"en\"><title>Not available</title>"
            + "<p>We cannot answer right now. Please try again in a minute.</p></html>\n";

    List<Block> blocks() {
        SafeBucket safe = new SafeBucket(LABEL, Optional.empty());
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(bucket));
        blocks.add(safe.versioned());
        blocks.add(safe.withKeyOfCloud("With a key of S3: it is a page that everybody may see."));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        blocks.add(safe.aging(OptionalInt.empty()));
        blocks.addAll(safe.onlyByTls(Policies.allows(
                        "Cdn",
                        Policies.service(Expression.text("cloudfront.amazonaws.com")),
                        List.of("s3:GetObject"),
                        template("${aws_s3_bucket." + LABEL + ".arn}/*"))
                .with(Policies.condition(
                        "StringEquals",
                        "AWS:SourceAccount",
                        reference("data.aws_caller_identity.current.account_id")))));
        blocks.add(safe.part("aws_s3_object")
                .set("key", PATH.substring(1) + PAGE)
                .set("content_type", "text/html; charset=utf-8")
                .set("content", TEXT)
                .set("depends_on", Expression.sequence(reference("aws_s3_bucket_versioning." + LABEL)))
                .because("Written before there are versions, it would leave a mark of itself when it goes,"
                        + " and its bucket would stay."));
        blocks.add(Block.resource("aws_cloudfront_origin_access_control", LABEL)
                .set("name", bucket)
                .set("origin_access_control_origin_type", "s3")
                .set("signing_behavior", "always")
                .set("signing_protocol", "sigv4"));
        return blocks;
    }

    Block origin() {
        return Block.of("origin")
                .set("origin_id", LABEL)
                .set("domain_name", reference("aws_s3_bucket." + LABEL + ".bucket_regional_domain_name"))
                .set("origin_access_control_id", reference("aws_cloudfront_origin_access_control." + LABEL + ".id"));
    }

    Block behaviour(String policy) {
        return Block.of("ordered_cache_behavior")
                .set("path_pattern", PATH + "*")
                .set("target_origin_id", LABEL)
                .set("viewer_protocol_policy", "redirect-to-https")
                .set("allowed_methods", texts(List.of("GET", "HEAD")))
                .set("cached_methods", texts(List.of("GET", "HEAD")))
                .set("cache_policy_id", policy);
    }

    /// @param error that a region answers, or CloudFront for it
    /// @param seconds that it is taken to last
    Block instead(String error, int seconds) {
        return Block.of("custom_error_response")
                .set("error_code", Integer.parseInt(error))
                .set("response_code", Integer.parseInt(error))
                .set("response_page_path", PATH + PAGE)
                .set("error_caching_min_ttl", seconds);
    }
}
