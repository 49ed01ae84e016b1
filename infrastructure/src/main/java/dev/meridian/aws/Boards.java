package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.dashboards.Dashboards;
import dev.meridian.dashboards.Given;
import dev.meridian.dashboards.Page;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A page of CloudWatch as the root makes it whose region, or whose names of users, it is about. What is on it
/// stands beside the roots, once; here it gets the names that AWS has given, and the states of this root's alarms.
final class Boards {
    private static final List<String> ALARMS = List.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");

    /// The text with each name in brackets replaced, and all else as it is.
    private static final String FILLED =
            "[for part in regexall(\"<[a-z0-9-]+>|[^<]+|<\", local.text) : lookup(local.given, part, part)]";

    private static final int WIDTH = 24;
    private static final int HEIGHT = 4;

    private Boards() {}

    /// @param root where the root is, below `terraform/`
    /// @param alarms blocks of this root, of which alarms are shown
    static List<Block> of(Page page, String root, List<Block> alarms) {
        SequencedMap<String, Expression> body = new LinkedHashMap<>();
        body.put("start", reference("local.page.start"));
        body.put("periodOverride", reference("local.page.periodOverride"));
        body.put("widgets", widgets(page, alarms));
        return List.of(
                locals(page, root),
                Block.resource("aws_cloudwatch_dashboard", "main")
                        .set("dashboard_name", page.name())
                        .set("dashboard_body", call("jsonencode", mapping(body))));
    }

    private static Block locals(Page page, String root) {
        String up = "../".repeat(root.split("/").length + 1);
        Expression file = call("file", template("${path.module}/" + up + "dashboards/" + Dashboards.path(page)));
        if (page.given().isEmpty()) {
            return Block.of("locals").set("page", call("jsondecode", file));
        }
        SequencedMap<String, Expression> given = new LinkedHashMap<>();
        page.given().forEach(one -> given.put(one.token(), reference(name(one))));
        return Block.of("locals")
                .set("text", file)
                .set("given", mapping(given), "What only AWS knows stands there in angle brackets.")
                .set("page", call("jsondecode", call("join", text(""), reference(FILLED))));
    }

    private static String name(Given given) {
        return switch (given.kind()) {
            case LOAD_BALANCER -> "aws_lb.main.arn_suffix";
            case TARGETS -> "aws_lb_target_group." + Root.label(given.of()) + ".arn_suffix";
            case CHECK -> "aws_route53_health_check." + Root.label(given.of()) + ".id";
            case DISTRIBUTION -> "aws_cloudfront_distribution." + Root.label(given.of()) + ".id";
        };
    }

    private static Expression widgets(Page page, List<Block> blocks) {
        List<Expression> alarms = new ArrayList<>();
        boolean hasSeveral = false;
        for (Block block : blocks) {
            boolean isAlarm = block.type().equals("resource")
                    && ALARMS.contains(block.labels().getFirst());
            if (isAlarm && block.at("alarm_actions").isPresent()) {
                String address = block.address().orElseThrow();
                boolean isEach = block.at("for_each").isPresent();
                alarms.add(reference(isEach ? "values(" + address + ")[*].arn" : address + ".arn"));
                hasSeveral |= isEach;
            }
        }
        Expression there = reference("local.page.widgets");
        if (alarms.isEmpty()) {
            return there;
        }
        Expression all = sequence(alarms.toArray(Expression[]::new));
        SequencedMap<String, Expression> properties = new LinkedHashMap<>();
        properties.put("title", text("Alarms"));
        properties.put("alarms", hasSeveral ? call("flatten", all) : all);
        SequencedMap<String, Expression> widget = new LinkedHashMap<>();
        widget.put("type", text("alarm"));
        widget.put("x", new Expression.Whole(0));
        widget.put("y", new Expression.Whole(Dashboards.rows(page)));
        widget.put("width", new Expression.Whole(WIDTH));
        widget.put("height", new Expression.Whole(HEIGHT));
        widget.put("properties", mapping(properties));
        return call("flatten", sequence(there, mapping(widget)));
    }
}
