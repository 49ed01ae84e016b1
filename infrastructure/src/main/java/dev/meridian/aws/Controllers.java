package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The roles of what works for services in a cluster: what brings them their secrets, what adds machines and
/// volumes, and what tells the load balancer where they are. Whoever installs it gives it the account that is
/// named here; what makes volumes is an add-on of EKS ([Eks]).
final class Controllers {
    /// Who runs what, by the names that those who publish it give to it.
    private enum Account {
        BRINGER("external-secrets", "external-secrets", "secrets"),
        GROWER("kube-system", "cluster-autoscaler", "machines"),
        KEEPER("kube-system", "ebs-csi-controller-sa", "volumes"),
        TELLER("kube-system", "aws-load-balancer-controller", "targets");

        private final String namespace;
        private final String text;

        /// What its role is called; the name of a cluster leaves 14 letters for it (see `Clusters`), and a service
        /// may have a plainer one.
        private final String role;

        Account(String namespace, String text, String role) {
            this.namespace = namespace;
            this.text = text;
            this.role = role;
        }
    }

    private Controllers() {}

    /// Those of one region; none where nothing needs them.
    static List<Block> of(Site site, Fleet fleet) {
        List<Block> blocks = new ArrayList<>();
        if (fleet.fetches()) {
            blocks.addAll(role(site, Account.BRINGER, secrets(site, fleet)));
        }
        if (fleet.rules().growsMachines()) {
            blocks.addAll(role(site, Account.GROWER, machines(site)));
        }
        if (!site.stores().volumes().isEmpty()) {
            blocks.addAll(role(site, Account.KEEPER, List.of()));
            // EKS user guide, EBS CSI driver, 2026-11.
            blocks.add(
                    Policies.attachedOfAws(Root.label(Account.KEEPER.text), "service-role/AmazonEBSCSIDriverPolicy"));
        }
        if (!site.entrances().isEmpty()) {
            blocks.addAll(role(site, Account.TELLER, targets(site)));
            site.entrances().stream()
                    .flatMap(entrance -> Stream.concat(
                            Stream.of(entrance.port()),
                            entrance.health().port().stream().boxed()))
                    .distinct()
                    .forEach(port -> blocks.add(reached(port)));
        }
        return blocks;
    }

    /// Copies of services have what their machines have, which is the cluster's.
    private static Block reached(int port) {
        return Block.resource("aws_vpc_security_group_ingress_rule", "cluster_" + port)
                .set("security_group_id", reference(Eks.GROUP))
                .set("description", "The load balancer")
                .set("referenced_security_group_id", reference("aws_security_group.load_balancer.id"))
                .set("ip_protocol", "tcp")
                .set("from_port", port)
                .set("to_port", port);
    }

    private static List<Block> role(Site site, Account account, List<Block> statements) {
        String label = Root.label(account.text);
        String name = site.name() + "-role-" + account.role;
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", label + "_taken_on")
                .with(Policies.takenOnByPods(account.namespace, account.text)));
        blocks.add(Block.resource("aws_iam_role", label)
                .set("name", name)
                .set("assume_role_policy", reference("data.aws_iam_policy_document." + label + "_taken_on.json")));
        blocks.addAll(Policies.attached(label, name, statements));
        blocks.add(Policies.association(label, account.namespace, account.text));
        return blocks;
    }

    private static List<Block> secrets(Site site, Fleet fleet) {
        List<Block> statements = new ArrayList<>();
        if (!fleet.secrets().isEmpty()) {
            statements.add(Policies.allows(
                    "Secrets",
                    List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
                    fleet.secrets().stream()
                            .map(secret -> reference("aws_secretsmanager_secret." + Told.label(secret) + ".arn"))
                            .toArray(Expression[]::new)));
        }
        statements.add(Policies.allows(
                "Addresses",
                List.of("ssm:GetParameter", "ssm:GetParameters"),
                template(Policies.arn("ssm", site.region(), "parameter" + Fleet.parameter(site.name(), "*")))));
        statements.add(Policies.allows("Key", List.of("kms:Decrypt"), reference("aws_kms_key.data.arn")));
        return statements;
    }

    /// Groups of machines of EKS begin with `eks-`, and carry the name of their cluster in a tag (EKS user
    /// guide, managed node groups, 2026-11).
    private static List<Block> machines(Site site) {
        return List.of(
                Policies.allows(
                        "Looks",
                        List.of(
                                "autoscaling:DescribeAutoScalingGroups",
                                "autoscaling:DescribeAutoScalingInstances",
                                "autoscaling:DescribeLaunchConfigurations",
                                "autoscaling:DescribeScalingActivities",
                                "ec2:DescribeImages",
                                "ec2:DescribeInstanceTypes",
                                "ec2:DescribeLaunchTemplateVersions",
                                "eks:DescribeNodegroup"),
                        text("*")),
                Policies.allows(
                                "Grows",
                                List.of(
                                        "autoscaling:SetDesiredCapacity",
                                        "autoscaling:TerminateInstanceInAutoScalingGroup"),
                                template(Policies.arn(
                                        "autoscaling", site.region(), "autoScalingGroup:*:autoScalingGroupName/eks-*")))
                        .with(Policies.condition(
                                "StringEquals",
                                "aws:ResourceTag/eks:cluster-name",
                                reference("aws_eks_cluster.main.name"))));
    }

    /// What it looks at has no resource to be named (service authorization reference, EC2 and Elastic Load
    /// Balancing, 2026-11); it makes nothing, since all of that is this root's.
    private static List<Block> targets(Site site) {
        return List.of(
                Policies.allows(
                        "Looks",
                        List.of(
                                "ec2:DescribeAvailabilityZones",
                                "ec2:DescribeInstances",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs",
                                "elasticloadbalancing:DescribeTargetGroups",
                                "elasticloadbalancing:DescribeTargetHealth"),
                        text("*")),
                Policies.allows(
                        "Tells",
                        List.of("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"),
                        site.entrances().stream()
                                .map(entrance ->
                                        reference("aws_lb_target_group." + Root.label(entrance.name()) + ".arn"))
                                .toArray(Expression[]::new)));
    }
}
