package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.CASSANDRA;
import static dev.meridian.blueprint.StoreKind.DYNAMODB;
import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.MONGODB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.OPENSEARCH;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.RABBITMQ;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.VOLUME;
import static dev.meridian.mechanisms.Sla.Spread.ONE_ZONE;
import static dev.meridian.mechanisms.Sla.Spread.REGIONS;
import static dev.meridian.mechanisms.Sla.Spread.ZONES;
import static dev.meridian.mechanisms.Sla.Use.ACCELERATOR;
import static dev.meridian.mechanisms.Sla.Use.CDN;
import static dev.meridian.mechanisms.Sla.Use.CLUSTER_API;
import static dev.meridian.mechanisms.Sla.Use.COMPUTE;
import static dev.meridian.mechanisms.Sla.Use.DNS;
import static dev.meridian.mechanisms.Sla.Use.IMAGES;
import static dev.meridian.mechanisms.Sla.Use.LOAD_BALANCER;

import java.util.List;

/// The availability that Amazon Web Services owes.
final class AwsServiceLevels {
    private AwsServiceLevels() {}

    private static final List<Sla> ROWS = List.of(
            row("amazon-route-53", "Amazon Route 53")
                    .use(DNS)
                    .words("route53", "route-53")
                    .read(1.0, "Amazon Route 53 SLA: 100 % of the data plane; the control plane has none"),
            row("amazon-cloudfront", "Amazon CloudFront")
                    .use(CDN)
                    .words("cloudfront")
                    .read(0.999, "Amazon CloudFront SLA, as listed by cloud-sla (2023-01)"),
            row("aws-global-accelerator", "AWS Global Accelerator")
                    .use(ACCELERATOR)
                    .words("global-accelerator")
                    .read(0.9999, "AWS Global Accelerator SLA, as listed by cloud-sla (2023-01)"),
            row("elastic-load-balancing", "Elastic Load Balancing, two zones or more")
                    .use(LOAD_BALANCER)
                    .over(ZONES)
                    .read(0.9999, "Elastic Load Balancing SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-compute-zones", "Amazon EC2 and EKS nodes, two zones or more")
                    .use(COMPUTE)
                    .words("kubernetes", "ecs-ec2", "virtual-machines")
                    .over(ZONES)
                    .read(0.9999, "Amazon Compute SLA, region level, as listed by cloud-sla (2023-01)"),
            row("amazon-compute-instance", "one Amazon EC2 instance")
                    .use(COMPUTE)
                    .words("kubernetes", "ecs-ec2", "virtual-machines")
                    .over(ONE_ZONE)
                    .read(0.995, "Amazon Compute SLA, instance level, as listed by cloud-sla (2023-01)"),
            row("aws-fargate", "AWS Fargate, two zones or more")
                    .use(COMPUTE)
                    .words("ecs-fargate", "fargate")
                    .over(ZONES)
                    .read(
                            0.9999,
                            "Amazon Compute SLA, region level, as listed by cloud-sla (2023-01); tasks in one "
                                    + "zone have none"),
            row("aws-lambda", "AWS Lambda")
                    .use(COMPUTE)
                    .words("lambda", "functions", "serverless")
                    .read(0.9995, "AWS Lambda SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-eks", "Amazon EKS API")
                    .use(CLUSTER_API)
                    .words("kubernetes")
                    .read(0.9995, "Amazon EKS SLA: the API endpoint, not the nodes"),
            row("amazon-ecr", "Amazon ECR").use(IMAGES).read(0.999, "Amazon ECR SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-rds-multi-az", "Amazon RDS Multi-AZ")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(AwsDatabases.RDS)
                    .words(AwsDatabases.CLUSTER)
                    .over(ZONES)
                    .read(0.9995, "Amazon RDS SLA, Multi-AZ, as listed by cloud-sla (2023-01)"),
            row("amazon-rds-single-az", "Amazon RDS Single-AZ")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(AwsDatabases.RDS)
                    .over(ONE_ZONE)
                    .read(0.995, "Amazon RDS SLA, 2024-01-22, Single-DB Instance"),
            row("amazon-aurora", "Amazon Aurora, two zones or more")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(AwsDatabases.AURORA)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.9999, "Amazon Aurora SLA, Multi-AZ cluster, as listed by cloud-sla (2023-01)"),
            row("amazon-aurora-one-instance", "Amazon Aurora, one instance")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(AwsDatabases.AURORA)
                    .onlyNamed()
                    .over(ONE_ZONE)
                    .read(0.999, "Amazon Aurora SLA, 2022-05-19, Single-AZ cluster"),
            row("amazon-aurora-dsql", "Amazon Aurora DSQL in one Region")
                    .kinds(POSTGRESQL)
                    .words(AwsDatabases.DSQL)
                    .onlyNamed()
                    .read(0.9999, "Amazon Aurora DSQL SLA, 2025-05-27, Single-Region"),
            row("amazon-aurora-dsql-multi-region", "Amazon Aurora DSQL multi-Region")
                    .kinds(POSTGRESQL)
                    .words(AwsDatabases.DSQL)
                    .onlyNamed()
                    .over(REGIONS)
                    .read(0.99999, "Amazon Aurora DSQL SLA, 2025-05-27, Multi-Region"),
            row("amazon-dynamodb", "Amazon DynamoDB table")
                    .kinds(DYNAMODB)
                    .read(0.9999, "Amazon DynamoDB SLA, standard, as listed by cloud-sla (2023-01)"),
            row("amazon-dynamodb-global-tables", "Amazon DynamoDB global table")
                    .kinds(DYNAMODB)
                    .over(REGIONS)
                    .read(0.99999, "Amazon DynamoDB SLA, global tables, as listed by cloud-sla (2023-01)"),
            row("amazon-elasticache-multi-az", "Amazon ElastiCache Multi-AZ")
                    .kinds(REDIS, CACHE)
                    .words(AwsDatabases.ELASTICACHE)
                    .over(ZONES)
                    .read(
                            0.9999,
                            "AWS Database Blog, Introducing 99.99% availability with Amazon ElastiCache, 2023: "
                                    + "SLA of Multi-AZ; 99.9 % with nodes of a previous generation"),
            row("amazon-memorydb", "Amazon MemoryDB Multi-AZ")
                    .kinds(REDIS, CACHE)
                    .words(AwsDatabases.MEMORYDB)
                    .words(AwsDatabases.MEMORYDB_REGIONS)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.9999, "Amazon MemoryDB SLA, 2024-12-01, Multi-AZ; 99.999 % over Regions"),
            row("amazon-documentdb", "Amazon DocumentDB, two zones or more")
                    .kinds(MONGODB)
                    .words(AwsDatabases.DOCUMENTDB)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.999, "Amazon DocumentDB SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-keyspaces", "Amazon Keyspaces")
                    .kinds(CASSANDRA)
                    .words(AwsDatabases.KEYSPACES)
                    .onlyNamed()
                    .read(0.9999, "Amazon Keyspaces SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-msk", "Amazon MSK, two zones or more")
                    .kinds(KAFKA)
                    .words(AwsMessaging.MSK)
                    .over(ZONES)
                    .read(0.999, "Amazon MSK SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-kinesis", "Amazon Kinesis Data Streams")
                    .kinds(STREAM)
                    .words("kinesis", "kinesis-data-streams")
                    .read(0.999, "Amazon Kinesis SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-sqs", "Amazon SQS and SNS")
                    .kinds(QUEUE)
                    .words("sqs", "sns")
                    .read(0.999, "Amazon Messaging SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-mq", "Amazon MQ, cluster or active/standby")
                    .kinds(RABBITMQ, QUEUE)
                    .words(AwsMessaging.BROKER)
                    .words(AwsMessaging.ACTIVE_MQ)
                    .words(AwsMessaging.BROKER_COPY)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.999, "Amazon MQ SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-opensearch-service", "Amazon OpenSearch Service, two zones or more")
                    .kinds(OPENSEARCH)
                    .words(AwsMessaging.OPENSEARCH_SERVICE)
                    .over(ZONES)
                    .read(
                            0.999,
                            "Amazon OpenSearch Service SLA, as listed by cloud-sla (2023-01); AWS Big Data Blog, "
                                    + "Multi-AZ with Standby, 2023: 99.99 % with standby"),
            row("amazon-s3", "Amazon S3 Standard")
                    .kinds(OBJECT)
                    .words(AwsStorage.S3)
                    .words(AwsStorage.TIME_CONTROL)
                    .read(0.999, "Amazon S3 SLA, Standard; 99.99 % is the design target"),
            row("amazon-efs", "Amazon EFS Standard")
                    .kinds(VOLUME)
                    .words(AwsStorage.EFS)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.9999, "Amazon EFS SLA, Standard, as listed by cloud-sla (2023-01)"),
            row("amazon-efs-one-zone", "Amazon EFS One Zone")
                    .kinds(VOLUME)
                    .words(AwsStorage.EFS)
                    .onlyNamed()
                    .over(ONE_ZONE)
                    .read(0.999, "Amazon EFS SLA, One Zone, as listed by cloud-sla (2023-01)"),
            row("amazon-ebs", "one Amazon EBS volume")
                    .kinds(VOLUME)
                    .words(AwsStorage.EBS)
                    .onlyNamed()
                    .read(0.999, "Amazon Elastic Block Store SLA, 2022-05-31, Volume-Level"),
            row("aws-secrets-manager", "AWS Secrets Manager")
                    .kinds(VAULT)
                    .words(AwsStorage.SECRETS)
                    .read(0.999, "AWS Secrets Manager SLA, as listed by cloud-sla (2023-01)"),
            row("amazon-cognito", "Amazon Cognito user pool")
                    .kinds(IDENTITY)
                    .words("cognito", "cognito-user-pool")
                    .read(0.999, "Amazon Cognito SLA, as listed by cloud-sla (2023-01)"));

    static List<Sla> rows() {
        return ROWS;
    }

    private static Sla.Row row(String id, String service) {
        return Sla.of(Provider.AWS, id, service);
    }
}
