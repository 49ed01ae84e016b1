package dev.meridian.aws;

import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// Statements about who may do what.
final class Policies {
    /// Services that work for many accounts and say for which when they take on a role, so that nobody can make
    /// one use a role of somebody else's by telling it of that (IAM user guide, the confused deputy problem). Each
    /// of their guides has this condition for the roles that are written here: VPC flow logs, RDS enhanced
    /// monitoring, AWS Config, MSK Replicator, and ECS of a task, not of what starts it (2026-11).
    private static final List<String> SAYING_FOR_WHOM = List.of(
            "vpc-flow-logs.amazonaws.com",
            "monitoring.rds.amazonaws.com",
            "config.amazonaws.com",
            "kafka.amazonaws.com");

    private Policies() {}

    /// A statement that says whom it is about.
    static Block allows(String sid, Block principals, List<String> actions, Expression... resources) {
        return Block.of("statement")
                .set("sid", sid)
                .set("actions", texts(actions))
                .set("resources", sequence(resources))
                .with(principals);
    }

    /// A statement about whoever has the role that it is attached to.
    static Block allows(String sid, List<String> actions, Expression... resources) {
        return Block.of("statement")
                .set("sid", sid)
                .set("actions", texts(actions))
                .set("resources", sequence(resources));
    }

    /// A role that a service of the cloud takes on, and nobody else.
    static Block takenOnBy(String document, String service) {
        return Block.data("aws_iam_policy_document", document).with(takenOn(service));
    }

    private static Block takenOn(String service) {
        return Block.of("statement")
                .set("actions", texts(List.of("sts:AssumeRole")))
                .with(service(Expression.text(service)));
    }

    /// A statement by which what runs as one account of this cluster takes on a role, and nothing else: see
    /// [#association]. The cluster says in tags whom it asks for (EKS user guide, pod identity roles, 2026-11).
    static Block takenOnByPods(String namespace, String account) {
        String tag = "aws:RequestTag/";
        return Block.of("statement")
                .set("actions", texts(List.of("sts:AssumeRole", "sts:TagSession")))
                .with(service(Expression.text("pods.eks.amazonaws.com")))
                .with(condition(
                        "StringEquals", tag + "eks-cluster-name", Expression.reference("aws_eks_cluster.main.name")))
                .with(condition("StringEquals", tag + "kubernetes-namespace", Expression.text(namespace)))
                .with(condition("StringEquals", tag + "kubernetes-service-account", Expression.text(account)));
    }

    /// That an account of the cluster has the role of this label, and no other has.
    static Block association(String label, String namespace, String account) {
        return Block.resource("aws_eks_pod_identity_association", label)
                .set("cluster_name", Expression.reference("aws_eks_cluster.main.name"))
                .set("namespace", namespace)
                .set("service_account", account)
                .set("role_arn", Expression.reference("aws_iam_role." + label + ".arn"));
    }

    /// The same with its role.
    static List<Block> role(String label, String name, String service) {
        return SAYING_FOR_WHOM.contains(service)
                ? roleForUs(label, name, service)
                : role(label, name, takenOnBy(label + "_taken_on", service));
    }

    /// The same for a service that says for whom it works: for this account only.
    static List<Block> roleForUs(String label, String name, String service) {
        Block statement = takenOn(service)
                .with(condition(
                        "StringEquals",
                        "aws:SourceAccount",
                        Expression.reference("data.aws_caller_identity.current.account_id")));
        return role(
                label,
                name,
                Block.data("aws_iam_policy_document", label + "_taken_on").with(statement));
    }

    private static List<Block> role(String label, String name, Block document) {
        return List.of(
                document,
                Block.resource("aws_iam_role", label)
                        .set("name", name)
                        .set(
                                "assume_role_policy",
                                Expression.reference("data.aws_iam_policy_document." + label + "_taken_on.json")));
    }

    /// The same with policies that AWS keeps.
    ///
    /// @param policies their paths and names
    static List<Block> role(String label, String name, String service, List<String> policies) {
        List<Block> blocks = new ArrayList<>(role(label, name, service));
        blocks.add(Block.resource("aws_iam_role_policy_attachment", label)
                .set("for_each", Expression.call("toset", texts(policies)))
                .set("role", Expression.reference("aws_iam_role." + label + ".name"))
                .set(
                        "policy_arn",
                        Expression.template(
                                "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.key}")));
        return blocks;
    }

    /// A policy that AWS keeps, for the role of the same label.
    ///
    /// @param policy its path and name
    static Block attachedOfAws(String label, String policy) {
        return Block.resource("aws_iam_role_policy_attachment", label)
                .set("role", Expression.reference("aws_iam_role." + label + ".name"))
                .set(
                        "policy_arn",
                        Expression.template("arn:${data.aws_partition.current.partition}:iam::aws:policy/" + policy));
    }

    /// What the role of the same label may do; nothing is attached where that is nothing.
    static List<Block> attached(String label, String name, List<Block> statements) {
        if (statements.isEmpty()) {
            return List.of();
        }
        Block document = Block.data("aws_iam_policy_document", label);
        for (Block statement : statements) {
            document = document.with(statement);
        }
        return List.of(
                document,
                Block.resource("aws_iam_role_policy", label)
                        .set("name", name)
                        .set("role", Expression.reference("aws_iam_role." + label + ".id"))
                        .set("policy", Expression.reference("data.aws_iam_policy_document." + label + ".json")));
    }

    /// The name of something of this account, with references in it.
    ///
    /// @param what it is in its service: `db:shop`, `table/carts`
    static String arn(String service, RegionName region, String what) {
        return "arn:${data.aws_partition.current.partition}:" + service + ":" + region
                + ":${data.aws_caller_identity.current.account_id}:" + what;
    }

    /// The name of buckets or of what is in them: a bucket's has no region and no account.
    ///
    /// @param what `shop-files`, `shop-files/*`
    static Expression inS3(String what) {
        return template("arn:${data.aws_partition.current.partition}:s3:::" + what);
    }

    static Block service(Expression name) {
        return Block.of("principals").set("type", "Service").set("identifiers", sequence(name));
    }

    /// Whoever the account lets: without this nobody could ever change the policy of a key again.
    static Block account() {
        return Block.of("principals")
                .set("type", "AWS")
                .set(
                        "identifiers",
                        sequence(Expression.template("arn:${data.aws_partition.current.partition}:iam::"
                                + "${data.aws_caller_identity.current.account_id}:root")));
    }

    static Block condition(String test, String variable, Expression... values) {
        return Block.of("condition").set("test", test).set("variable", variable).set("values", sequence(values));
    }

    /// What the statements above refer to.
    static List<Block> whoAndWhere() {
        return List.of(who(), where());
    }

    /// The account.
    static Block who() {
        return Block.data("aws_caller_identity", "current");
    }

    /// AWS itself, of which there are several.
    static Block where() {
        return Block.data("aws_partition", "current");
    }

    /// A name as statements and templates take it: letters and digits only (IAM user guide, elements of a policy,
    /// 2026-11).
    static String sid(String name) {
        StringBuilder sid = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                sid.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return sid.toString();
    }
}
