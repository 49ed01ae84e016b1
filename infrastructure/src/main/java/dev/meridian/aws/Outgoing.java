package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of what is copied from one region to others. S3 keeps all targets of a bucket in one setting of it,
/// ECR those of all images, AWS Backup those of a plan: in the root of its region, each region that is added
/// would change it; in that of a pair, there would be several owners of one thing.
final class Outgoing {
    /// What S3 promises (S3 user guide, replication time control, 2026-11).
    private static final int MINUTES = 15;

    private final Estate estate;
    private final Site site;

    private Outgoing(Estate estate, Site site) {
        this.estate = estate;
        this.site = site;
    }

    /// Empty for a region that nothing is copied from.
    static Optional<Root> root(Estate estate, Site site) {
        List<Bucket.Stream> streams = estate.streams().stream()
                .filter(stream -> stream.from().region().equals(site.region()))
                .toList();
        Optional<Estate.Images> images =
                estate.images().filter(one -> one.from().equals(site.region()));
        List<VolumeBackup.Copies> volumes = estate.volumes().stream()
                .filter(copies -> copies.from().equals(site.region()))
                .toList();
        return streams.isEmpty() && images.isEmpty() && volumes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outgoing(estate, site).root(streams, images, volumes));
    }

    private Root root(List<Bucket.Stream> streams, Optional<Estate.Images> images, List<VolumeBackup.Copies> volumes) {
        String path = "global/copies-" + site.region();
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, estate.states().keeper(site.region()), path);
        files.put("terraform.tf", Setup.terraform(Optional.of(state)));
        files.put("providers.tf", List.of(Setup.provider(estate, site.region(), Optional.empty())));
        boolean isOfAccount = !streams.isEmpty()
                || volumes.stream().anyMatch(copies -> !copies.to().isEmpty());
        List<Block> account = new ArrayList<>();
        if (isOfAccount) {
            account.add(Policies.who());
        }
        if (!streams.isEmpty() || !volumes.isEmpty()) {
            account.add(Policies.where());
            files.put("account.tf", account);
        }
        if (!streams.isEmpty()) {
            files.put("keys.tf", List.of(Block.data("aws_kms_alias", "data").set("name", "alias/" + Keys.alias(site))));
        }
        streams.forEach(stream -> files.put("objects-" + stream.store() + ".tf", blocks(stream)));
        images.ifPresent(copied -> files.put("images.tf", Images.copies(copied, !isOfAccount)));
        volumes.forEach(copies -> files.put("volumes-" + copies.backup().store() + ".tf", VolumeVault.copied(copies)));
        return new Root(path, files);
    }

    private List<Block> blocks(Bucket.Stream stream) {
        String label = Root.label(stream.store());
        String name = site.name() + "-" + stream.store() + "-copies";
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(Policies.role(label, name, "s3.amazonaws.com"));
        blocks.addAll(Policies.attached(label, name, mayCopy(stream)));
        Block copies = Block.resource("aws_s3_bucket_replication_configuration", label)
                .set("bucket", stream.from().name())
                .set("role", reference("aws_iam_role." + label + ".arn"));
        for (int i = 0; i < stream.to().size(); i++) {
            copies = copies.with(rule(stream, stream.to().get(i), i + 1));
        }
        blocks.add(copies);
        return blocks;
    }

    private static Expression bucket(Bucket.Place place, String rest) {
        return Policies.inS3(place.name() + rest);
    }

    private List<Block> mayCopy(Bucket.Stream stream) {
        Expression[] targets =
                stream.to().stream().map(place -> bucket(place, "/*")).toArray(Expression[]::new);
        List<Block> statements = new ArrayList<>();
        statements.add(Policies.allows(
                "Bucket", List.of("s3:GetReplicationConfiguration", "s3:ListBucket"), bucket(stream.from(), "")));
        statements.add(Policies.allows(
                "Read",
                List.of("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"),
                bucket(stream.from(), "/*")));
        statements.add(Policies.allows(
                "Write", List.of("s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"), targets));
        statements.add(
                Policies.allows("Unlock", List.of("kms:Decrypt"), reference("data.aws_kms_alias.data.target_key_arn")));
        stream.to().forEach(place -> statements.add(lock(place)));
        return statements;
    }

    private Block lock(Bucket.Place place) {
        return Keys.locks(
                "Lock" + Root.label(place.region().text()).replace("_", ""),
                place.region(),
                "alias/" + Keys.alias(estate.site(place.region())));
    }

    private Block rule(Bucket.Stream stream, Bucket.Place place, int priority) {
        Site there = estate.site(place.region());
        Block target = Block.of("destination")
                .set("bucket", bucket(place, ""))
                .with(Block.of("encryption_configuration")
                        .set(
                                "replica_kms_key_id",
                                template(Policies.arn("kms", place.region(), "alias/" + Keys.alias(there)))));
        if (stream.isTimed()) {
            target = target.with(Block.of("replication_time")
                            .set("status", "Enabled")
                            .with(Block.of("time").set("minutes", MINUTES)))
                    .with(Block.of("metrics")
                            .set("status", "Enabled")
                            .with(Block.of("event_threshold").set("minutes", MINUTES)));
        } else if (estate.watch().lag(stream.store()).isPresent()) {
            target = target.with(Block.of("metrics").set("status", "Enabled"));
        }
        return Block.of("rule")
                .set("id", Bucket.Copy.rule(place.region()))
                .set("priority", priority)
                .set("status", "Enabled")
                .with(Block.of("filter"))
                .with(Block.of("delete_marker_replication").set("status", "Enabled"))
                .with(Block.of("source_selection_criteria")
                        .with(Block.of("sse_kms_encrypted_objects").set("status", "Enabled")))
                .with(target);
    }
}
