package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.has;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.isOrSilent;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.matches;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// What services run on: Kubernetes, Fargate, machines, and the images that they start from.
final class Machines {
    private static final String KUBERNETES = "aws_eks_cluster";
    private static final String TEMPLATE = "aws_launch_template";
    private static final String CLUSTER = "aws_ecs_cluster";
    private static final String TASK = "aws_ecs_task_definition";
    private static final String SERVICE = "aws_ecs_service";
    private static final String IMAGES = "aws_ecr_repository";
    private static final String COMMANDS = "configuration.execute_command_configuration.";

    /// Versions that AWS looks after without extra pay (EKS user guide, Kubernetes release calendar, 2026-11), and
    /// those that will come.
    private static final String SUPPORTED = "1\\.(3[4-9]|[4-9]\\d)";

    /// How settings end that are secret; whose store has such a name is no secret.
    private static final String SENSITIVE = "(?i).*(passw(or)?d|secret|token|credentials?|api_?key|private_?key)";

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "CKV_AWS_37 AWS-0038",
                    KUBERNETES,
                    all(
                            has("enabled_cluster_log_types", "api"),
                            has("enabled_cluster_log_types", "audit"),
                            has("enabled_cluster_log_types", "authenticator"),
                            has("enabled_cluster_log_types", "controllerManager"),
                            has("enabled_cluster_log_types", "scheduler"))),
            Rule.of(
                    "CKV_AWS_38 CKV_AWS_39 AWS-0040 AWS-0041",
                    KUBERNETES,
                    is("vpc_config.endpoint_public_access", false)),
            Rule.of(
                    "CKV_AWS_58 AWS-0039",
                    KUBERNETES,
                    all(
                            has("encryption_config.resources", "secrets"),
                            leads("encryption_config.provider.key_arn", "aws_kms_key"))),
            Rule.of("CKV_AWS_339", KUBERNETES, matches("version", SUPPORTED, "1.22")),
            Rule.of("CKV_AWS_100", "aws_eks_node_group", silent("remote_access")),
            Rule.of("CKV_AWS_46 AWS-0129", TEMPLATE, silent("user_data")),
            Rule.of("CKV_AWS_79 AWS-0130", TEMPLATE, is("metadata_options.http_tokens", "required")),
            Rule.of("CKV_AWS_88", TEMPLATE, silent("network_interfaces")),
            Rule.of("CKV_AWS_341", TEMPLATE, is("metadata_options.http_put_response_hop_limit", "1")),
            Rule.of(
                    "CKV_AWS_65 AWS-0034",
                    CLUSTER,
                    new Condition.Some(
                            "setting", all(is("name", "containerInsights"), oneOf("value", "enabled", "enhanced")))),
            Rule.of("CKV_AWS_223", CLUSTER, oneOf(COMMANDS + "logging", "DEFAULT", "OVERRIDE")),
            Rule.of(
                    "CKV_AWS_224",
                    CLUSTER,
                    all(
                            leads(COMMANDS + "kms_key_id", "aws_kms_key"),
                            is(COMMANDS + "log_configuration.cloud_watch_encryption_enabled", true))),
            Rule.of("CKV_AWS_97 AWS-0035", TASK, silent("volume.efs_volume_configuration")),
            Rule.of("AWS-0036", TASK, lacks("container_definitions.environment.name", SENSITIVE, "MAIN_PASSWORD")),
            Rule.of("CKV_AWS_249", TASK, new Condition.Differ("execution_role_arn", "task_role_arn")),
            Rule.of("CKV_AWS_332", SERVICE, isOrSilent("platform_version", "LATEST")),
            Rule.of("CKV_AWS_333", SERVICE, is("network_configuration.assign_public_ip", false)),
            Rule.of("CKV_AWS_334", TASK, is("container_definitions.privileged", false)),
            Rule.of("CKV_AWS_335", TASK, all(silent("pid_mode"), silent("ipc_mode"))),
            Rule.of("CKV_AWS_336", TASK, is("container_definitions.readonlyRootFilesystem", true)),
            Rule.of("CKV_AWS_51 AWS-0031", IMAGES, is("image_tag_mutability", "IMMUTABLE")),
            Rule.of(
                    "CKV_AWS_136 AWS-0033",
                    IMAGES,
                    all(
                            is("encryption_configuration.encryption_type", "KMS"),
                            leads("encryption_configuration.kms_key", "aws_kms_key"))),
            Rule.of("CKV_AWS_163 AWS-0030", IMAGES, is("image_scanning_configuration.scan_on_push", true)));

    static final List<Reason> REASONS = List.of();

    private Machines() {}
}
