package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Estate;
import dev.meridian.estate.States;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of the bucket that keeps the states of one region which is neither the first nor the second. It
/// asks that region and no other: the bucket that has its copies, and the key there, are known by their
/// names, so that it can be planned while the region of the copies is gone. That one's root knows nothing of
/// it: within an account the role that copies is all that has to be allowed (S3 user guide, replication,
/// permissions, 2026-11).
///
/// What is copied collides with nothing: a state is called after the path of its root, which there is once.
/// S3 copies no copies (its user guide, what is not replicated, 2026-11), so nothing goes on from there.
///
/// Its own state stays with whoever applies it, as that of [Bootstrap] does: in the bucket of the first
/// region, it could not be repaired while that is down, and in its own, not be made.
final class FurtherStates {
    private static final String LABEL = "states";
    private static final String COPIES = "copies";

    private FurtherStates() {}

    static Root root(Estate estate, RegionName region) {
        StateBucket bucket = new StateBucket(estate, region, LABEL, Optional.empty());
        RegionName to = estate.states().copy(region).orElseThrow();
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.empty()));
        files.put("providers.tf", List.of(Setup.provider(estate, region, Optional.empty())));
        files.put("account.tf", Policies.whoAndWhere());
        files.put("states.tf", bucket.blocks());
        files.put("copies.tf", copies(estate, bucket, StateBucket.copier(estate) + "-" + region, to));
        return new Root(States.root(region), files);
    }

    private static List<Block> copies(Estate estate, StateBucket bucket, String role, RegionName to) {
        List<Block> allowed = new ArrayList<>(List.of(
                Policies.allows("Bucket", StateBucket.LOOKS, reference("aws_s3_bucket." + LABEL + ".arn")),
                Policies.allows("Read", StateBucket.READS, template("${aws_s3_bucket." + LABEL + ".arn}/*")),
                Policies.allows("Unlock", List.of("kms:Decrypt"), reference("aws_kms_key." + LABEL + ".arn"))));
        allowed.addAll(StateBucket.allowed(estate, to));
        List<Block> blocks = new ArrayList<>(Policies.role(COPIES, role, "s3.amazonaws.com"));
        blocks.addAll(Policies.attached(COPIES, role, allowed));
        blocks.add(bucket.copied(to, reference("aws_s3_bucket_versioning." + LABEL)));
        return blocks;
    }
}
