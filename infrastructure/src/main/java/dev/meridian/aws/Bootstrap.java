package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Estate;
import dev.meridian.estate.States;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The first root: the buckets that keep the states of the first region and, where there is one, the second; each
/// copies what is written into it to the other. One that has lost the other copies to what comes after them, which
/// it knows by name. It has what an account has one of, too. Its own state stays with whoever applies it: it is
/// small, and everything in it can be imported again. See [FurtherStates] for what comes after these two.
final class Bootstrap {
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
        for (RegionName region : estate.states().pair()) {
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
        for (RegionName region : estate.states().pair()) {
            files.put("states-" + region + ".tf", bucket(region).blocks());
        }
        if (estate.states().copy(estate.states().first()).isPresent()) {
            files.put("copies.tf", copies());
        }
        return new Root(States.ROOT, files);
    }

    private static String label(RegionName region) {
        return Root.label(region.text());
    }

    private static Expression provider(RegionName region) {
        return reference("aws." + label(region));
    }

    private StateBucket bucket(RegionName region) {
        return new StateBucket(estate, region, label(region), Optional.of(provider(region)));
    }

    /// One role copies in both directions: it may read what either bucket has and write copies into the other.
    private List<Block> copies() {
        List<Block> blocks = new ArrayList<>();
        RegionName first = estate.states().first();
        String name = StateBucket.copier(estate);
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
        for (RegionName region : estate.states().pair()) {
            blocks.add(copied(region, estate.states().copy(region).orElseThrow()));
        }
        return blocks;
    }

    private Block copied(RegionName region, RegionName to) {
        Expression versions = reference("aws_s3_bucket_versioning." + label(region));
        return estate.states().pair().contains(to)
                ? bucket(region)
                        .copied(
                                to,
                                reference("aws_s3_bucket." + label(to) + ".arn"),
                                reference("aws_kms_key." + label(to) + ".arn"),
                                versions,
                                reference("aws_s3_bucket_versioning." + label(to)))
                : bucket(region).copied(to, versions);
    }

    private Block mayCopy() {
        Block document = Block.data("aws_iam_policy_document", "copies")
                .set("provider", provider(estate.states().first()));
        List<String> labels =
                estate.states().pair().stream().map(Bootstrap::label).toList();
        Expression[] buckets = labels.stream()
                .map(label -> reference("aws_s3_bucket." + label + ".arn"))
                .toArray(Expression[]::new);
        Expression[] objects = labels.stream()
                .map(label -> template("${aws_s3_bucket." + label + ".arn}/*"))
                .toArray(Expression[]::new);
        Expression[] keys = labels.stream()
                .map(label -> reference("aws_kms_key." + label + ".arn"))
                .toArray(Expression[]::new);
        List<String> both = new ArrayList<>(StateBucket.READS);
        both.addAll(StateBucket.WRITES);
        Block pair = document.with(Policies.allows("Buckets", StateBucket.LOOKS, buckets))
                .with(Policies.allows("Objects", both, objects))
                .with(Policies.allows("Keys", List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"), keys));
        return labels.size() > 1
                ? pair
                : StateBucket.allowed(
                                estate,
                                estate.states().copy(estate.states().first()).orElseThrow())
                        .stream()
                        .reduce(pair, Block::with, (_, later) -> later);
    }
}
