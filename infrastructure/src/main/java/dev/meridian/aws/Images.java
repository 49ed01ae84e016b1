package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Repositories of images: the same in each region that has some, so that no region needs another to start a
/// service.
final class Images {
    private static final int DAYS_OF_UNNAMED_ONES = 14;

    private Images() {}

    static List<Block> of(Site site) {
        List<Block> blocks = new ArrayList<>();
        for (String repository : site.compute().repositories()) {
            String label = label(repository);
            blocks.add(Block.resource("aws_ecr_repository", label)
                    .set("name", repository)
                    .set("image_tag_mutability", "IMMUTABLE")
                    .with(Block.of("image_scanning_configuration").set("scan_on_push", true))
                    .with(Block.of("encryption_configuration")
                            .set("encryption_type", "KMS")
                            .set("kms_key", reference("aws_kms_key.data.arn"))));
            blocks.add(Block.resource("aws_ecr_lifecycle_policy", label)
                    .set("repository", reference("aws_ecr_repository." + label + ".name"))
                    .set("policy", call("jsonencode", unnamed())));
        }
        return blocks;
    }

    static String label(String repository) {
        return Root.label(repository).replace('/', '_');
    }

    private static Expression unnamed() {
        SequencedMap<String, Expression> selection = new LinkedHashMap<>();
        selection.put("tagStatus", text("untagged"));
        selection.put("countType", text("sinceImagePushed"));
        selection.put("countUnit", text("days"));
        selection.put("countNumber", new Expression.Whole(DAYS_OF_UNNAMED_ONES));
        SequencedMap<String, Expression> action = new LinkedHashMap<>();
        action.put("type", text("expire"));
        SequencedMap<String, Expression> rule = new LinkedHashMap<>();
        rule.put("rulePriority", new Expression.Whole(1));
        rule.put("description", text("What has lost its tag"));
        rule.put("selection", mapping(selection));
        rule.put("action", mapping(action));
        SequencedMap<String, Expression> policy = new LinkedHashMap<>();
        policy.put("rules", sequence(mapping(rule)));
        return mapping(policy);
    }

    /// Into every other region, whatever is put into the first.
    ///
    /// @param isAlone whether the root does not know its account already
    static List<Block> copies(Estate.Images images, boolean isAlone) {
        List<Block> blocks = new ArrayList<>();
        if (isAlone) {
            blocks.add(Block.data("aws_caller_identity", "current"));
        }
        Block rule = Block.of("rule");
        for (RegionName to : images.to()) {
            rule = rule.with(Block.of("destination")
                    .set("region", to.text())
                    .set("registry_id", reference("data.aws_caller_identity.current.account_id")));
        }
        for (String repository : images.repositories()) {
            rule = rule.with(
                    Block.of("repository_filter").set("filter", repository).set("filter_type", "PREFIX_MATCH"));
        }
        blocks.add(Block.resource("aws_ecr_replication_configuration", "images")
                .with(Block.of("replication_configuration").with(rule)));
        return blocks;
    }
}
