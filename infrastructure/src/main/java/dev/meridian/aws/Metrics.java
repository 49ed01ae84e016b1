package dev.meridian.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Numbers that AWS counts, each with the names that it is counted by (the pages on CloudWatch metrics of the user
/// guides of ACM, Elastic Load Balancing, RDS, ElastiCache, DynamoDB, ECS, MSK and OpenSearch Service, and of the
/// developer
/// guides of Route 53 and CloudFront, 2026-11). An alarm by other names waits for ever for a number.
final class Metrics {
    private static final SequencedMap<String, List<List<String>>> DIMENSIONS = new LinkedHashMap<>();

    static {
        List<List<String>> balancer = List.of(List.of("LoadBalancer"), List.of("AvailabilityZone", "LoadBalancer"));
        List<List<String>> targets = List.of(
                List.of("LoadBalancer", "TargetGroup"), List.of("AvailabilityZone", "LoadBalancer", "TargetGroup"));
        all(
                "AWS/ApplicationELB",
                balancer,
                "HTTPCode_ELB_4XX_Count",
                "HTTPCode_ELB_5XX_Count",
                "RejectedConnectionCount");
        all("AWS/ApplicationELB", targets, "HealthyHostCount", "UnHealthyHostCount");
        all(
                "AWS/ApplicationELB",
                List.of(List.of("LoadBalancer"), List.of("LoadBalancer", "TargetGroup")),
                "HTTPCode_Target_5XX_Count",
                "RequestCount",
                "TargetResponseTime");
        all(
                "AWS/RDS",
                List.of(List.of("DBInstanceIdentifier")),
                "CPUUtilization",
                "DatabaseConnections",
                "FreeStorageSpace",
                "FreeableMemory",
                "ReplicaLag");
        all(
                "AWS/ElastiCache",
                List.of(List.of("CacheClusterId"), List.of("CacheClusterId", "CacheNodeId")),
                "CPUUtilization",
                "DatabaseMemoryUsagePercentage",
                "EngineCPUUtilization",
                "Evictions",
                "ReplicationLag");
        all("AWS/DynamoDB", List.of(List.of("ReceivingRegion", "TableName")), "ReplicationLatency");
        all("AWS/DynamoDB", List.of(List.of("TableName")), "ReadThrottleEvents", "WriteThrottleEvents");
        all(
                "AWS/ECS",
                List.of(List.of("ClusterName"), List.of("ClusterName", "ServiceName")),
                "CPUUtilization",
                "MemoryUtilization");
        all("AWS/Route53", List.of(List.of("HealthCheckId")), "HealthCheckPercentageHealthy", "HealthCheckStatus");
        all("AWS/CloudFront", List.of(List.of("DistributionId", "Region")), "5xxErrorRate", "TotalErrorRate");
        all("AWS/CertificateManager", List.of(List.of("CertificateArn")), "DaysToExpiry");
        all("AWS/Kafka", List.of(List.of("Cluster Name")), "ActiveControllerCount", "OfflinePartitionsCount");
        all(
                "AWS/ES",
                List.of(List.of("ClientId", "DomainName")),
                "CPUUtilization",
                "ClusterStatus.red",
                "FreeStorageSpace",
                "JVMMemoryPressure");
    }

    private Metrics() {}

    private static void all(String namespace, List<List<String>> dimensions, String... names) {
        for (String name : names) {
            DIMENSIONS.put(namespace + " " + name, dimensions);
        }
    }

    /// By which names a number is counted, each list in the order of the alphabet; none for a number that there is
    /// not.
    static List<List<String>> dimensions(String metric) {
        return DIMENSIONS.getOrDefault(metric, List.of());
    }

    /// What is of no region, and counted in one.
    static boolean isOfNoRegion(String namespace) {
        return namespace.equals("AWS/Route53") || namespace.equals("AWS/CloudFront");
    }
}
