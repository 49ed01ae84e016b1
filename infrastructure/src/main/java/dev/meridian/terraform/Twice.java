package dev.meridian.terraform;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Two parts of roots that want one name. What we build for an estate and what we build for somebody's services
/// and stores is named in one space, so a service may be called what something of ours is called already.
///
/// @param what of which there would be two, by its type and name
/// @param files that each of them would be in, below `terraform/`
/// @param names that they have in the root and in the cloud
public record Twice(String what, List<String> files, List<String> names) {
    /// What a region of the cloud has one of by that name, by the attribute that has it: a root that builds two
    /// passes every check of Terraform, and fails when it is applied.
    private static final SequencedMap<String, String> OF_A_REGION = new LinkedHashMap<>();

    static {
        OF_A_REGION.put("aws_backup_vault", "name");
        OF_A_REGION.put("aws_cloudformation_stack", "name");
        OF_A_REGION.put("aws_cloudwatch_composite_alarm", "alarm_name");
        OF_A_REGION.put("aws_cloudwatch_log_group", "name");
        OF_A_REGION.put("aws_cloudwatch_metric_alarm", "alarm_name");
        OF_A_REGION.put("aws_db_instance", "identifier");
        OF_A_REGION.put("aws_db_parameter_group", "name");
        OF_A_REGION.put("aws_db_subnet_group", "name");
        OF_A_REGION.put("aws_dynamodb_table", "name");
        OF_A_REGION.put("aws_ecr_repository", "name");
        OF_A_REGION.put("aws_ecs_cluster", "name");
        OF_A_REGION.put("aws_ecs_service", "name");
        OF_A_REGION.put("aws_ecs_task_definition", "family");
        OF_A_REGION.put("aws_eks_node_group", "node_group_name");
        OF_A_REGION.put("aws_elasticache_global_replication_group", "global_replication_group_id_suffix");
        OF_A_REGION.put("aws_elasticache_replication_group", "replication_group_id");
        OF_A_REGION.put("aws_elasticache_subnet_group", "name");
        OF_A_REGION.put("aws_elasticache_user", "user_id");
        OF_A_REGION.put("aws_elasticache_user_group", "user_group_id");
        OF_A_REGION.put("aws_kinesis_stream", "name");
        OF_A_REGION.put("aws_kms_alias", "name");
        OF_A_REGION.put("aws_launch_template", "name");
        OF_A_REGION.put("aws_lb", "name");
        OF_A_REGION.put("aws_lb_target_group", "name");
        OF_A_REGION.put("aws_msk_cluster", "cluster_name");
        OF_A_REGION.put("aws_msk_replicator", "replicator_name");
        OF_A_REGION.put("aws_opensearch_domain", "domain_name");
        OF_A_REGION.put("aws_rds_cluster", "cluster_identifier");
        OF_A_REGION.put("aws_rds_cluster_parameter_group", "name");
        OF_A_REGION.put("aws_secretsmanager_secret", "name");
        OF_A_REGION.put("aws_security_group", "name");
        OF_A_REGION.put("aws_sns_topic", "name");
        OF_A_REGION.put("aws_ssm_parameter", "name");
        OF_A_REGION.put("aws_wafv2_web_acl", "name");
        OF_A_REGION.put("azurerm_public_ip", "name");
        OF_A_REGION.put("azurerm_user_assigned_identity", "name");
        OF_A_REGION.put("google_compute_address", "name");
        OF_A_REGION.put("google_compute_firewall", "name");
        OF_A_REGION.put("google_compute_global_address", "name");
        OF_A_REGION.put("google_container_node_pool", "name");
        OF_A_REGION.put("google_secret_manager_regional_secret", "secret_id");
    }

    public Twice {
        files = List.copyOf(files);
        names = List.copyOf(names);
    }

    /// @param scope within which nothing else may have its name: a root, or nothing for all of them
    private record Name(String scope, String what) {}

    private record Part(String file, Block block) {}

    /// None for good roots.
    public static List<Twice> in(List<Root> roots) {
        SequencedMap<Name, List<Part>> parts = new LinkedHashMap<>();
        for (Root root : roots) {
            root.files().forEach((name, blocks) -> {
                String file = root.path() + "/" + name;
                for (Block block : blocks) {
                    Part part = new Part(file, block);
                    for (Name one : names(root, block)) {
                        parts.computeIfAbsent(one, _ -> new ArrayList<>(1)).add(part);
                    }
                }
            });
        }
        return parts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> of(entry.getKey().what(), entry.getValue()))
                .toList();
    }

    private static Twice of(String what, List<Part> parts) {
        return new Twice(
                what,
                parts.stream().map(Part::file).distinct().toList(),
                parts.stream()
                        .flatMap(part -> Stream.of(
                                Optional.of(part.block.labels().getLast()),
                                named(part.block, OF_A_REGION),
                                named(part.block, Coherence.ACCOUNT_WIDE)))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
    }

    private static List<Name> names(Root root, Block block) {
        List<Name> names = new ArrayList<>();
        block.address().ifPresent(address -> names.add(new Name(root.path(), "`" + address + "`")));
        named(block, OF_A_REGION)
                .ifPresent(name -> names.add(new Name(root.path() + provider(block), what(block, name))));
        named(block, Coherence.ACCOUNT_WIDE).ifPresent(name -> names.add(new Name("", what(block, name))));
        return names;
    }

    private static String what(Block block, String name) {
        return "`" + block.labels().getFirst() + "` called `" + name + "`";
    }

    /// In a root of two regions each has its own.
    private static String provider(Block block) {
        return block.at("provider")
                .map(provider -> provider instanceof Expression.Reference(String path) ? " " + path : "")
                .orElse("");
    }

    private static Optional<String> named(Block block, Map<String, String> attributes) {
        String attribute =
                block.type().equals("resource") ? attributes.get(block.labels().getFirst()) : null;
        return attribute == null ? Optional.empty() : block.text(attribute);
    }
}
