package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A Kafka of MSK in one region. Services sign in with IAM, by TLS, and in no other way.
final class Msk {
    /// Where brokers take on whoever signs in with IAM (MSK developer guide, port information, 2026-11).
    static final int PORT = 9098;

    private final Site site;
    private final MessageLog log;
    private final String label;

    private Msk(Site site, MessageLog log) {
        this.site = site;
        this.log = log;
        this.label = Root.label(log.store());
    }

    static List<Block> of(Site site, MessageLog log) {
        return new Msk(site, log).blocks();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(Reach.of(site, log.store()));
        blocks.add(Logs.group(site, label, "/aws/msk/" + log.name()));
        blocks.add(cluster());
        if (log.isMirrored()) {
            blocks.addAll(readByMirrors());
        }
        if (!log.topics().isEmpty()) {
            blocks.add(topics());
        }
        return blocks;
    }

    private Block cluster() {
        Block nodes = Block.of("broker_node_group_info")
                .set("instance_type", log.size().text())
                .set("client_subnets", Zones.first(site, MessageLog.BROKERS))
                .set("security_groups", sequence(reference("aws_security_group." + label + ".id")))
                .with(connectivity());
        return Block.resource("aws_msk_cluster", label)
                .set("cluster_name", log.name())
                .set("kafka_version", log.version())
                .set("number_of_broker_nodes", MessageLog.BROKERS)
                .set("enhanced_monitoring", "PER_BROKER")
                .with(nodes)
                .with(Block.of("client_authentication")
                        .set("unauthenticated", false)
                        .with(Block.of("sasl").set("iam", true)))
                .with(Block.of("encryption_info")
                        .set("encryption_at_rest_kms_key_arn", reference("aws_kms_key.data.arn"))
                        .with(Block.of("encryption_in_transit")
                                .set("client_broker", "TLS")
                                .set("in_cluster", true)))
                .with(Block.of("logging_info")
                        .with(Block.of("broker_logs")
                                .with(Block.of("cloudwatch_logs")
                                        .set("enabled", true)
                                        .set("log_group", reference("aws_cloudwatch_log_group." + label + ".name")))));
    }

    /// Nobody from outside; mirrors of other regions come by a way of MSK's own, which has to be opened for them.
    private Block connectivity() {
        Block none =
                Block.of("connectivity_info").with(Block.of("public_access").set("type", "DISABLED"));
        return log.isMirrored()
                ? none.with(Block.of("vpc_connectivity")
                        .with(Block.of("client_authentication")
                                .with(Block.of("sasl").set("iam", true))))
                : none;
    }

    /// What MSK asks for of a cluster that is mirrored to another region (MSK developer guide, preparing a
    /// source cluster, 2026-11). It says for whom it works when it takes on the role of a replicator, and its
    /// guide has a condition on `aws:SourceAccount` for that role and for MSK Connect; this policy its guide
    /// has without one, and nothing says that the key is there when a way is opened from another region. A
    /// condition on a key that is not there lets nobody in, and no mirror would be made. What is let in can
    /// open a way and ask where brokers are: whoever reads needs a role of this account for that
    /// (`kafka-cluster:` actions, which are not here).
    private List<Block> readByMirrors() {
        return List.of(
                Block.data("aws_iam_policy_document", label + "_mirrors")
                        .with(Policies.allows(
                                "Mirrors",
                                Policies.service(text("kafka.amazonaws.com")),
                                List.of(
                                        "kafka:CreateVpcConnection",
                                        "kafka:DescribeClusterV2",
                                        "kafka:GetBootstrapBrokers"),
                                reference("aws_msk_cluster." + label + ".arn"))),
                Block.resource("aws_msk_cluster_policy", label)
                        .set("cluster_arn", reference("aws_msk_cluster." + label + ".arn"))
                        .set("policy", reference("data.aws_iam_policy_document." + label + "_mirrors.json")));
    }

    /// The provider has no topics; CloudFormation has (ADR 22).
    private Block topics() {
        SequencedMap<String, Expression> resources = new LinkedHashMap<>();
        for (MessageLog.Topic topic : log.topics()) {
            String name = "Topic" + Policies.sid(topic.name());
            while (resources.containsKey(name)) {
                name += "X";
            }
            resources.put(name, topic(topic));
        }
        SequencedMap<String, Expression> template = new LinkedHashMap<>();
        template.put("Resources", mapping(resources));
        return Block.resource("aws_cloudformation_stack", label + "_topics")
                .set("name", log.name() + "-topics")
                .set("template_body", call("jsonencode", mapping(template)))
                .because(
                        "The provider has no topics of its own before 6.38. One that leaves this list is kept, with what is in it.");
    }

    private Expression topic(MessageLog.Topic topic) {
        SequencedMap<String, Expression> configuration = new LinkedHashMap<>();
        configuration.put("retention.ms", text("" + topic.keep().toMillis()));
        SequencedMap<String, Expression> properties = new LinkedHashMap<>();
        properties.put("ClusterArn", reference("aws_msk_cluster." + label + ".arn"));
        properties.put("TopicName", text(topic.name()));
        properties.put("PartitionCount", new Expression.Whole(topic.partitions()));
        properties.put("ReplicationFactor", new Expression.Whole(MessageLog.BROKERS));
        properties.put("Configs", call("base64encode", call("jsonencode", mapping(configuration))));
        SequencedMap<String, Expression> resource = new LinkedHashMap<>();
        resource.put("Type", text("AWS::MSK::Topic"));
        resource.put("DeletionPolicy", text("Retain"));
        resource.put("UpdateReplacePolicy", text("Retain"));
        resource.put("Properties", mapping(properties));
        return mapping(resource);
    }
}
