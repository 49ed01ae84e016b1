package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.OPENSEARCH;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.RABBITMQ;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ANY;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.atLeast;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// The logs, queues, brokers and search services of Amazon Web Services.
final class AwsMessaging {
    static final List<String> MSK =
            List.of("msk-replicator", "msk", "msk-serverless", "mirrormaker-2", "mirrormaker2", "mirrormaker");
    static final List<String> OPENSEARCH_SERVICE = List.of(
            "opensearch-cross-cluster-replication",
            "cross-cluster-replication",
            "cross-cluster",
            "opensearch-service",
            "opensearch",
            "multi-az-with-standby");
    static final List<String> BROKER = List.of("amazon-mq", "mq", "amazon-mq-cluster", "mq-cluster");
    static final List<String> ACTIVE_MQ =
            List.of("activemq", "amazon-mq-activemq", "active-standby", "mq-active-standby");
    static final List<String> BROKER_COPY = List.of(
            "amazon-mq-crdr", "crdr", "mq-crdr", "cross-region-data-replication", "mq-cross-region-data-replication");
    private static final String ZONES_GO_ON =
            "Each write is in several zones before it is acknowledged; the service goes on.";
    private static final String ZONE_MAJORITY = "The zones with a majority acknowledge.";

    private AwsMessaging() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.AWS, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("msk-multi-az", "MSK over zones")
                    .kinds(KAFKA)
                    .words(MSK)
                    .strong()
                    .takes(unpublished())
                    .onLoss("A replica in another zone leads each partition; with `acks=all` and `min.insync.replicas`"
                            + " of two nothing acknowledged is lost.")
                    .onCut("The side with the controllers' majority acknowledges.")
                    .read("Amazon MSK Developer Guide, Best practices: replication factor 3, min.insync.replicas 2;"
                            + " no time is published"),
            row("msk-replicator", "MSK Replicator")
                    .kinds(KAFKA)
                    .words(MSK)
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("Clients are pointed at the other cluster; records that had not been copied are missing,"
                            + " and some are read twice.")
                    .onCut("Both clusters acknowledge their own producers; copying resumes after the cut.")
                    .read("Amazon MSK Developer Guide, MSK Replicator: clients are pointed at the other cluster;"
                            + " asynchronous, no bound"),
            row("kinesis-zones", "Kinesis data stream over three zones")
                    .kinds(STREAM)
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss(ZONES_GO_ON)
                    .onCut(ZONE_MAJORITY)
                    .read("Amazon Kinesis Data Streams, FAQ, as quoted: synchronously over three zones of a "
                            + "Region"),
            row("kinesis-one-region", "Kinesis data stream, one Region")
                    .kinds(STREAM)
                    .words("kinesis", "kinesis-data-streams")
                    .region(ANY)
                    .takes(Span.NEVER)
                    .loses(Span.NEVER)
                    .onLoss("Kinesis copies no stream to another Region; producers and consumers need a stream there.")
                    .onCut("Each Region's stream acknowledges its own producers.")
                    .recalled("Amazon Kinesis Data Streams Developer Guide: a stream is in one Region, and no"
                            + " replication to another one is offered"),
            row("sqs-zones", "SQS over zones")
                    .kinds(QUEUE)
                    .words("sqs", "sns")
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss(ZONES_GO_ON)
                    .onCut(ZONE_MAJORITY)
                    .read("Amazon SQS Developer Guide, Standard queues: a message is stored in several zones "
                            + "before it is acknowledged, so the failure of a zone makes none inaccessible"),
            row("sqs-one-region", "SQS queue, one Region")
                    .kinds(QUEUE)
                    .words("sqs", "sns")
                    .region(ANY)
                    .takes(Span.NEVER)
                    .loses(Span.NEVER)
                    .onLoss("SQS and SNS copy nothing to another Region; what was queued is there when it returns.")
                    .onCut("Each Region's queue acknowledges its own producers.")
                    .read("Amazon SQS FAQs, How reliable is the storage of my data, as copied: queues and messages"
                            + " are within a single Region, over several zones; that SNS is the same is recalled"),
            row("eventbridge-global-endpoint", "EventBridge global endpoint")
                    .kinds(QUEUE, STREAM)
                    .words(
                            "eventbridge",
                            "eventbridge-global-endpoint",
                            "eventbridge-global-endpoints",
                            "global-endpoint",
                            "global-endpoints")
                    .onlyNamed()
                    .region(Row.ANY)
                    .everyWriter()
                    .takes(seconds(360, 420))
                    .loses(seconds(360, 420))
                    .onLoss(
                            "Events go to the bus of the secondary Region; those that had not been copied wait until the"
                                    + " Region returns.")
                    .onCut("The health check decides which Region accepts events.")
                    .read(
                            "Amazon EventBridge User Guide, Global endpoints: 360 s expected, 420 s at most for the time to"
                                    + " recover and the events left behind, with the prescribed alarms"),
            row("amazon-mq-rabbitmq-cluster", "Amazon MQ for RabbitMQ, cluster over three zones")
                    .kinds(RABBITMQ, QUEUE)
                    .words(BROKER)
                    .onlyNamed()
                    .loses(unpublished())
                    .takes(unpublished())
                    .onLoss("Two of three nodes go on; what a mirrored queue loses is not published.")
                    .onCut("The two nodes that see each other acknowledge; the third pauses.")
                    .read(
                            "Amazon MQ Developer Guide, RabbitMQ cluster deployment: three nodes in three zones, classic mirroring by default; no"
                                    + " time is published"),
            row("amazon-mq-active-standby", "Amazon MQ for ActiveMQ, active/standby over two zones")
                    .kinds(QUEUE)
                    .words(ACTIVE_MQ)
                    .words(BROKER_COPY)
                    .onlyNamed()
                    .strong()
                    .takes(unpublished())
                    .onLoss("The standby broker opens the shared storage of several zones and takes over.")
                    .onCut("The broker with the storage's lock acknowledges.")
                    .read("Amazon MQ Developer Guide, Active/standby brokers: shared storage on EFS; `a short"
                            + " while`, no time is published"),
            row("amazon-mq-crdr", "Amazon MQ cross-Region data replication")
                    .kinds(QUEUE)
                    .words(BROKER_COPY)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The replica broker is promoted by a call; messages that had not been copied are lost.")
                    .onCut("The primary broker goes on acknowledging and the replica falls behind.")
                    .read("Amazon MQ Developer Guide, Primary and replica brokers, and Initiating switchover or "
                            + "failover: asynchronous; by a call; a failover waits for no data and makes the "
                            + "replica available at once; no time is published"),
            row("opensearch-service-multi-az", "OpenSearch Service over zones")
                    .kinds(OPENSEARCH)
                    .words(OPENSEARCH_SERVICE)
                    .strong()
                    .takes(seconds(0, 300))
                    .onLoss("Replica shards in other zones are promoted; Multi-AZ with Standby fails over by itself.")
                    .onCut("The side with the majority of the dedicated masters acknowledges.")
                    .read("AWS Big Data Blog, OpenSearch Service Multi-AZ with Standby, 2023: less than a "
                            + "minute; Developer Guide (edition on GitHub), Multi-AZ domains: no downtime with "
                            + "three zones; 5 min to plan with is Meridian's"),
            row("opensearch-service-cross-cluster", "OpenSearch Service cross-cluster replication")
                    .kinds(OPENSEARCH)
                    .words(OPENSEARCH_SERVICE)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The follower indices are stopped from following and take writes; what had not been copied"
                            + " is lost.")
                    .onCut("The leader goes on acknowledging; the follower stays readable and falls behind.")
                    .read("Amazon OpenSearch Service Developer Guide, Cross-cluster replication: active/passive,"
                            + " asynchronous; no times are published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
