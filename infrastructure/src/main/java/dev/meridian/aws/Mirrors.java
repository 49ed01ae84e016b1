package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// What copies messages from the Kafka of one region into that of the other: MSK Replicator, which works where the
/// copies go (ADR 22). It finds both clusters by their names.
final class Mirrors {
    private static final String SERVICE = "kafka.amazonaws.com";

    /// What it keeps for itself in the cluster that it reads from (MSK developer guide, service execution role
    /// of a replicator, 2026-11).
    private static final List<String> OWN =
            List.of("*__amazon_msk_replicator_*", "*.checkpoints.internal", "mskr-offset-syncs.*");

    private final MessageLog.Mirror mirror;
    private final String from;
    private final String to;
    private final String label;

    private Mirrors(Estate.Link link, MessageLog.Mirror mirror) {
        this.mirror = mirror;
        this.from = Pair.side(link, mirror.from().region());
        this.to = Pair.side(link, mirror.to().region());
        this.label = Root.label(mirror.store()) + "_" + to;
    }

    static List<Block> of(Estate.Link link, Site here, Site there) {
        List<Block> blocks = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (MessageLog.Mirror one : link.copies().mirrors()) {
            Mirrors mirrors = new Mirrors(link, one);
            for (MessageLog.Place place : List.of(one.from(), one.to())) {
                String side = Pair.side(link, place.region());
                if (!found.contains(one.store() + side)) {
                    found.add(one.store() + side);
                    blocks.addAll(mirrors.cluster(place, side, side.equals(Pair.HERE) ? here : there));
                }
            }
            blocks.add(mirrors.group());
        }
        for (MessageLog.Mirror one : link.copies().mirrors()) {
            blocks.addAll(new Mirrors(link, one).blocks());
        }
        return blocks;
    }

    /// As the root calls what it finds of the Kafka on one side.
    private String at(String side) {
        return Root.label(mirror.store()) + "_" + side;
    }

    private List<Block> cluster(MessageLog.Place place, String side, Site site) {
        List<String> subnets = site.network().zones().stream()
                .limit(3)
                .map(zone -> site.name() + "-" + Site.Tier.DATABASE.word() + "-" + zone.letter())
                .toList();
        return List.of(
                Block.data("aws_msk_cluster", at(side))
                        .set("provider", reference("aws." + side))
                        .set("cluster_name", place.name()),
                Block.data("aws_subnets", at(side))
                        .set("provider", reference("aws." + side))
                        .with(Block.of("filter").set("name", "tag:Name").set("values", texts(subnets))));
    }

    /// Who reaches the Kafka that it writes into.
    private Block group() {
        return Block.data("aws_security_group", at(to))
                .set("provider", reference("aws." + to))
                .set("name", mirror.to().name());
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Block> role = new ArrayList<>(Policies.role(label, mirror.role(), SERVICE));
        role.addAll(Policies.attached(label, mirror.role(), mayMirror()));
        role.forEach(block -> blocks.add(block.set("provider", reference("aws." + to))));
        blocks.addAll(reach());
        blocks.add(replicator());
        return blocks;
    }

    /// It reaches the Kafka that it writes into by the network there; to the other one MSK has a way of its own.
    private List<Block> reach() {
        String name = mirror.to().name() + "-mirror-of-" + mirror.from().region();
        String target = "data.aws_security_group." + at(to);
        return List.of(
                Block.resource("aws_security_group", label)
                        .set("provider", reference("aws." + to))
                        .set("name", name)
                        .set(
                                "description",
                                "What copies " + mirror.store() + " from "
                                        + mirror.from().region())
                        .set("vpc_id", reference(target + ".vpc_id"))
                        .set("tags", Setup.named(name)),
                rule(Block.resource("aws_vpc_security_group_egress_rule", label), "aws_security_group." + label, target)
                        .set("description", "The Kafka that it writes into"),
                rule(
                                Block.resource("aws_vpc_security_group_ingress_rule", label),
                                target,
                                "aws_security_group." + label)
                        .set("description", "Copies from " + mirror.from().region()));
    }

    private Block rule(Block block, String group, String other) {
        return block.set("provider", reference("aws." + to))
                .set("security_group_id", reference(group + ".id"))
                .set("referenced_security_group_id", reference(other + ".id"))
                .set("ip_protocol", "tcp")
                .set("from_port", Msk.PORT)
                .set("to_port", Msk.PORT);
    }

    /// What the role of AWS's own for this may do to every Kafka, to these two only (AWS managed policy reference,
    /// AWSMSKReplicatorExecutionRole, 2026-11).
    private List<Block> mayMirror() {
        return List.of(clusters(), reading(), writing(), own(), groups());
    }

    private Block clusters() {
        return Policies.allows(
                "Clusters",
                List.of(
                        "kafka-cluster:AlterCluster",
                        "kafka-cluster:Connect",
                        "kafka-cluster:DescribeCluster",
                        "kafka-cluster:WriteDataIdempotently"),
                reference("data.aws_msk_cluster." + at(from) + ".arn"),
                reference("data.aws_msk_cluster." + at(to) + ".arn"));
    }

    private Block reading() {
        return Policies.allows(
                "Read",
                List.of(
                        "kafka-cluster:DescribeTopic",
                        "kafka-cluster:DescribeTopicDynamicConfiguration",
                        "kafka-cluster:ReadData"),
                within(from, "topic"));
    }

    private Block writing() {
        return Policies.allows(
                "Write",
                List.of(
                        "kafka-cluster:AlterTopic",
                        "kafka-cluster:AlterTopicDynamicConfiguration",
                        "kafka-cluster:CreateTopic",
                        "kafka-cluster:DescribeTopic",
                        "kafka-cluster:DescribeTopicDynamicConfiguration",
                        "kafka-cluster:ReadData",
                        "kafka-cluster:WriteData"),
                within(to, "topic"));
    }

    private Block own() {
        return Policies.allows(
                        "Own",
                        List.of(
                                "kafka-cluster:AlterTopic",
                                "kafka-cluster:AlterTopicDynamicConfiguration",
                                "kafka-cluster:CreateTopic",
                                "kafka-cluster:WriteData"),
                        OWN.stream()
                                .map(name -> template("${" + moved(from, "topic") + "}/" + name))
                                .toArray(Expression[]::new))
                .because("Where it notes how far it has come.");
    }

    private Block groups() {
        return Policies.allows(
                "Groups",
                List.of("kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"),
                within(from, "group"),
                within(to, "group"));
    }

    /// Topics and groups of a cluster are named after it.
    private String moved(String side, String kind) {
        return "replace(data.aws_msk_cluster." + at(side) + ".arn, \":cluster/\", \":" + kind + "/\")";
    }

    private Expression within(String side, String kind) {
        return template("${" + moved(side, kind) + "}/*");
    }

    private Block replicator() {
        return Block.resource("aws_msk_replicator", label)
                .set("provider", reference("aws." + to))
                .set("replicator_name", mirror.role())
                .set(
                        "description",
                        mirror.store() + " of " + mirror.from().region() + " in "
                                + mirror.to().region())
                .set("service_execution_role_arn", reference("aws_iam_role." + label + ".arn"))
                .with(place(from))
                .with(place(to))
                .with(Block.of("replication_info_list")
                        .set("source_kafka_cluster_arn", reference("data.aws_msk_cluster." + at(from) + ".arn"))
                        .set("target_kafka_cluster_arn", reference("data.aws_msk_cluster." + at(to) + ".arn"))
                        .set(
                                "target_compression_type",
                                text("ZSTD"),
                                "Copies need no more room than what producers compress as they like.")
                        .with(topics())
                        .with(Block.of("consumer_group_replication")
                                .set("consumer_groups_to_replicate", texts(List.of(".*")))
                                .set("detect_and_copy_new_consumer_groups", true)
                                .set("synchronise_consumer_group_offsets", true)))
                .set("depends_on", sequence(reference("aws_iam_role_policy." + label)));
    }

    private Block place(String side) {
        Block vpc = Block.of("vpc_config").set("subnet_ids", reference("data.aws_subnets." + at(side) + ".ids"));
        return Block.of("kafka_cluster")
                .with(Block.of("amazon_msk_cluster")
                        .set("msk_cluster_arn", reference("data.aws_msk_cluster." + at(side) + ".arn")))
                .with(
                        side.equals(to)
                                ? vpc.set(
                                        "security_groups_ids",
                                        sequence(reference("aws_security_group." + label + ".id")))
                                : vpc);
    }

    private Block topics() {
        List<String> names = mirror.topics().isEmpty()
                ? List.of(".*")
                : mirror.topics().stream()
                        .map(topic -> topic.replace(".", "\\."))
                        .toList();
        return Block.of("topic_replication")
                .set("topics_to_replicate", texts(names))
                .set("copy_access_control_lists_for_topics", false)
                .set("copy_topic_configurations", true)
                .set("detect_and_copy_new_topics", true)
                .with(Block.of("starting_position").set("type", "EARLIEST"))
                .with(Block.of("topic_name_configuration")
                        .set("type", mirror.keepsNames() ? "IDENTICAL" : "PREFIXED_WITH_SOURCE_CLUSTER_ALIAS"));
    }
}
