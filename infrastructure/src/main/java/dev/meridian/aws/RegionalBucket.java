package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Bucket;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A bucket of S3 in one region. What is copied from it to others is in a root of its own: [Outgoing].
final class RegionalBucket {
    /// What is written over or deleted can be had back so long.
    private static final int DAYS_OF_EARLIER_VERSIONS = 90;

    /// The shortest after which S3 takes objects into the classes for what is seldom read (S3 user guide,
    /// transition constraints, 2026-11).
    private static final int DAYS_UNTIL_SELDOM_READ = 30;

    private static final int DAYS_UNTIL_ARCHIVED = 90;

    private RegionalBucket() {}

    static List<Block> of(Bucket bucket) {
        String label = Root.label(bucket.store());
        SafeBucket safe = new SafeBucket(label, Optional.empty());
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(bucket.name()));
        if (bucket.isVersioned()) {
            blocks.add(safe.versioned());
        }
        blocks.add(safe.encrypted(reference("aws_kms_key.data.arn")));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        Block aging = safe.part("aws_s3_bucket_lifecycle_configuration").with(aging(bucket));
        blocks.add(
                bucket.isVersioned()
                        ? aging.set("depends_on", sequence(reference("aws_s3_bucket_versioning." + label)))
                        : aging);
        blocks.addAll(safe.onlyByTls());
        return blocks;
    }

    private static Block aging(Bucket bucket) {
        Block rule = Block.of("rule")
                .set("id", "aging")
                .set("status", "Enabled")
                .with(Block.of("filter"))
                .with(SafeBucket.withoutTornUploads());
        rule = switch (bucket.aging()) {
            case NONE -> rule;
            case BY_AGE -> byAge(bucket, rule);
            case BY_USE -> rule.with(transition(0, "INTELLIGENT_TIERING"));
        };
        rule = bucket.isVersioned()
                ? rule.with(Block.of("noncurrent_version_expiration").set("noncurrent_days", DAYS_OF_EARLIER_VERSIONS))
                : rule;
        return bucket.days().isPresent()
                ? rule.with(Block.of("expiration").set("days", bucket.days().getAsInt()))
                : rule;
    }

    /// What goes earlier than that is not moved first: S3 refuses a rule whose expiration is not later than each
    /// of its transitions (S3 user guide, lifecycle configuration elements, 2026-11).
    private static Block byAge(Bucket bucket, Block rule) {
        int last = bucket.days().orElse(Integer.MAX_VALUE);
        Block seldom =
                last > DAYS_UNTIL_SELDOM_READ ? rule.with(transition(DAYS_UNTIL_SELDOM_READ, "STANDARD_IA")) : rule;
        return last > DAYS_UNTIL_ARCHIVED ? seldom.with(transition(DAYS_UNTIL_ARCHIVED, "GLACIER_IR")) : seldom;
    }

    private static Block transition(int days, String type) {
        return Block.of("transition").set("days", days).set("storage_class", type);
    }
}
