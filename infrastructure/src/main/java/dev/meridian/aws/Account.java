package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// The root of what an account has one of: who called what of its interface, what it may cost, and what its
/// bills are divided by.
final class Account {
    private static final String PATH = "global/account";
    private static final String TRAIL = "cloudtrail.amazonaws.com";
    private static final String LABEL = "records";

    /// Of what may be spent: once while there is time to do something, once when it is gone.
    private static final List<Integer> PERCENTS = List.of(80, 100);

    private final Estate estate;
    private final RegionName home;
    private final Watch watch;

    private Account(Estate estate) {
        this.estate = estate;
        this.home = estate.sites().firstEntry().getKey();
        this.watch = estate.watch();
    }

    /// Empty where the file asks for none of it.
    static Optional<Root> root(Estate estate) {
        Watch watch = estate.watch();
        return watch.trail() != Watch.Trail.NONE
                        || !watch.budgets().isEmpty()
                        || !watch.bills().isEmpty()
                ? Optional.of(new Account(estate).root())
                : Optional.empty();
    }

    private Root root() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, estate.states().keeper(home), PATH);
        files.put("terraform.tf", Setup.terraform(Optional.of(state)));
        files.put("providers.tf", List.of(Setup.provider(estate, home, Optional.empty())));
        List<String> telling = telling();
        if (watch.trail() != Watch.Trail.NONE || !telling.isEmpty()) {
            files.put("account.tf", Policies.whoAndWhere());
        }
        if (watch.trail() != Watch.Trail.NONE) {
            files.put("trail.tf", trail());
        }
        if (!telling.isEmpty()) {
            files.put("notices.tf", Notices.of(estate.name() + "-costs", watch, telling));
        }
        if (!watch.budgets().isEmpty()) {
            files.put("budget.tf", budgets());
        }
        if (!watch.bills().isEmpty()) {
            files.put("bills.tf", Bills.of(estate.name(), watch.bills()));
        }
        return new Root(PATH, files);
    }

    /// Services that have something to say of costs.
    private List<String> telling() {
        List<String> telling = new ArrayList<>();
        if (watch.budgets().stream().anyMatch(Watch.Budget::tells)) {
            telling.add("budgets.amazonaws.com");
        }
        if (watch.bills().hasJumps()) {
            telling.add("costalerts.amazonaws.com");
        }
        return telling;
    }

    private List<Block> budgets() {
        List<Block> blocks = new ArrayList<>();
        for (Watch.Budget budget : watch.budgets()) {
            Block block = budget(budget);
            blocks.add(
                    budget.region().isEmpty()
                            ? block
                            : block.with(Block.of("cost_filter")
                                    .set("name", "Region")
                                    .set(
                                            "values",
                                            texts(List.of(budget.region().get().text())))));
        }
        return blocks;
    }

    private Block budget(Watch.Budget budget) {
        String label = budget.region().map(RegionName::text).map(Root::label).orElse("main");
        Block block = Block.resource("aws_budgets_budget", label)
                .set("name", budget.name(estate.name()))
                .set("budget_type", "COST")
                .set("limit_amount", budget.amount())
                .set("limit_unit", budget.currency())
                .set("time_unit", "MONTHLY");
        for (int percent : budget.tells() ? PERCENTS : List.<Integer>of()) {
            block = block.with(Block.of("notification")
                    .set("comparison_operator", "GREATER_THAN")
                    .set("notification_type", percent < 100 ? "ACTUAL" : "FORECASTED")
                    .set("threshold", percent)
                    .set("threshold_type", "PERCENTAGE")
                    .set("subscriber_sns_topic_arns", sequence(reference(Notices.TOPIC + ".arn"))));
        }
        return block;
    }

    private String arn() {
        return Policies.arn("cloudtrail", home, "trail/" + estate.name());
    }

    private List<Block> trail() {
        List<Block> blocks = new ArrayList<>(key());
        blocks.addAll(bucket());
        blocks.addAll(Keys.forLogs(estate.name() + "-trail", home));
        int days = estate.site(home).logDays();
        blocks.add(Logs.group(days, "trail", "/aws/cloudtrail/" + estate.name()));
        blocks.addAll(Policies.role("trail", estate.name() + "-trail", TRAIL));
        blocks.addAll(Policies.attached(
                "trail",
                estate.name() + "-trail",
                List.of(Policies.allows(
                        "Write",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        template("${aws_cloudwatch_log_group.trail.arn}:*")))));
        blocks.add(selected(Block.resource("aws_cloudtrail", "main")
                .set("name", estate.name())
                .set("s3_bucket_name", reference("aws_s3_bucket." + LABEL + ".id"))
                .set("is_multi_region_trail", true)
                .set("include_global_service_events", true)
                .set("enable_log_file_validation", true)
                .set("kms_key_id", reference("aws_kms_key." + LABEL + ".arn"))
                .set("cloud_watch_logs_group_arn", template("${aws_cloudwatch_log_group.trail.arn}:*"))
                .set("cloud_watch_logs_role_arn", reference("aws_iam_role.trail.arn"))
                .set("depends_on", sequence(reference("aws_s3_bucket_policy." + LABEL)))));
        return blocks;
    }

    /// What the cloud writes down by itself is in no record. In the bucket of the records each line would be the
    /// cause of another; in those of load balancers and of AWS Config it would cost as much as one about users
    /// (CloudTrail pricing, data events, 2026-11).
    private Block selected(Block trail) {
        if (watch.trail() != Watch.Trail.OF_EVERYTHING) {
            return trail;
        }
        Block objects = selector("Objects", "Data")
                .with(field("resources.type").set("equals", texts(List.of("AWS::S3::Object"))))
                .with(field("resources.ARN").set("not_starts_with", sequence(logs())));
        return trail.with(selector("Building", "Management"))
                .with(objects)
                .with(selector("Rows", "Data")
                        .with(field("resources.type").set("equals", texts(List.of("AWS::DynamoDB::Table")))));
    }

    private Expression[] logs() {
        List<Expression> logs = new ArrayList<>();
        logs.add(template("${aws_s3_bucket." + LABEL + ".arn}/"));
        estate.sites().values().forEach(site -> {
            site.accessLogs().ifPresent(bucket -> logs.add(Policies.inS3(bucket + "/")));
            if (watch.hasRecorder()) {
                logs.add(Policies.inS3(estate.changes(site.region()) + "/"));
            }
        });
        return logs.toArray(Expression[]::new);
    }

    private static Block selector(String name, String category) {
        return Block.of("advanced_event_selector")
                .set("name", name)
                .with(field("eventCategory").set("equals", texts(List.of(category))));
    }

    private static Block field(String name) {
        return Block.of("field_selector").set("field", name);
    }

    private List<Block> key() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", LABEL + "_key")
                .with(Keys.account())
                .with(ofTrail(Policies.allows(
                        "Trail",
                        Policies.service(Expression.text(TRAIL)),
                        List.of("kms:GenerateDataKey*", "kms:DescribeKey"),
                        Expression.text("*")))));
        blocks.addAll(Keys.key(LABEL, "Records of " + estate.name(), estate.name() + "-" + LABEL));
        return blocks;
    }

    private Block ofTrail(Block statement) {
        return statement.with(Policies.condition("StringEquals", "aws:SourceArn", template(arn())));
    }

    private List<Block> bucket() {
        SafeBucket safe = new SafeBucket(LABEL, Optional.empty());
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(estate.records()));
        blocks.add(safe.versioned());
        blocks.add(safe.encrypted(reference("aws_kms_key." + LABEL + ".arn")));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        blocks.add(safe.aging(OptionalInt.empty()));
        Block principal = Policies.service(Expression.text(TRAIL));
        blocks.addAll(safe.onlyByTls(
                ofTrail(Policies.allows(
                        "Look", principal, List.of("s3:GetBucketAcl"), reference("aws_s3_bucket." + LABEL + ".arn"))),
                ofTrail(Policies.allows(
                        "Write",
                        principal,
                        List.of("s3:PutObject"),
                        template("${aws_s3_bucket." + LABEL + ".arn}/AWSLogs/"
                                + "${data.aws_caller_identity.current.account_id}/*")))));
        return blocks;
    }
}
