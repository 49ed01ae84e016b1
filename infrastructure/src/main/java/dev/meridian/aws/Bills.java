package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What bills are divided by, and who hears that the estate costs much more than it did.
///
/// None of it can be built at first. AWS knows a tag of bills a day after something carries it, and refuses
/// it before; in an organisation only the account that pays can switch it on, or look for jumps by it (AWS
/// Billing guide, activating user-defined tags; AWS Cost Management guide, getting started with Cost Anomaly
/// Detection; 2026-11). A root of its own at the end of the order would fail each time on the first day, and
/// for ever in an account that does not pay; a command in a page would be forgotten, and no plan would miss
/// it. So a variable says when it is time, and until then nothing is there.
final class Bills {
    /// How who applies the root says so.
    static final String VARIABLE = "tags_on_bills";

    private static final String MONITOR = "aws_ce_anomaly_monitor";
    private static final String TAG = "aws_ce_cost_allocation_tag";
    private static final String LABEL = "main";

    /// A jump is both: what AWS tells of where nobody has said anything (default of Cost Anomaly Detection
    /// for who begins to use Cost Explorer, since 2023-03). One without the other is noise: a tenth of a
    /// large bill, or twice a small one.
    private static final int DOLLARS = 100;

    private static final int PERCENT = 40;

    private Bills() {}

    static List<Block> of(String estate, Watch.Bills bills) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of("variable", VARIABLE)
                .set("type", reference("bool"))
                .set(
                        "description",
                        "Whether bills know these tags: a day after something carries them, and in the account that pays.")
                .set("default", false));
        bills.tags()
                .forEach(tag -> blocks.add(inTime(Block.resource(TAG, Root.label(tag)))
                        .set("tag_key", tag)
                        .set("status", "Active")));
        if (bills.hasJumps()) {
            blocks.add(monitor(estate));
            blocks.add(subscription(estate));
        }
        return blocks;
    }

    private static Block inTime(Block block) {
        return block.set("count", reference("var." + VARIABLE + " ? 1 : 0"));
    }

    /// An account has one that looks at all services, which AWS has made as a rule, and a second one is
    /// refused. This one looks at what carries the tag of the estate. What is null stands there because AWS
    /// tells of it.
    private static Block monitor(String estate) {
        SequencedMap<String, Expression> tag = new LinkedHashMap<>();
        tag.put("Key", text(Watch.Bills.ESTATE));
        tag.put("MatchOptions", reference("null"));
        tag.put("Values", texts(List.of(estate)));
        SequencedMap<String, Expression> what = new LinkedHashMap<>();
        List.of("And", "CostCategories", "Dimensions", "Not", "Or").forEach(name -> what.put(name, reference("null")));
        what.put("Tags", mapping(tag));
        return inTime(Block.resource(MONITOR, LABEL))
                .set("name", estate)
                .set("monitor_type", "CUSTOM")
                .set("monitor_specification", call("jsonencode", mapping(what)))
                .set("depends_on", sequence(reference(TAG + "." + Root.label(Watch.Bills.ESTATE))));
    }

    /// A topic hears of each jump at once, and of no summary of them.
    private static Block subscription(String estate) {
        return inTime(Block.resource("aws_ce_anomaly_subscription", LABEL))
                .set("name", estate)
                .set("frequency", "IMMEDIATE")
                .set("monitor_arn_list", sequence(reference(MONITOR + "." + LABEL + "[0].arn")))
                .with(Block.of("subscriber").set("type", "SNS").set("address", reference(Notices.TOPIC + ".arn")))
                .with(Block.of("threshold_expression")
                        .with(atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", DOLLARS))
                        .with(atLeast("ANOMALY_TOTAL_IMPACT_PERCENTAGE", PERCENT)))
                .set("depends_on", sequence(reference(Notices.POLICY)));
    }

    private static Block atLeast(String number, int value) {
        return Block.of("and")
                .with(Block.of("dimension")
                        .set("key", number)
                        .set("match_options", texts(List.of("GREATER_THAN_OR_EQUAL")))
                        .set("values", texts(List.of("" + value))));
    }
}
