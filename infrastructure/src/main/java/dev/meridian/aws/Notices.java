package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// What alarms are told to: one topic of each region that has some, with a key of its own, since the services that
/// write
/// to it have to be let in there too.
final class Notices {
    static final String TOPIC = "aws_sns_topic.alarms";

    /// Without it nobody may write to the topic.
    static final String POLICY = "aws_sns_topic_policy.alarms";

    static final String EVENTS = "events.amazonaws.com";

    private static final String LABEL = "alarms";

    private Notices() {}

    /// By which other roots of the same region find it.
    static String name(String owner) {
        return owner + "-alarms";
    }

    /// @param owner what it is of: a site, or all of them together
    /// @param services of the cloud that write to it
    static List<Block> of(String owner, Watch watch, List<String> services) {
        List<Block> blocks = new ArrayList<>();
        Block key = Block.data("aws_iam_policy_document", LABEL + "_key").with(Keys.account());
        Block topic = Block.data("aws_iam_policy_document", LABEL);
        for (String service : services) {
            String sid = Root.label(service.substring(0, service.indexOf('.')));
            Block principal = Policies.service(Expression.text(service));
            key = key.with(own(
                    service,
                    Policies.allows(
                            sid, principal, List.of("kms:Decrypt", "kms:GenerateDataKey*"), Expression.text("*"))));
            topic = topic.with(
                    own(service, Policies.allows(sid, principal, List.of("sns:Publish"), reference(TOPIC + ".arn"))));
        }
        blocks.add(key);
        blocks.addAll(Keys.key(LABEL, "Notices of " + owner, name(owner)));
        blocks.add(Block.resource("aws_sns_topic", LABEL)
                .set("name", name(owner))
                .set("kms_master_key_id", reference("aws_kms_key." + LABEL + ".arn")));
        blocks.add(topic);
        blocks.add(Block.resource("aws_sns_topic_policy", LABEL)
                .set("arn", reference(TOPIC + ".arn"))
                .set("policy", reference("data.aws_iam_policy_document." + LABEL + ".json")));
        for (int i = 0; i < watch.mails().size(); i++) {
            blocks.add(Block.resource("aws_sns_topic_subscription", "mail_" + (i + 1))
                    .set("topic_arn", reference(TOPIC + ".arn"))
                    .set("protocol", "email")
                    .set("endpoint", watch.mails().get(i)));
        }
        return blocks;
    }

    /// For this account alone, of services that say for whom they write. EventBridge does not: with a
    /// condition its messages would be dropped, and nobody would hear of that either (EventBridge user guide,
    /// troubleshooting, topics and conditions, 2026-11).
    private static Block own(String service, Block statement) {
        return service.equals(EVENTS)
                ? statement
                : statement.with(Policies.condition(
                        "StringEquals", "aws:SourceAccount", reference("data.aws_caller_identity.current.account_id")));
    }

    /// As the root of a pair finds it.
    ///
    /// @param side of the pair
    static Block found(String owner, String side) {
        return Block.data("aws_sns_topic", side)
                .set("provider", reference("aws." + side))
                .set("name", name(owner));
    }

    static Expression foundArn(String side) {
        return reference("data.aws_sns_topic." + side + ".arn");
    }
}
