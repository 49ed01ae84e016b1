package dev.meridian.dashboards;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Numbers that AWS counts, each with the names that it is counted by (the pages on CloudWatch metrics of the
/// user guides of ACM, Elastic Load Balancing, RDS, Aurora, ElastiCache, S3, and of the developer guides of
/// DynamoDB, ECS, MSK (Express brokers, Replicator), OpenSearch Service, Route 53, CloudFront and WAF; the
/// CloudWatch user guide on estimated charges; all 2026-11). Who asks for a number by other names waits for ever
/// for it.
public final class Metrics {
    private static final String EVERYWHERE = "us-east-1";

    /// What is of no region, and counted in one.
    private static final List<String> OF_NO_REGION = List.of("AWS/Billing", "AWS/CloudFront", "AWS/Route53");

    private static final SequencedMap<String, List<List<String>>> DIMENSIONS = new LinkedHashMap<>();

    static {
        balancers();
        stores();
        tables();
        searches();
        streams();
        all("AWS/ECS", by("ClusterName", "ClusterName, ServiceName"), "CPUUtilization", "MemoryUtilization");
        all(
                "ECS/ContainerInsights",
                by("ClusterName", "ClusterName, ServiceName"),
                "DesiredTaskCount",
                "RunningTaskCount");
        all("AWS/Route53", by("HealthCheckId"), "HealthCheckPercentageHealthy", "HealthCheckStatus");
        all(
                "AWS/CloudFront",
                by("DistributionId, Region"),
                "4xxErrorRate",
                "5xxErrorRate",
                "BytesDownloaded",
                "Requests",
                "TotalErrorRate");
        all("AWS/WAFV2", by("Region, Rule, WebACL", "Rule, WebACL"), "AllowedRequests", "BlockedRequests");
        all("AWS/CertificateManager", by("CertificateArn"), "DaysToExpiry");
        all("AWS/Billing", by("Currency", "Currency, ServiceName"), "EstimatedCharges");
    }

    private Metrics() {}

    private static void balancers() {
        String space = "AWS/ApplicationELB";
        List<List<String>> whole = by("LoadBalancer", "AvailabilityZone, LoadBalancer");
        List<List<String>> targets = by("LoadBalancer, TargetGroup", "AvailabilityZone, LoadBalancer, TargetGroup");
        List<List<String>> both = by("LoadBalancer", "LoadBalancer, TargetGroup");
        all(space, whole, "HTTPCode_ELB_4XX_Count", "HTTPCode_ELB_5XX_Count", "RejectedConnectionCount");
        all(space, targets, "HealthyHostCount", "UnHealthyHostCount");
        all(
                space,
                both,
                "HTTPCode_Target_4XX_Count",
                "HTTPCode_Target_5XX_Count",
                "RequestCount",
                "TargetResponseTime");
    }

    private static void stores() {
        all(
                "AWS/RDS",
                by("DBInstanceIdentifier"),
                "CPUUtilization",
                "DatabaseConnections",
                "FreeStorageSpace",
                "FreeableMemory",
                "OldestReplicationSlotLag",
                "ReadIOPS",
                "ReadLatency",
                "ReplicaLag",
                "TransactionLogsDiskUsage",
                "WriteIOPS",
                "WriteLatency");
        all("AWS/RDS", by("DBClusterIdentifier"), "AuroraGlobalDBRPOLag", "AuroraGlobalDBReplicationLag");
        all("AWS/RDS", by("DBInstanceIdentifier"), "FreeLocalStorage");
        all(
                "AWS/ElastiCache",
                by("CacheClusterId", "CacheClusterId, CacheNodeId"),
                "CPUUtilization",
                "CacheHitRate",
                "CurrConnections",
                "DatabaseMemoryUsagePercentage",
                "EngineCPUUtilization",
                "Evictions",
                "GlobalDatastoreReplicationLag",
                "ReplicationLag",
                "SuccessfulReadRequestLatency");
    }

    private static void tables() {
        all("AWS/DynamoDB", by("ReceivingRegion, TableName"), "ReplicationLatency");
        all(
                "AWS/DynamoDB",
                by("TableName"),
                "ConsumedReadCapacityUnits",
                "ConsumedWriteCapacityUnits",
                "ReadThrottleEvents",
                "WriteThrottleEvents");
        all("AWS/DynamoDB", by("Operation, TableName"), "SuccessfulRequestLatency", "SystemErrors");
    }

    private static void searches() {
        all(
                "AWS/ES",
                by("ClientId, DomainName"),
                "CPUUtilization",
                "ClusterIndexWritesBlocked",
                "ClusterStatus.red",
                "ClusterStatus.yellow",
                "FreeStorageSpace",
                "IndexingRate",
                "JVMMemoryPressure",
                "SearchLatency",
                "SearchRate");
    }

    private static void streams() {
        all("AWS/Kafka", by("Cluster Name"), "ActiveControllerCount", "GlobalPartitionCount");
        all(
                "AWS/Kafka",
                by("Broker ID, Cluster Name", "Broker ID, Cluster Name, Topic"),
                "BytesInPerSec",
                "BytesOutPerSec",
                "MessagesInPerSec");
        all("AWS/Kafka", by("Broker ID, Cluster Name"), "CpuSystem", "CpuUser");
        all("AWS/Kafka", by("Cluster Name, Consumer Group, Topic"), "EstimatedMaxTimeLag", "SumOffsetLag");
        all("AWS/Kafka", by("ReplicatorName", "ReplicatorName, Topic"), "MessageLag", "ReplicationLatency");
        all("AWS/Kafka", by("ReplicatorName"), "ReplicatorFailure");
        all(
                "AWS/S3",
                by("DestinationBucket, RuleId, SourceBucket"),
                "BytesPendingReplication",
                "OperationsFailedReplication",
                "OperationsPendingReplication",
                "ReplicationLatency");
    }

    /// Lists of names, in the order of the alphabet.
    private static List<List<String>> by(String... lists) {
        return Arrays.stream(lists).map(list -> List.of(list.split(", "))).toList();
    }

    private static void all(String namespace, List<List<String>> dimensions, String... names) {
        for (String name : names) {
            DIMENSIONS.put(namespace + " " + name, dimensions);
        }
    }

    /// By which names a number is counted, each list in the order of the alphabet; none for a number that there is
    /// not.
    public static List<List<String>> dimensions(String metric) {
        return DIMENSIONS.getOrDefault(metric, List.of());
    }

    /// Why nobody will ever see a number; empty for one that is counted.
    ///
    /// @param metric namespace and name
    /// @param asked names that it is asked for by, in the order of the alphabet
    /// @param region in which it is looked for
    public static Optional<String> fault(String metric, List<String> asked, String region) {
        List<List<String>> known = dimensions(metric);
        String namespace = metric.substring(0, metric.indexOf(' '));
        if (known.isEmpty()) {
            return Optional.of("looks at " + metric + ", which nothing counts");
        }
        if (!known.contains(asked)) {
            return Optional.of("looks at " + metric + " by " + asked + ", and it is counted by " + known);
        }
        boolean isElsewhere = OF_NO_REGION.contains(namespace) && !region.equals(EVERYWHERE);
        return isElsewhere
                ? Optional.of("looks at " + metric + " in " + region + ", and it is counted in " + EVERYWHERE)
                : Optional.empty();
    }
}
