package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// Who asks a CDN for what, within seconds: a stream that all CDNs of a root write to. What is kept for longer is
/// in [DeliveredLogs].
final class ToldLogs {
    private static final String LABEL = "requests";

    /// The shortest that Kinesis keeps a record: whoever reads has a day to come back.
    private static final int HOURS = 24;

    private static final int ALL = 100;

    /// Neither cookies nor headers nor queries: what a user signs in with is in no log (CloudFront developer
    /// guide, fields of real-time logs, 2026-11).
    private static final List<String> FIELDS = List.of(
            "timestamp",
            "c-ip",
            "c-country",
            "asn",
            "time-to-first-byte",
            "time-taken",
            "origin-fbl",
            "origin-lbl",
            "sc-status",
            "sc-bytes",
            "cs-method",
            "cs-protocol",
            "cs-protocol-version",
            "ssl-protocol",
            "cs-host",
            "cs-uri-stem",
            "cs-user-agent",
            "x-edge-location",
            "x-edge-request-id",
            "x-edge-result-type",
            "x-edge-detailed-result-type",
            "cache-behavior-path-pattern");

    private ToldLogs() {}

    /// Refers to `aws_kms_key.logs`.
    static List<Block> of(String name) {
        String stream = "aws_kinesis_stream." + LABEL;
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_kinesis_stream", LABEL)
                .set("name", name + "-requests")
                .set("retention_period", HOURS)
                .set("encryption_type", "KMS")
                .set("kms_key_id", reference("aws_kms_key.logs.arn"))
                .with(Block.of("stream_mode_details").set("stream_mode", "ON_DEMAND")));
        blocks.addAll(Policies.role(LABEL, name + "-requests", "cloudfront.amazonaws.com"));
        blocks.addAll(Policies.attached(
                LABEL,
                name + "-requests",
                List.of(
                        Policies.allows(
                                "Write",
                                List.of(
                                        "kinesis:DescribeStreamSummary",
                                        "kinesis:DescribeStream",
                                        "kinesis:PutRecord",
                                        "kinesis:PutRecords"),
                                reference(stream + ".arn")),
                        Policies.allows("Lock", List.of("kms:GenerateDataKey"), reference("aws_kms_key.logs.arn")))));
        blocks.add(Block.resource("aws_cloudfront_realtime_log_config", LABEL)
                .set("name", name + "-requests")
                .set("sampling_rate", ALL)
                .set("fields", texts(FIELDS))
                .with(Block.of("endpoint")
                        .set("stream_type", "Kinesis")
                        .with(Block.of("kinesis_stream_config")
                                .set("role_arn", reference("aws_iam_role." + LABEL + ".arn"))
                                .set("stream_arn", reference(stream + ".arn"))))
                .set("depends_on", Expression.sequence(reference("aws_iam_role_policy." + LABEL))));
        return blocks;
    }

    /// As a path of a CDN names it.
    static Expression arn() {
        return reference("aws_cloudfront_realtime_log_config." + LABEL + ".arn");
    }
}
