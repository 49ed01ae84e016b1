package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.List;

/// Who connected to whom in a region's network, written down.
final class FlowLogs {
    private static final String SERVICE = "vpc-flow-logs.amazonaws.com";

    private FlowLogs() {}

    static List<Block> of(Site site) {
        String name = site.name() + "-flow-logs";
        return List.of(
                Block.resource("aws_cloudwatch_log_group", "flows")
                        .set("name", "/" + site.name() + "/flow-logs")
                        .set("retention_in_days", site.logDays())
                        .set("kms_key_id", reference("aws_kms_key.logs.arn")),
                Policies.takenOnBy("flows_taken_on", SERVICE),
                Block.resource("aws_iam_role", "flows")
                        .set("name", name)
                        .set("assume_role_policy", reference("data.aws_iam_policy_document.flows_taken_on.json")),
                Block.data("aws_iam_policy_document", "flows")
                        .with(Policies.allows(
                                "Write",
                                List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                                reference("aws_cloudwatch_log_group.flows.arn"),
                                template("${aws_cloudwatch_log_group.flows.arn}:*"))),
                Block.resource("aws_iam_role_policy", "flows")
                        .set("name", name)
                        .set("role", reference("aws_iam_role.flows.id"))
                        .set("policy", reference("data.aws_iam_policy_document.flows.json")),
                Block.resource("aws_flow_log", "main")
                        .set("vpc_id", reference("aws_vpc.main.id"))
                        .set("traffic_type", "ALL")
                        .set("log_destination", reference("aws_cloudwatch_log_group.flows.arn"))
                        .set("iam_role_arn", reference("aws_iam_role.flows.arn"))
                        .set("tags", Setup.named(site.name())));
    }
}
