package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

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
import java.util.SequencedMap;

/// A switch for each region that users may be sent to (routing controls of ARC): turned in any of five regions,
/// and looked at by the check of a record. It moves users and stops nobody from writing (ADR 27).
///
/// They are made in a root of their own, which alone needs the region where they are set up. Their names are told
/// in parameters of the region in which records are changed anyway, so that records need no other region.
final class Controls {
    static final String PATH = "global/controls";

    /// The check of a region by itself, by its switch, and by both.
    private static final String TURNED = "_turned";

    static final String BOTH = "_both";

    private static final String KEY = Entrance.CONTROLS_KEY;
    private static final String PANEL = "aws_route53recoverycontrolconfig_control_panel.main.arn";
    private static final String CLUSTER = "aws_route53recoverycontrolconfig_cluster.main.arn";

    /// How long nothing else can be turned after something was: what AWS proposes (ARC developer guide, safety
    /// rules, 2026-11).
    private static final int MILLISECONDS = 5_000;

    private final Estate estate;

    private Controls(Estate estate) {
        this.estate = estate;
    }

    /// Empty where no entrance is moved by them.
    static Optional<Root> root(Estate estate) {
        List<Entrance> turned = estate.entrances().stream()
                .filter(entrance -> entrance.lead() == Entrance.Lead.CONTROLS)
                .toList();
        return turned.isEmpty() ? Optional.empty() : Optional.of(new Controls(estate).root(turned));
    }

    private Root root(List<Entrance> turned) {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        RegionName keeper = estate.states().keeperOfAll(Names.CONTROL);
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, keeper, PATH))));
        files.put("providers.tf", List.of(Setup.provider(estate, Names.CONTROL, Optional.empty())));
        List<Block> keys = new ArrayList<>(Policies.whoAndWhere());
        keys.add(Block.data("aws_iam_policy_document", KEY + "_key").with(Keys.account()));
        keys.addAll(Keys.key(KEY, "Names of the controls of " + estate.name(), estate.name() + "-" + KEY));
        files.put("keys.tf", keys);
        files.put("cluster.tf", cluster());
        turned.forEach(entrance -> files.put("controls-" + entrance.name() + ".tf", controls(entrance)));
        return new Root(PATH, files);
    }

    private List<Block> cluster() {
        return List.of(
                Block.resource("aws_route53recoverycontrolconfig_cluster", "main")
                        .set("name", estate.name()),
                Block.resource("aws_route53recoverycontrolconfig_control_panel", "main")
                        .set("name", estate.name())
                        .set("cluster_arn", reference(CLUSTER)),
                parameter(
                                "endpoints",
                                "/" + estate.name() + "/controls/endpoints",
                                "Where the controls are turned",
                                reference("join(\" \", [for one in aws_route53recoverycontrolconfig_cluster.main"
                                        + ".cluster_endpoints : \"${one.endpoint},${one.region}\"])"))
                        .because("Whoever turns them keeps a copy of these: they are needed when a region is gone."));
    }

    private List<Block> controls(Entrance entrance) {
        List<Block> blocks = new ArrayList<>();
        List<Expression> all = new ArrayList<>();
        for (RegionName region : entrance.regions()) {
            String label = Names.label(entrance, region);
            Expression arn = reference("aws_route53recoverycontrolconfig_routing_control." + label + ".arn");
            all.add(arn);
            blocks.add(Block.resource("aws_route53recoverycontrolconfig_routing_control", label)
                    .set("name", entrance.name() + "-" + region)
                    .set("cluster_arn", reference(CLUSTER))
                    .set("control_panel_arn", reference(PANEL)));
            blocks.add(parameter(
                    label,
                    entrance.control(estate.name(), region),
                    "What turns users of " + entrance.name() + " to " + region,
                    arn));
        }
        blocks.add(
                Block.resource("aws_route53recoverycontrolconfig_safety_rule", Root.label(entrance.name()))
                        .set("name", entrance.name() + "-somewhere")
                        .set("control_panel_arn", reference(PANEL))
                        .set("asserted_controls", sequence(all.toArray(Expression[]::new)))
                        .set("wait_period_ms", MILLISECONDS)
                        .with(Block.of("rule_config")
                                .set("type", "ATLEAST")
                                .set("threshold", 1)
                                .set("inverted", false))
                        .because(
                                "The last region cannot be turned off: without any, Route 53 would send users to all of them."));
        return blocks;
    }

    private static Block parameter(String label, String name, String description, Expression value) {
        return Block.resource("aws_ssm_parameter", label)
                .set("name", name)
                .set("description", description)
                .set("type", "SecureString")
                .set("key_id", reference("aws_kms_key." + KEY + ".arn"))
                .set("value", value);
    }

    /// In the root of records: a check of the switch, and one that both it and the check of the region have to be
    /// right for.
    ///
    /// @param label of the check of the region
    /// @param parameter that has the name of its switch
    static List<Block> checks(String label, String parameter) {
        return List.of(
                Block.data("aws_ssm_parameter", label).set("name", parameter),
                Block.resource("aws_route53_health_check", label + TURNED)
                        .set("type", "RECOVERY_CONTROL")
                        .set(
                                "routing_control_arn",
                                call("nonsensitive", reference("data.aws_ssm_parameter." + label + ".value"))),
                Block.resource("aws_route53_health_check", label + BOTH)
                        .set("type", "CALCULATED")
                        .set("child_health_threshold", 2)
                        .set(
                                "child_healthchecks",
                                sequence(
                                        reference("aws_route53_health_check." + label + ".id"),
                                        reference("aws_route53_health_check." + label + TURNED + ".id"))));
    }
}
