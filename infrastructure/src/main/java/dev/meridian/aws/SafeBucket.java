package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What every bucket has, whatever is in it: a key of the customer's, no way in from outside, one owner, and no
/// connection without TLS.
final class SafeBucket {
    private static final int DAYS_OF_TORN_UPLOADS = 7;

    private final String label;
    private final Optional<Expression> provider;
    private final String bucket;

    /// @param provider empty in a root that has one for everything
    SafeBucket(String label, Optional<Expression> provider) {
        this.label = label;
        this.provider = provider;
        this.bucket = "aws_s3_bucket." + label;
    }

    Block named(String name) {
        return placed(Block.resource("aws_s3_bucket", label)).set("bucket", name);
    }

    /// A resource of its own that says something about the bucket.
    Block part(String type) {
        return placed(Block.resource(type, label)).set("bucket", reference(bucket + ".id"));
    }

    private Block placed(Block block) {
        return provider.map(value -> block.set("provider", value)).orElse(block);
    }

    Block versioned() {
        return part("aws_s3_bucket_versioning")
                .with(Block.of("versioning_configuration").set("status", "Enabled"));
    }

    Block encrypted(Expression key) {
        return part("aws_s3_bucket_server_side_encryption_configuration")
                .with(Block.of("rule")
                        .set("bucket_key_enabled", true)
                        .with(Block.of("apply_server_side_encryption_by_default")
                                .set("sse_algorithm", "aws:kms")
                                .set("kms_master_key_id", key)));
    }

    /// @param why not with one of the customer's
    Block withKeyOfCloud(String why) {
        return part("aws_s3_bucket_server_side_encryption_configuration")
                .with(Block.of("rule")
                        .with(Block.of("apply_server_side_encryption_by_default")
                                .set("sse_algorithm", "AES256")))
                .because(why);
    }

    Block closed() {
        return part("aws_s3_bucket_public_access_block")
                .set("block_public_acls", true)
                .set("block_public_policy", true)
                .set("ignore_public_acls", true)
                .set("restrict_public_buckets", true);
    }

    Block owned() {
        return part("aws_s3_bucket_ownership_controls")
                .with(Block.of("rule").set("object_ownership", "BucketOwnerEnforced"));
    }

    /// What becomes of what is in it.
    ///
    /// @param days how long it is kept; empty for ever
    Block aging(OptionalInt days) {
        Block rule = Block.of("rule")
                .set("id", "aging")
                .set("status", "Enabled")
                .with(Block.of("filter"))
                .with(withoutTornUploads());
        rule = days.isPresent() ? rule.with(Block.of("expiration").set("days", days.getAsInt())) : rule;
        return part("aws_s3_bucket_lifecycle_configuration").with(rule);
    }

    /// For a rule of its lifecycle.
    static Block withoutTornUploads() {
        return Block.of("abort_incomplete_multipart_upload").set("days_after_initiation", DAYS_OF_TORN_UPLOADS);
    }

    /// @param others statements of its policy beside that
    List<Block> onlyByTls(Block... others) {
        String document = label + "_tls";
        Block statements = placed(Block.data("aws_iam_policy_document", document))
                .with(Block.of("statement")
                        .set("sid", "OnlyByTls")
                        .set("effect", "Deny")
                        .set("actions", texts(List.of("s3:*")))
                        .set("resources", sequence(reference(bucket + ".arn"), template("${" + bucket + ".arn}/*")))
                        .with(Block.of("principals").set("type", "AWS").set("identifiers", texts(List.of("*"))))
                        .with(Policies.condition("Bool", "aws:SecureTransport", Expression.text("false"))));
        for (Block other : others) {
            statements = statements.with(other);
        }
        return List.of(
                statements,
                part("aws_s3_bucket_policy")
                        .set("policy", reference("data.aws_iam_policy_document." + document + ".json"))
                        .set("depends_on", sequence(reference("aws_s3_bucket_public_access_block." + label))));
    }
}
