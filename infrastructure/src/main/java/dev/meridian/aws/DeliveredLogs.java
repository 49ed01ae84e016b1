package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.hcl.Block;
import java.util.List;

/// Who asked a CDN for what, written into the group of logs that all CDNs of a root share.
final class DeliveredLogs {
    private static final String GROUP = "cdn";

    private DeliveredLogs() {}

    /// @param days how long they are kept
    static List<Block> group(String estate, int days) {
        return List.of(
                Logs.group(days, GROUP, "/aws/cloudfront/" + estate),
                Block.resource("aws_cloudwatch_log_delivery_destination", GROUP)
                        .set("name", estate + "-cdn")
                        .set("output_format", "json")
                        .with(Block.of("delivery_destination_configuration")
                                .set("destination_resource_arn", reference("aws_cloudwatch_log_group.cdn.arn"))));
    }

    /// @param label of the distribution
    static List<Block> of(String label, String name) {
        return List.of(
                Block.resource("aws_cloudwatch_log_delivery_source", label)
                        .set("name", name)
                        .set("log_type", "ACCESS_LOGS")
                        .set("resource_arn", reference("aws_cloudfront_distribution." + label + ".arn")),
                Block.resource("aws_cloudwatch_log_delivery", label)
                        .set("delivery_source_name", reference("aws_cloudwatch_log_delivery_source." + label + ".name"))
                        .set(
                                "delivery_destination_arn",
                                reference("aws_cloudwatch_log_delivery_destination." + GROUP + ".arn")));
    }
}
