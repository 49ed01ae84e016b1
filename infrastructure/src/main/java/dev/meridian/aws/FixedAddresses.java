package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Accelerator;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
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

/// Fixed addresses before all regions (Global Accelerator): a root for them, and one for what stands behind them
/// in each region, which is planned while any other region is gone (ADR 27). Whatever AWS calls by a name of its
/// own choice is told in a parameter of the region in which an accelerator is controlled.
final class FixedAddresses {
    private static final String PATH = "global/accelerator";
    private static final String LABEL = Accelerator.KEY;
    private static final String LISTENER = "listener";
    private static final String CONTROL = "control";

    /// Who writes the log (Global Accelerator developer guide, flow logs, 2026-11).
    private static final String WRITER = "delivery.logs.amazonaws.com";

    private static final int HTTP = 80;
    private static final int TLS = 443;
    private static final int DAYS_OF_LOGS = 90;

    /// What AWS gives an endpoint that is alone in its group.
    private static final int WEIGHT = 128;

    private final Estate estate;
    private final Accelerator accelerator;

    private FixedAddresses(Estate estate, Accelerator accelerator) {
        this.estate = estate;
        this.accelerator = accelerator;
    }

    /// None where the file asks for none.
    static List<Root> roots(Estate estate) {
        List<Root> roots = new ArrayList<>();
        estate.accelerator().ifPresent(accelerator -> {
            FixedAddresses addresses = new FixedAddresses(estate, accelerator);
            roots.add(addresses.root());
            accelerator.dials().forEach((region, dial) -> roots.add(addresses.group(region, dial)));
        });
        return roots;
    }

    private List<Entrance> led() {
        return estate.entrances().stream()
                .filter(entrance -> entrance.lead() == Entrance.Lead.ACCELERATOR)
                .toList();
    }

    private Root root() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        RegionName keeper = estate.states().keeperOfAll(Accelerator.CONTROL);
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, keeper, PATH))));
        files.put("providers.tf", List.of(Setup.provider(estate, Accelerator.CONTROL, Optional.empty())));
        files.put("keys.tf", keys());
        files.put("flow-logs.tf", logs());
        files.put("accelerator.tf", addresses());
        led().forEach(entrance -> files.put("entrance-" + entrance.name() + ".tf", names(entrance)));
        return new Root(PATH, files);
    }

    /// The writer of the log uses the key itself: without the second statement the bucket stays empty.
    private List<Block> keys() {
        List<Block> blocks = new ArrayList<>(Policies.whoAndWhere());
        blocks.add(Block.data("aws_iam_policy_document", LABEL + "_key")
                .with(Keys.account())
                .with(Policies.allows(
                                "Logs",
                                Policies.service(Expression.text(WRITER)),
                                List.of(
                                        "kms:Encrypt",
                                        "kms:Decrypt",
                                        "kms:ReEncrypt*",
                                        "kms:GenerateDataKey*",
                                        "kms:DescribeKey"),
                                Expression.text("*"))
                        .with(ofThisAccount())));
        blocks.addAll(Keys.key(LABEL, "Flow logs of " + accelerator.name(), estate.name() + "-" + LABEL));
        return blocks;
    }

    private static Block ofThisAccount() {
        return Policies.condition(
                "StringEquals", "aws:SourceAccount", reference("data.aws_caller_identity.current.account_id"));
    }

    private List<Block> logs() {
        SafeBucket safe = new SafeBucket(LABEL, Optional.empty());
        String bucket = "aws_s3_bucket." + LABEL;
        List<Block> blocks = new ArrayList<>();
        blocks.add(safe.named(accelerator.flows()));
        blocks.add(safe.versioned());
        blocks.add(safe.encrypted(reference("aws_kms_key." + LABEL + ".arn")));
        blocks.add(safe.closed());
        blocks.add(safe.owned());
        blocks.add(safe.aging(OptionalInt.of(DAYS_OF_LOGS)));
        blocks.addAll(safe.onlyByTls(
                Policies.allows(
                                "Write",
                                Policies.service(Expression.text(WRITER)),
                                List.of("s3:PutObject"),
                                template("${" + bucket + ".arn}/" + LABEL
                                        + "/AWSLogs/${data.aws_caller_identity.current.account_id}/*"))
                        .with(ofThisAccount())
                        .with(Policies.condition(
                                "StringEquals", "s3:x-amz-acl", Expression.text("bucket-owner-full-control"))),
                Policies.allows(
                                "Look",
                                Policies.service(Expression.text(WRITER)),
                                List.of("s3:GetBucketAcl", "s3:ListBucket"),
                                reference(bucket + ".arn"))
                        .with(ofThisAccount())));
        return blocks;
    }

    private List<Block> addresses() {
        String arn = "aws_globalaccelerator_accelerator.main.arn";
        Block listener = Block.resource("aws_globalaccelerator_listener", "main")
                .set("accelerator_arn", reference(arn))
                .set("protocol", "TCP");
        for (int port : List.of(HTTP, TLS)) {
            listener =
                    listener.with(Block.of("port_range").set("from_port", port).set("to_port", port));
        }
        return List.of(
                Block.resource("aws_globalaccelerator_accelerator", "main")
                        .set("name", accelerator.name())
                        .set("enabled", true)
                        .set("ip_address_type", "IPV4")
                        .with(Block.of("attributes")
                                .set("flow_logs_enabled", true)
                                .set("flow_logs_s3_bucket", reference("aws_s3_bucket." + LABEL + ".id"))
                                .set("flow_logs_s3_prefix", LABEL))
                        .set("depends_on", Expression.sequence(reference("aws_s3_bucket_policy." + LABEL))),
                listener,
                Block.resource("aws_ssm_parameter", LISTENER)
                        .set("name", accelerator.parameter())
                        .set("description", "What roots of regions put their load balancers behind")
                        .set("type", "SecureString")
                        .set("key_id", reference("aws_kms_key." + LABEL + ".arn"))
                        .set("value", reference("aws_globalaccelerator_listener.main.arn")));
    }

    private List<Block> names(Entrance entrance) {
        String label = Root.label(entrance.name());
        return List.of(
                Block.data("aws_route53_zone", label).set("name", entrance.zone()),
                Block.resource("aws_route53_record", label)
                        .set("zone_id", reference("data.aws_route53_zone." + label + ".zone_id"))
                        .set("name", entrance.origin())
                        .set("type", "A")
                        .with(Block.of("alias")
                                .set("name", reference("aws_globalaccelerator_accelerator.main.dns_name"))
                                .set("zone_id", reference("aws_globalaccelerator_accelerator.main.hosted_zone_id"))
                                .set("evaluate_target_health", false)));
    }

    /// A load balancer is found by its name, in its own region; its health is that of what stands behind it.
    private Root group(RegionName region, int dial) {
        String path = PATH + "-" + region;
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, estate.states().keeper(region), path);
        files.put("terraform.tf", Setup.terraform(Optional.of(state)));
        files.put(
                "providers.tf",
                List.of(
                        Setup.provider(estate, region, Optional.empty()),
                        Setup.provider(estate, Accelerator.CONTROL, Optional.of(CONTROL))
                                .because("Where accelerators are controlled: without it no group can be changed.")));
        Block group = Block.resource("aws_globalaccelerator_endpoint_group", "main")
                .set("listener_arn", call("nonsensitive", reference("data.aws_ssm_parameter." + LISTENER + ".value")))
                .set("endpoint_group_region", region.text());
        group = dial == 0
                ? group.set(
                        "traffic_dial_percentage",
                        new Expression.Whole(dial),
                        "It has users while no other region has anybody who serves: then dials do not count.")
                : group.set("traffic_dial_percentage", dial);
        files.put(
                "group.tf",
                List.of(
                        Block.data("aws_ssm_parameter", LISTENER)
                                .set("provider", reference("aws." + CONTROL))
                                .set("name", accelerator.parameter()),
                        Block.data("aws_lb", "main").set("name", estate.name()),
                        group.with(Block.of("endpoint_configuration")
                                .set("endpoint_id", reference("data.aws_lb.main.arn"))
                                .set("weight", WEIGHT)
                                .set("client_ip_preservation_enabled", true))));
        return new Root(path, files);
    }
}
