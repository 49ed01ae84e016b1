package dev.meridian.bounds;

/// The availability that providers promise for their services, per month and backed by credits only. It is a lower
/// bound that somebody owes, not what the service reaches. From a list of SLA pages of 2023-01 (mikaelvesavuori,
/// cloud-sla) unless the sentence says otherwise; looked up 2026-11.
public enum ServiceLevel {
    DNS("authoritative DNS", 1.0, "Amazon Route 53 SLA: 100 % of the data plane"),
    CDN("content delivery network", 0.999, "Amazon CloudFront SLA"),
    ANYCAST("anycast accelerator", 0.9999, "AWS Global Accelerator SLA"),
    LOAD_BALANCER("load balancer", 0.9999, "Elastic Load Balancing SLA, two zones or more"),
    COMPUTE("compute over zones", 0.9999, "Amazon EC2 and Fargate region-level SLA, two zones or more"),
    MACHINE("one machine", 0.995, "Amazon EC2 instance-level SLA"),
    CLUSTER_API("cluster API", 0.9995, "Amazon EKS SLA: the API endpoint, not the nodes"),
    IMAGES("image registry", 0.999, "Amazon ECR SLA"),
    DATABASE("managed database over zones", 0.9995, "Amazon RDS Multi-AZ SLA"),
    DATABASE_ONE_ZONE("managed database in one zone", 0.995, "Amazon RDS Single-AZ SLA (recalled, not read again)"),
    DATABASE_CLUSTER("Aurora cluster", 0.9999, "Amazon Aurora SLA, two zones or more"),
    TABLE("DynamoDB table", 0.9999, "Amazon DynamoDB SLA, standard tables"),
    GLOBAL_TABLE("DynamoDB global table", 0.99999, "Amazon DynamoDB SLA, global tables"),
    MEMORY_STORE("managed Redis over zones", 0.999, "Amazon ElastiCache SLA of 2023; 99.99 since (not read again)"),
    TOPICS("managed Kafka", 0.999, "Amazon MSK SLA, two zones or more"),
    QUEUE("managed queue", 0.999, "Amazon SQS SLA"),
    OBJECTS("object storage", 0.999, "Amazon S3 Standard SLA"),
    SEARCH("managed search", 0.999, "Amazon OpenSearch Service SLA (recalled, not read again)"),
    IDENTITY("identity pool", 0.999, "Amazon Cognito SLA");

    private final String text;
    private final double share;
    private final String source;

    ServiceLevel(String text, double share, String source) {
        this.text = text;
        this.share = share;
        this.source = source;
    }

    /// What it is, in a few words.
    public String text() {
        return text;
    }

    /// As a fraction.
    public double share() {
        return share;
    }

    /// Who promises it.
    public String source() {
        return source;
    }
}
