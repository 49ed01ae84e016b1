package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cluster;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A Kubernetes of EKS in one region: what decides, and the machines that work. Nobody reaches it from outside the
/// network.
final class Eks {
    private static final List<String> LOGS = List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

    /// What a machine has to be allowed to, and no more: join, hand out addresses, fetch images.
    private static final List<String> NODE_POLICIES =
            List.of("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly");

    /// In the order in which a cluster needs them; the last one counts how busy copies of services are (EKS user
    /// guide, community add-ons, 2026-11).
    private static final List<String> ADDONS =
            List.of("vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent", "metrics-server");

    /// Makes volumes, where the file has some; its role is one of the [Controllers].
    private static final String VOLUMES = "aws-ebs-csi-driver";

    /// The one that holds copies to what their network policies say, if it is told to.
    private static final String NETWORKS = "vpc-cni";

    /// What a cluster's interface and its machines have.
    static final String GROUP = "aws_eks_cluster.main.vpc_config[0].cluster_security_group_id";

    private static final int DISK_GIBIBYTES = 50;

    /// As many as may be away at a time while machines are renewed.
    private static final int PERCENT_AWAY = 33;

    private final String estate;
    private final Site site;
    private final Cluster cluster;

    private Eks(String estate, Site site, Cluster cluster) {
        this.estate = estate;
        this.site = site;
        this.cluster = cluster;
    }

    static List<Block> cluster(String estate, Site site, Cluster cluster) {
        return new Eks(estate, site, cluster).cluster();
    }

    /// @param estate whose bill its machines are on
    static List<Block> nodes(String estate, Site site, Cluster cluster) {
        return new Eks(estate, site, cluster).nodes();
    }

    private List<Block> cluster() {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(Policies.role(
                "cluster", cluster.name() + "-cluster", "eks.amazonaws.com", List.of("AmazonEKSClusterPolicy")));
        blocks.add(Logs.group(site, "cluster", "/aws/eks/" + cluster.name() + "/cluster"));
        blocks.add(Block.resource("aws_eks_cluster", "main")
                .set("name", cluster.name())
                .set("version", cluster.version())
                .set("role_arn", reference("aws_iam_role.cluster.arn"))
                .set("enabled_cluster_log_types", texts(LOGS))
                .with(Block.of("vpc_config")
                        .set("subnet_ids", reference("values(aws_subnet.private)[*].id"))
                        .set("endpoint_private_access", true)
                        .set("endpoint_public_access", false))
                .with(Block.of("access_config")
                        .set("authentication_mode", "API")
                        .set("bootstrap_cluster_creator_admin_permissions", true))
                .with(Block.of("encryption_config")
                        .set("resources", texts(List.of("secrets")))
                        .with(Block.of("provider").set("key_arn", reference("aws_kms_key.data.arn"))))
                .with(Block.of("upgrade_policy").set("support_type", "STANDARD"))
                .set(
                        "depends_on",
                        sequence(
                                reference("aws_cloudwatch_log_group.cluster"),
                                reference("aws_iam_role_policy_attachment.cluster"))));
        blocks.add(Block.resource("aws_iam_openid_connect_provider", "cluster")
                .set("url", reference("aws_eks_cluster.main.identity[0].oidc[0].issuer"))
                .set("client_id_list", texts(List.of("sts.amazonaws.com")))
                .because("By this a service account of the cluster takes on a role, and no machine has to."));
        blocks.addAll(Operators.blocks());
        return blocks;
    }

    private List<Block> nodes() {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(Policies.role("nodes", cluster.name() + "-nodes", "ec2.amazonaws.com", NODE_POLICIES));
        cluster.nodes().forEach(group -> blocks.addAll(group(group)));
        Expression[] groups = cluster.nodes().stream()
                .map(group -> reference("aws_eks_node_group." + Root.label(group.name())))
                .toArray(Expression[]::new);
        blocks.add(Block.resource("aws_eks_addon", "main")
                .set("for_each", addons())
                .set("cluster_name", reference("aws_eks_cluster.main.name"))
                .set("addon_name", reference("each.key"))
                .set("configuration_values", reference("each.value"))
                .set(
                        "resolve_conflicts_on_create",
                        Expression.text("OVERWRITE"),
                        "A new cluster comes with some of them, which are nobody's to look after.")
                .set("resolve_conflicts_on_update", "PRESERVE")
                .set("depends_on", sequence(groups)));
        return blocks;
    }

    /// What each is told; most are told nothing.
    private Expression addons() {
        SequencedMap<String, Expression> settings = new LinkedHashMap<>();
        settings.put("enableNetworkPolicy", Expression.text("true"));
        SequencedMap<String, Expression> addons = new LinkedHashMap<>();
        ADDONS.forEach(addon -> addons.put(
                addon,
                addon.equals(NETWORKS)
                        ? Expression.call("jsonencode", Expression.mapping(settings))
                        : reference("null")));
        if (!site.stores().volumes().isEmpty()) {
            addons.put(VOLUMES, Expression.call("jsonencode", volumes()));
        }
        return Expression.mapping(addons);
    }

    /// That volumes which it makes are on the bill of the estate as well (EBS CSI driver, tagging; its
    /// add-on's `controller.extraVolumeTags`, 2026-11).
    private Expression volumes() {
        SequencedMap<String, Expression> controller = new LinkedHashMap<>();
        controller.put("extraVolumeTags", Setup.tags(estate));
        SequencedMap<String, Expression> settings = new LinkedHashMap<>();
        settings.put("controller", Expression.mapping(controller));
        return Expression.mapping(settings);
    }

    private List<Block> group(Cluster.Nodes group) {
        String label = Root.label(group.name());
        SequencedMap<String, Expression> labels = new LinkedHashMap<>();
        labels.put("nodes", Expression.text(group.name()));
        Block nodes = Block.resource("aws_eks_node_group", label)
                .set("cluster_name", reference("aws_eks_cluster.main.name"))
                .set("node_group_name", group.name())
                .set("node_role_arn", reference("aws_iam_role.nodes.arn"))
                .set("subnet_ids", reference("values(aws_subnet.private)[*].id"))
                .set("ami_type", image(group))
                .set("capacity_type", group.isSpot() ? "SPOT" : "ON_DEMAND")
                .set("instance_types", texts(group.types()))
                .set("labels", Expression.mapping(labels))
                .with(Block.of("launch_template")
                        .set("id", reference("aws_launch_template." + label + ".id"))
                        .set("version", reference("aws_launch_template." + label + ".latest_version")))
                .with(Block.of("scaling_config")
                        .set("min_size", group.least())
                        .set("desired_size", group.least())
                        .set("max_size", group.most()))
                .with(Block.of("update_config").set("max_unavailable_percentage", PERCENT_AWAY));
        nodes = group.hasGpu()
                ? nodes.with(Block.of("taint")
                        .set("key", "nvidia.com/gpu")
                        .set("value", "present")
                        .set("effect", "NO_SCHEDULE"))
                : nodes;
        nodes = nodes.set("depends_on", sequence(reference("aws_iam_role_policy_attachment.nodes")));
        return List.of(offered(group, label), machine(group, label), nodes.with(lifecycle(group, label)));
    }

    /// Which machines a region has changes from month to month and is in no table of ours: it is asked.
    private static Block offered(Cluster.Nodes group, String label) {
        return Block.data("aws_ec2_instance_type_offerings", label)
                .with(Block.of("filter").set("name", "instance-type").set("values", texts(group.types())));
    }

    private Block lifecycle(Cluster.Nodes group, String label) {
        String offered = "data.aws_ec2_instance_type_offerings." + label + ".instance_types";
        Block lifecycle = Block.of("lifecycle");
        if (group.least() < group.most()) {
            lifecycle = lifecycle.set(
                    "ignore_changes",
                    sequence(reference("scaling_config[0].desired_size")),
                    group.grows()
                            ? "How many there are is Cluster Autoscaler's to say, once it is installed: see"
                                    + " kubernetes/README.md."
                            : "How many there are is said by hand, within these bounds.");
        }
        return lifecycle.with(Block.of("precondition")
                .set(
                        "condition",
                        reference("length(" + offered + ") == " + group.types().size()))
                .set(
                        "error_message",
                        template("Of " + String.join(", ", group.types()) + " " + site.region()
                                + " offers only: ${join(\", \", " + offered + ")}. `compute.nodes." + group.name()
                                + ".types` of the file, or of `regions." + site.region()
                                + ".overrides`, says which machines there are.")));
    }

    private Block machine(Cluster.Nodes group, String label) {
        return Block.resource("aws_launch_template", label)
                .set("name", cluster.name() + "-" + group.name())
                .with(Block.of("block_device_mappings")
                        .set("device_name", "/dev/xvda")
                        .with(Block.of("ebs")
                                .set("volume_size", group.gibibytes().orElse(DISK_GIBIBYTES))
                                .set("volume_type", "gp3")
                                .set("encrypted", true)
                                .set("delete_on_termination", true)))
                .with(Block.of("metadata_options")
                        .set("http_endpoint", "enabled")
                        .set("http_tokens", "required")
                        .set("http_put_response_hop_limit", 1))
                .with(Block.of("monitoring").set("enabled", true))
                .with(marked("instance", group))
                .with(marked("volume", group));
    }

    /// What a template makes has the marks that stand in it, and none that the template itself has (EC2 user
    /// guide, launch templates, 2026-11): without them the largest part of a bill would be nobody's.
    private Block marked(String what, Cluster.Nodes group) {
        return Block.of("tag_specifications")
                .set("resource_type", what)
                .set("tags", Setup.marked(estate, cluster.name() + "-" + group.name()));
    }

    /// By what its first type is made for (EKS user guide, ami types of managed node groups, 2026-11).
    private static String image(Cluster.Nodes group) {
        boolean isArm = Cluster.Nodes.isArm(group.types().getFirst());
        if (group.hasGpu()) {
            return isArm ? "AL2023_ARM_64_NVIDIA" : "AL2023_x86_64_NVIDIA";
        }
        return isArm ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
    }
}
