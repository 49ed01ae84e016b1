package dev.meridian.intake;

import java.util.List;
import java.util.regex.Pattern;

/// Why a resource of some type does not become a part of a draft. What is not in this list has no counterpart
/// in the format that anybody has thought of.
enum Unread {
    NETWORK(
            "what is inside the network of a region is no part of a topology",
            "aws_(subnet|route|route_table.*|main_route_table_.*|internet_gateway|egress_.*|nat_gateway|eip.*|network_.*"
                    + "|security_group.*|vpc_.*|default_.*|ec2_.*|.*_subnet_group)"),
    ZONE("a zone of names; its records are read", "aws_route53_zone"),
    ACCESS("who may do what is no part of a topology", "aws_(iam_.*|.*_policy|.*_permission|.*_access_.*)"),
    WATCHING(
            "what is watched is not read by this version",
            "aws_(cloudwatch_.*|sns_.*|xray_.*|synthetics_.*|budgets_.*)"),
    GUARDS(
            "what guards an entrance is not read by this version",
            "aws_(waf.*|shield_.*|acm_.*|guardduty_.*|securityhub_.*)"),
    SETTINGS(
            "settings are no part of a topology",
            "aws_.*(parameter_group|option_group|_configuration|_logging|_ownership_controls|_public_access_block|_alias"
                    + "|_launch_template|_launch_configuration|_versioning|_lifecycle.*|_acl)|aws_launch_.*|aws_kms_.*"),
    CLUSTER("what is around a cluster is not read by this version", "aws_(ecs_.*|eks_.*|ecr_.*|appautoscaling_.*)"),
    OTHER("this version has no use for the type", "aws_.*"),
    FOREIGN("resources of the provider aws are read, and no others", ".*");

    private final String why;
    private final Pattern types;

    Unread(String why, String types) {
        this.why = why;
        this.types = Pattern.compile(types);
    }

    /// The reason for a type.
    static String why(String type) {
        return List.of(values()).stream()
                .filter(reason -> reason.types.matcher(type).matches())
                .findFirst()
                .orElse(OTHER)
                .why;
    }
}
