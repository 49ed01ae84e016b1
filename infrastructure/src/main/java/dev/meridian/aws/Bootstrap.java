package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The first root: buckets that keep the states of all others, two where there are two regions, and each copies
/// what is written into it to the other. Its own state stays with whoever applies it: it is small, and
/// everything in it can be imported again.
final class Bootstrap {
    /// Earlier states are kept so long; the newest ones always.
    private static final int DAYS_OF_EARLIER_STATES = 90;

    private final Estate estate;

    private Bootstrap(Estate estate) {
        this.estate = estate;
    }

    static Root root(Estate estate) {
        return new Bootstrap(estate).root();
    }

    private Root root() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.empty()));
        List<Block> providers = new ArrayList<>();
        for (RegionName region : estate.states().buckets().keySet()) {
            providers.add(Setup.provider(estate, region, Optional.of(label(region))));
        }
        files.put("providers.tf", providers);
        Expression first = provider(estate.states().first());
        files.put(
                "account.tf",
                Policies.whoAndWhere().stream()
                        .map(block -> block.set("provider", first))
                        .toList());
        List<Block> owners = OpenSearch.owners(estate, first);
        if (!owners.isEmpty()) {
            files.put("search.tf", owners);
        }
        for (RegionName region : estate.states().buckets().keySet()) {
            files.put("states-" + region + ".tf", bucket(region));
        }
        if (estate.states().buckets().size() > 1) {
            files.put("copies.tf", copies());
        }
        return new Root("bootstrap", files);
    }

    private static String label(RegionName region) {
        return Root.label(region.text());
    }

    private static Expression provider(RegionName region) {
        return reference("aws." + label(region));
    }

    private List<Block> bucket(RegionName region) {
        String label = label(region);
        SafeBucket bucket = new SafeBucket(label, Optional.of(provider(region)));
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", label + "_key")
                .set("provider", provider(region))
                .with(Keys.account()));
        blocks.add(Block.resource("aws_kms_key", label)
                .set("provider", provider(region))
                .set("description", "States of " + estate.name())
                .set("enable_key_rotation", true)
                .set("deletion_window_in_days", Keys.DAYS_TO_REPENT)
                .set("policy", reference("data.aws_iam_policy_document." + label + "_key.json")));
        blocks.add(Block.resource("aws_kms_alias", label)
                .set("provider", provider(region))
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

    /// One role copies in both directions: it may read what either bucket has and write copies into the other.
    private List<Block> copies() {
        List<Block> blocks = new ArrayList<>();
        RegionName first = estate.states().first();
        String name = estate.name() + "-states-copies";
        blocks.add(Policies.takenOnBy("copies_taken_on", "s3.amazonaws.com").set("provider", provider(first)));
        blocks.add(Block.resource("aws_iam_role", "copies")
                .set("provider", provider(first))
                .set("name", name)
                .set("assume_role_policy", reference("data.aws_iam_policy_document.copies_taken_on.json")));
        blocks.add(mayCopy());
        blocks.add(Block.resource("aws_iam_role_policy", "copies")
                .set("provider", provider(first))
                .set("name", name)
                .set("role", reference("aws_iam_role.copies.id"))
                .set("policy", reference("data.aws_iam_policy_document.copies.json")));
        for (RegionName region : estate.states().buckets().keySet()) {
            blocks.add(copy(region, estate.states().other(region).orElseThrow()));
        }
        return blocks;
    }

    private Block mayCopy() {
        Block document = Block.data("aws_iam_policy_document", "copies")
                .set("provider", provider(estate.states().first()));
        List<String> labels = estate.states().buckets().keySet().stream()
                .map(Bootstrap::label)
                .toList();
        Expression[] buckets = labels.stream()
                .map(label -> reference("aws_s3_bucket." + label + ".arn"))
                .toArray(Expression[]::new);
        Expression[] objects = labels.stream()
                .map(label -> template("${aws_s3_bucket." + label + ".arn}/*"))
                .toArray(Expression[]::new);
        Expression[] keys = labels.stream()
                .map(label -> reference("aws_kms_key." + label + ".arn"))
                .toArray(Expression[]::new);
        return document.with(
                        Policies.allows("Buckets", List.of("s3:GetReplicationConfiguration", "s3:ListBucket"), buckets))
                .with(Policies.allows(
                        "Objects",
                        List.of(
                                "s3:GetObjectVersionForReplication",
                                "s3:GetObjectVersionAcl",
                                "s3:GetObjectVersionTagging",
                                "s3:ReplicateObject",
                                "s3:ReplicateDelete",
                                "s3:ReplicateTags"),
                        objects))
                .with(Policies.allows("Keys", List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"), keys));
    }

    /// Deletions go along: a lock is an object beside a state, and is given back by deleting it (Terraform,
    /// backend of S3, `use_lockfile`, 2026-11). Without its deletion every copy would be locked for ever. What
    /// a lifecycle deletes stays with the copy, and no deletion takes an earlier version along.
    private Block copy(RegionName from, RegionName to) {
        return Block.resource("aws_s3_bucket_replication_configuration", label(from))
                .set("provider", provider(from))
                .set("bucket", reference("aws_s3_bucket." + label(from) + ".id"))
                .set("role", reference("aws_iam_role.copies.arn"))
                .with(Block.of("rule")
                        .set("id", "to-" + to)
                        .set("status", "Enabled")
                        .with(Block.of("filter"))
                        .with(Block.of("delete_marker_replication").set("status", "Enabled"))
                        .with(Block.of("source_selection_criteria")
                                .with(Block.of("sse_kms_encrypted_objects").set("status", "Enabled")))
                        .with(Block.of("destination")
                                .set("bucket", reference("aws_s3_bucket." + label(to) + ".arn"))
                                .with(Block.of("encryption_configuration")
                                        .set("replica_kms_key_id", reference("aws_kms_key." + label(to) + ".arn")))))
                .set(
                        "depends_on",
                        sequence(
                                reference("aws_s3_bucket_versioning." + label(from)),
                                reference("aws_s3_bucket_versioning." + label(to))));
    }
}
