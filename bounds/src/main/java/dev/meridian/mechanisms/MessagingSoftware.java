package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.PROVIDER;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.ELASTICSEARCH;
import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.OPENSEARCH;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.RABBITMQ;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.util.List;

/// Logs, brokers and search engines that run on every cloud.
final class MessagingSoftware {
    private static final List<String> CROSS_CLUSTER =
            List.of("cross-cluster-replication", "ccr", "cross-cluster", "elasticsearch-ccr");
    private static final String BOTH_TAKE_THEIR_OWN =
            "Both clusters acknowledge their own producers; copying resumes after the cut.";

    private MessagingSoftware() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.SOFTWARE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("kafka-zones", "Kafka over racks")
                    .kinds(KAFKA, STREAM)
                    .strong()
                    .takes(seconds(9, 60))
                    .onLoss("A replica in sync in another zone leads each partition; with `acks=all` and"
                            + " `min.insync.replicas` of two nothing acknowledged is lost.")
                    .onCut("The side with the controllers' majority acknowledges.")
                    .read("Apache Kafka, KRaftConfigs: `broker.session.timeout.ms` of 9 s by default; 60 s to plan "
                            + "with is Meridian's"),
            row("kafka-stretched", "Kafka cluster stretched over regions")
                    .kinds(KAFKA, STREAM)
                    .words("stretched-cluster", "stretch-cluster", "kafka-stretched", "kraft", "isr")
                    .region(QUORUM, SYNC)
                    .strong()
                    .takes(seconds(9, 60))
                    .onLoss("A replica in sync in another region leads each partition if the controllers keep a"
                            + " majority and enough replicas are in sync.")
                    .onCut("The side with the controllers' majority acknowledges.")
                    .read("Apache Kafka, KRaftConfigs: `broker.session.timeout.ms` of 9 s by default; 60 s to plan "
                            + "with is Meridian's"),
            row("kafka-mirrormaker-2", "mirroring of topics")
                    .kinds(KAFKA, STREAM)
                    .words("mirrormaker-2", "mirrormaker2", "mirrormaker", "mirror-maker-2", "mm2")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Clients are pointed at the other cluster; records that had not been copied are missing,"
                            + " and some are read twice.")
                    .onCut(BOTH_TAKE_THEIR_OWN)
                    .read("Apache Kafka documentation (4.2), Geo-replication: MirrorMaker copies topics and offsets"
                            + " between clusters as a stream and measures its latency; no bound is published"),
            row("kafka-cluster-linking", "Cluster Linking")
                    .kinds(KAFKA, STREAM)
                    .words("cluster-linking", "confluent-cluster-linking", "cluster-link")
                    .region(ASYNC, PROVIDER)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The mirror topics are failed over by a call and take writes; records that had not been"
                            + " copied are lost.")
                    .onCut("The source goes on acknowledging; mirror topics stay read-only.")
                    .read("Confluent documentation, Cluster Linking (6.1), and CLI reference, kafka mirror failover:"
                            + " mirror topics are failed over by a call; a loss of nothing needs Multi-Region"
                            + " Clusters instead; no time is published"),
            row("rabbitmq-quorum-queues", "RabbitMQ quorum queues in one cluster")
                    .kinds(RABBITMQ, QUEUE)
                    .inModes(Row.ANY)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The members that are left elect a leader for each quorum queue; nothing confirmed is lost."
                            + " Classic mirrored queues exist no longer since 4.0.")
                    .onCut("The side with a majority of a queue's members confirms.")
                    .read("RabbitMQ documentation, Quorum queues: Raft; no time is published"),
            row("rabbitmq-federation", "RabbitMQ federation or shovel")
                    .kinds(RABBITMQ, QUEUE)
                    .words("federation", "shovel", "rabbitmq-federation", "rabbitmq-shovel")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other cluster takes messages; those that had not been forwarded stay in the lost"
                            + " region.")
                    .onCut(BOTH_TAKE_THEIR_OWN)
                    .read("RabbitMQ documentation, Distributed RabbitMQ: federation and shovel forward messages "
                            + "between brokers and copy no queue; no bound is published"),
            row("rabbitmq-warm-standby", "RabbitMQ warm standby replication")
                    .kinds(RABBITMQ, QUEUE)
                    .words("warm-standby-replication", "standby-replication", "schema-sync")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The downstream cluster is promoted; messages that had not been copied are lost.")
                    .onCut("The upstream cluster goes on confirming and the standby falls behind.")
                    .recalled("VMware Tanzu RabbitMQ documentation, Warm standby replication: asynchronous; no time is"
                            + " published"),
            row("search-zones", "search cluster over zones")
                    .kinds(ELASTICSEARCH, OPENSEARCH)
                    .strong()
                    .takes(unpublished())
                    .onLoss("Replica shards in other zones are promoted if the masters keep a majority.")
                    .onCut("The side with a majority of the eligible masters acknowledges.")
                    .read("Elasticsearch Guide, Resilience in larger clusters: resilient to the loss of a zone "
                            + "with replicas in other zones and masters in three; no time is published"),
            row("search-cross-cluster", "cross-cluster replication of indices")
                    .kinds(ELASTICSEARCH, OPENSEARCH)
                    .words(CROSS_CLUSTER)
                    .region(ASYNC, PROVIDER)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The follower indices are stopped from following and take writes; documents that had not"
                            + " been copied are lost.")
                    .onCut("The leader goes on acknowledging; the follower stays readable and falls behind.")
                    .read("Elasticsearch Guide, Cross-cluster replication: active/passive, read-only follower "
                            + "indices pull from the leader; no times are published"),
            row("search-both-ways", "cross-cluster replication of indices, both ways")
                    .kinds(ELASTICSEARCH, OPENSEARCH)
                    .words("bidirectional-ccr", "bi-directional-ccr", "bidirectional-cross-cluster-replication")
                    .region(MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Each cluster writes its own indices and goes on with them.")
                    .onCut(BOTH_TAKE_THEIR_OWN)
                    .read("Elasticsearch Guide, Cross-cluster replication, bi-directional: each cluster has leader "
                            + "and follower indices; no bound is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
