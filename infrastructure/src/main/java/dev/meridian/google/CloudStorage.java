package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.List;
import java.util.Locale;

/// A bucket of Cloud Storage in one region.
final class CloudStorage {
    /// What is written over or deleted can be had back so long.
    private static final int DAYS_OF_EARLIER_VERSIONS = 90;

    /// What a month in the class for what is seldom read costs is paid in any case, as are three in the next one
    /// (Cloud Storage, storage classes, minimum storage duration, 2026-11).
    private static final int DAYS_UNTIL_SELDOM_READ = 30;

    private static final int DAYS_UNTIL_ARCHIVED = 90;

    private CloudStorage() {}

    static List<Block> of(Site site, Bucket bucket) {
        Block block = Block.resource("google_storage_bucket", Root.label(bucket.store()))
                .set("name", bucket.name())
                .set("location", site.region().text().toUpperCase(Locale.ROOT))
                .set("storage_class", "STANDARD")
                .set("uniform_bucket_level_access", true)
                .set("public_access_prevention", "enforced")
                .with(Block.of("encryption").set("default_kms_key_name", reference("google_kms_crypto_key.data.id")));
        if (bucket.isVersioned()) {
            block = block.with(Block.of("versioning").set("enabled", true))
                    .with(rule(
                            Block.of("action").set("type", "Delete"),
                            Block.of("condition").set("days_since_noncurrent_time", DAYS_OF_EARLIER_VERSIONS)));
        }
        block = switch (bucket.aging()) {
            case NONE -> block;
            case BY_AGE ->
                block.with(moved(DAYS_UNTIL_SELDOM_READ, "NEARLINE")).with(moved(DAYS_UNTIL_ARCHIVED, "COLDLINE"));
            case BY_USE -> block.with(Block.of("autoclass").set("enabled", true));
        };
        if (bucket.days().isPresent()) {
            block = block.with(rule(
                    Block.of("action").set("type", "Delete"),
                    Block.of("condition").set("age", bucket.days().getAsInt())));
        }
        return List.of(block.set("depends_on", sequence(reference("google_kms_crypto_key_iam_member.data_objects"))));
    }

    private static Block moved(int days, String type) {
        return rule(
                Block.of("action").set("type", "SetStorageClass").set("storage_class", type),
                Block.of("condition").set("age", days));
    }

    private static Block rule(Block action, Block condition) {
        return Block.of("lifecycle_rule").with(action).with(condition);
    }
}
