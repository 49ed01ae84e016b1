package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A bucket that keeps the states of one region, with its key, and what copies it to another.
final class StateBucket {
    /// What a role that copies may do with the bucket that it copies from.
    static final List<String> LOOKS = List.of("s3:GetReplicationConfiguration", "s3:ListBucket");

    /// With what is in it.
    static final List<String> READS =
            List.of("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging");

    /// With the copies.
    static final List<String> WRITES = List.of("s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags");

    /// Earlier states are kept so long; the newest ones always.
    private static final int DAYS_OF_EARLIER_STATES = 90;

    private final Estate estate;
    private final RegionName region;
    private final String label;
    private final Optional<Expression> provider;

    /// @param label as its root calls the bucket and its key
    /// @param provider empty in a root that has one for everything
    StateBucket(Estate estate, RegionName region, String label, Optional<Expression> provider) {
        this.estate = estate;
        this.region = region;
        this.label = label;
        this.provider = provider;
    }

    /// The role that copies.
    static String copier(Estate estate) {
        return estate.name() + "-states-copies";
    }

    private Block placed(Block block) {
        return provider.map(value -> block.set("provider", value)).orElse(block);
    }

    List<Block> blocks() {
        SafeBucket bucket = new SafeBucket(label, provider);
        List<Block> blocks = new ArrayList<>();
        blocks.add(placed(Block.data("aws_iam_policy_document", label + "_key")).with(Keys.account()));
        blocks.add(placed(Block.resource("aws_kms_key", label))
                .set("description", "States of " + estate.name())
                .set("enable_key_rotation", true)
                .set("deletion_window_in_days", Keys.DAYS_TO_REPENT)
                .set("policy", reference("data.aws_iam_policy_document." + label + "_key.json")));
        blocks.add(placed(Block.resource("aws_kms_alias", label))
                .set("name", Setup.stateKey(estate))
                .set("target_key_id", reference("aws_kms_key." + label + ".key_id")));
        blocks.add(bucket.named(estate.states().bucket(region))
                .with(Block.of("lifecycle").set("prevent_destroy", true)));
        blocks.add(bucket.versioned());
        blocks.add(bucket.encrypted(reference("aws_kms_key." + label + ".arn")));
        blocks.add(bucket.closed());
        blocks.add(bucket.owned());
        blocks.add(bucket.part("aws_s3_bucket_lifecycle_configuration")
                .with(Block.of("rule")
                        .set("id", "earlier-states")
                        .set("status", "Enabled")
                        .with(Block.of("filter"))
                        .with(Block.of("noncurrent_version_expiration").set("noncurrent_days", DAYS_OF_EARLIER_STATES))
                        .with(SafeBucket.withoutTornUploads()))
                .set("depends_on", sequence(reference("aws_s3_bucket_versioning." + label))));
        blocks.addAll(bucket.onlyByTls());
        return blocks;
    }

    /// What a role that copies may do in a region that its root does not ask.
    static List<Block> allowed(Estate estate, RegionName to) {
        return List.of(
                Policies.allows("Write", WRITES, Policies.inS3(estate.states().bucket(to) + "/*")),
                Keys.locks("Lock", to, Setup.stateKey(estate)));
    }

    /// What copies it to a region that its root does not ask: the bucket and the key there are known by name.
    Block copied(RegionName to, Expression before) {
        return copied(
                to,
                Policies.inS3(estate.states().bucket(to)),
                template(Policies.arn("kms", to, Setup.stateKey(estate))),
                before);
    }

    /// What copies it, with the role `copies` of its root. Deletions go along: a lock is an object beside a state,
    /// and is given back by deleting it (Terraform, backend of S3, `use_lockfile`, 2026-11). Without its deletion
    /// every copy would be locked for ever. What a lifecycle deletes stays with the copy, and no deletion takes an
    /// earlier version along.
    ///
    /// @param bucket that has the copies
    /// @param key that encrypts them
    /// @param before what has to be there first: a bucket without versions copies nothing, and takes no copies
    Block copied(RegionName to, Expression bucket, Expression key, Expression... before) {
        return new SafeBucket(label, provider)
                .part("aws_s3_bucket_replication_configuration")
                .set("role", reference("aws_iam_role.copies.arn"))
                .with(Block.of("rule")
                        .set("id", "to-" + to)
                        .set("status", "Enabled")
                        .with(Block.of("filter"))
                        .with(Block.of("delete_marker_replication").set("status", "Enabled"))
                        .with(Block.of("source_selection_criteria")
                                .with(Block.of("sse_kms_encrypted_objects").set("status", "Enabled")))
                        .with(Block.of("destination")
                                .set("bucket", bucket)
                                .with(Block.of("encryption_configuration").set("replica_kms_key_id", key))))
                .set("depends_on", sequence(before));
    }
}
