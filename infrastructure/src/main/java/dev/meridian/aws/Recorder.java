package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Every change of what is built in a region, written down and judged (AWS Config). An account has one of it in
/// each region.
final class Recorder {
    private static final String SERVICE = "config.amazonaws.com";
    private static final String LABEL = "changes";

    /// What is judged, by the names that AWS gave its rules (AWS Config developer guide, list of managed rules,
    /// 2026-11): what this estate is built to keep, so that a change by hand that breaks it is seen.
    private static final List<String> RULES = List.of(
            "DYNAMODB_PITR_ENABLED",
            "ENCRYPTED_VOLUMES",
            "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
            "RDS_STORAGE_ENCRYPTED",
            "S3_BUCKET_PUBLIC_READ_PROHIBITED",
            "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
            "S3_BUCKET_SSL_REQUESTS_ONLY",
            "VPC_DEFAULT_SECURITY_GROUP_CLOSED");

    private Recorder() {}

    /// @param bucket that has what changed
    static List<Block> of(Site site, String bucket) {
        String name = site.name() + "-changes";
        List<Block> blocks = new ArrayList<>(kept(bucket));
        blocks.addAll(Policies.role(LABEL, name, SERVICE, List.of("service-role/AWS_ConfigRole")));
        blocks.addAll(Policies.attached(
                LABEL,
                name,
                List.of(Policies.allows(
                        "Write",
                        List.of("s3:PutObject", "s3:GetBucketAcl"),
                        reference("aws_s3_bucket." + LABEL + ".arn"),
                        template("${aws_s3_bucket." + LABEL + ".arn}/*")))));
        blocks.add(Block.resource("aws_config_configuration_recorder", "main")
                .set("name", site.name())
                .set("role_arn", reference("aws_iam_role." + LABEL + ".arn"))
                .with(Block.of("recording_group")
                        .set("all_supported", true)
                        .set("include_global_resource_types", true)));
        blocks.add(Block.resource("aws_config_delivery_channel", "main")
                .set("name", site.name())
                .set("s3_bucket_name", reference("aws_s3_bucket." + LABEL + ".bucket"))
                .set(
                        "depends_on",
                        sequence(
                                reference("aws_config_configuration_recorder.main"),
                                reference("aws_iam_role_policy." + LABEL))));
        blocks.add(Block.resource("aws_config_configuration_recorder_status", "main")
                .set("name", reference("aws_config_configuration_recorder.main.name"))
                .set("is_enabled", true)
                .set("depends_on", sequence(reference("aws_config_delivery_channel.main"))));
        blocks.add(Block.resource("aws_config_config_rule", "kept")
                .set("for_each", call("toset", texts(RULES)))
                .set("name", template(site.name() + "-${each.key}"))
                .with(Block.of("source").set("owner", "AWS").set("source_identifier", reference("each.key")))
                .set("depends_on", sequence(reference("aws_config_configuration_recorder_status.main"))));
        return blocks;
    }

    private static List<Block> kept(String bucket) {
        SafeBucket safe = new SafeBucket(LABEL, Optional.empty());
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(bucket));
        blocks.add(safe.versioned());
        blocks.add(safe.withKeyOfCloud("With a key of S3: the service that writes here has no right to another."));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        blocks.add(safe.aging(OptionalInt.empty()));
        blocks.addAll(safe.onlyByTls(Policies.allows(
                        "Changes",
                        Policies.service(Expression.text(SERVICE)),
                        List.of("s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"),
                        reference("aws_s3_bucket." + LABEL + ".arn"),
                        template("${aws_s3_bucket." + LABEL + ".arn}/*"))
                .with(Policies.condition(
                        "StringEquals",
                        "aws:SourceAccount",
                        reference("data.aws_caller_identity.current.account_id")))));
        return blocks;
    }
}
