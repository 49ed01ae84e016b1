package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.hcl.Block;
import java.util.List;

/// Who works in a cluster, and from where. Neither is in a topology, so both are asked for; whoever says nothing
/// lets nobody in but what has made the cluster, which is a role of pipelines as a rule.
final class Operators {
    private static final String ADMINS = "cluster_admins";

    /// As Azure's roots call it (see `azure.Keys`).
    private static final String ADDRESSES = "operators";

    private static final int TLS = 443;

    private Operators() {}

    static List<Block> variables() {
        return List.of(
                variable(ADMINS, "ARNs of roles that may do everything in the cluster, beside the one that made it."),
                variable(
                        ADDRESSES,
                        "Blocks of addresses from which the cluster's interface is called: of this network, or of one that"
                                + " is connected to it."));
    }

    private static Block variable(String name, String description) {
        return Block.of("variable", name)
                .set("type", reference("set(string)"))
                .set("description", description)
                .set("default", sequence());
    }

    static List<Block> blocks() {
        return List.of(
                Block.resource("aws_eks_access_entry", "admins")
                        .set("for_each", reference("var." + ADMINS))
                        .set("cluster_name", reference("aws_eks_cluster.main.name"))
                        .set("principal_arn", reference("each.value")),
                Block.resource("aws_eks_access_policy_association", "admins")
                        .set("for_each", reference("var." + ADMINS))
                        .set("cluster_name", reference("aws_eks_cluster.main.name"))
                        .set("principal_arn", reference("aws_eks_access_entry.admins[each.key].principal_arn"))
                        .set(
                                "policy_arn",
                                template("arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/"
                                        + "AmazonEKSClusterAdminPolicy"))
                        .with(Block.of("access_scope").set("type", "cluster")),
                Block.resource("aws_vpc_security_group_ingress_rule", ADDRESSES)
                        .set("for_each", reference("var." + ADDRESSES))
                        .set("security_group_id", reference(Eks.GROUP))
                        .set("description", "Who works in the cluster")
                        .set("cidr_ipv4", reference("each.value"))
                        .set("ip_protocol", "tcp")
                        .set("from_port", TLS)
                        .set("to_port", TLS));
    }
}
