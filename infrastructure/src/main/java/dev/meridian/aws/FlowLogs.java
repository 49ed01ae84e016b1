package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.List;

/// Who connected to whom in a region's network, written down.
final class FlowLogs {
    private static final String SERVICE = "vpc-flow-logs.amazonaws.com";

    private FlowLogs() {}

    static List<Block> of(Site site) {
        String name = site.name() + "-flow-logs";
        List<Block> blocks = new ArrayList<>();
        blocks.add(Logs.group(site, "flows", "/" + site.name() + "/flow-logs"));
        blocks.addAll(Policies.role("flows", name, SERVICE));
        blocks.addAll(Policies.attached(
                "flows",
                name,
                List.of(Policies.allows(
                        "Write",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                        reference("aws_cloudwatch_log_group.flows.arn"),
                        template("${aws_cloudwatch_log_group.flows.arn}:*")))));
        blocks.add(Block.resource("aws_flow_log", "main")
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("traffic_type", "ALL")
                .set("log_destination", reference("aws_cloudwatch_log_group.flows.arn"))
                .set("iam_role_arn", reference("aws_iam_role.flows.arn"))
                .set("tags", Setup.named(site.name())));
        return blocks;
    }
}
