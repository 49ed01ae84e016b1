package dev.meridian.bounds;

import java.time.Duration;

/// What is published about the mechanisms that bring a store back: how long they take and what they lose, each at
/// best and to plan with. Providers mostly say *typically*, which is a best and no promise; the planning values
/// beside it are ours where the source has none, and say so. Looked up 2026-11.
@SuppressWarnings("ImmutableEnumChecker") // a Span is a record of optional durations, which cannot change
public enum Mechanism {
    RDS_MULTI_AZ(
            "RDS Multi-AZ failover",
            span(60, 180),
            Span.ZERO,
            "Amazon RDS User Guide, Failing over a Multi-AZ DB instance: typically 60 to 120 s, longer after large"
                    + " transactions; 180 s to plan with",
            true),
    RDS_CROSS_REGION_REPLICA(
            "promotion of an RDS cross-region replica",
            span(120, 900),
            span(1, 300),
            "Amazon RDS User Guide, read replicas: `several minutes` (read as two) and a reboot; lag of seconds"
                    + " typically and without bound; 15 min and 5 min to plan with",
            true),
    AURORA_MULTI_AZ(
            "Aurora failover to a replica",
            span(30, 60),
            Span.ZERO,
            "Amazon Aurora User Guide: typically less than 60 s, often less than 30 s",
            false),
    AURORA_GLOBAL(
            "Aurora global database failover",
            span(60, 300),
            Span.from(Duration.ofSeconds(1)),
            "Amazon Aurora User Guide: recovery in the order of minutes, 5 min to plan with; lag typically under a"
                    + " second and without bound unless rds.global_db_rpo is set",
            true),
    DYNAMODB_GLOBAL_EVENTUAL(
            "DynamoDB global table, eventual",
            Span.ZERO,
            Span.from(Duration.ofSeconds(1)),
            "Amazon DynamoDB Developer Guide, global tables: each replica is writable; typically within a second, no"
                    + " SLA on the lag",
            true),
    DYNAMODB_GLOBAL_STRONG(
            "DynamoDB global table, strong",
            Span.ZERO,
            Span.ZERO,
            "Amazon DynamoDB Developer Guide, multi-Region strong consistency: zero, in one of three sets of regions",
            true),
    ELASTICACHE_MULTI_AZ(
            "ElastiCache Multi-AZ failover",
            span(5, 60),
            span(1, 5),
            "Amazon ElastiCache: less than a minute, asynchronous",
            false),
    ELASTICACHE_GLOBAL(
            "promotion of an ElastiCache global datastore",
            span(60, 180),
            Span.from(Duration.ofSeconds(1)),
            "AWS disaster recovery workshop: 1 min, lag generally under a second; by hand only, 3 min to plan with",
            true),
    S3_REPLICATION(
            "S3 cross-region replication",
            Span.ZERO,
            Span.from(Duration.ofSeconds(1)),
            "Amazon S3 User Guide: most objects within 15 min, no bound",
            false),
    S3_REPLICATION_TIME_CONTROL(
            "S3 replication time control",
            Span.ZERO,
            span(1, 900),
            "Amazon S3 SLA: 99.9 % of objects within 15 min",
            true),
    MSK_REPLICATOR(
            "mirroring of topics",
            Span.ZERO,
            Span.from(Duration.ofSeconds(1)),
            "Amazon MSK Developer Guide, MSK Replicator: clients are pointed at the other cluster; asynchronous, no"
                    + " bound",
            true),
    MANAGED_QUEUE(
            "a managed queue, one region",
            Span.ZERO,
            Span.ZERO,
            "Amazon SQS: redundant over the zones of one region, never beyond it",
            false),
    IDENTITY_POOL(
            "an identity pool, one region",
            Span.NEVER,
            Span.NEVER,
            "Amazon Cognito: no replication, and passwords cannot be exported; a lost pool is built anew",
            false),
    MANAGED_ASYNCHRONOUS(
            "the provider's asynchronous replication",
            Span.from(Duration.ofSeconds(1)),
            Span.from(Duration.ofSeconds(1)),
            "no figure of this provider is known to this version",
            false),
    BOTH_WAYS(
            "streaming both ways",
            Span.ZERO,
            Span.from(Duration.ofMillis(1)),
            "asynchronous in both directions: what has not left is lost with its region, and nothing bounds it",
            true),
    OWN_PROMOTION(
            "promotion by Meridian's agent",
            Span.of(Duration.ofMillis(250), Duration.ofSeconds(10)),
            Span.ZERO,
            "PostgreSQL 18 under Meridian's agent, measured 2026-11: 0.1 to 0.2 s; 10 s to plan with until a drill in"
                    + " your cloud says better",
            true),
    OWN_ASYNCHRONOUS(
            "streaming that no commit waits for",
            Span.ZERO,
            Span.from(Duration.ofMillis(1)),
            "asynchronous: what is under way when the region dies is lost, and nothing bounds how much that is",
            true),
    MAJORITY_ELECTION(
            "election by a majority",
            span(1, 12),
            Span.ZERO,
            "MongoDB Manual: a median of 12 s to elect and recognise a new primary; CockroachDB and Raft logs are"
                    + " quicker",
            false),
    ZONE_REDUNDANT(
            "redundant over zones by itself",
            Span.ZERO,
            Span.ZERO,
            "Amazon S3, DynamoDB, SQS, MSK, EFS: each write is kept in several zones before it is acknowledged",
            false),
    POINT_IN_TIME(
            "restoring to a moment",
            span(600, 3_600),
            span(300, 300),
            "Amazon RDS User Guide: the log is uploaded every 5 min; a restore takes minutes to hours by size, 1 h to"
                    + " plan with",
            false),
    POINT_IN_TIME_ELSEWHERE(
            "restoring to a moment in another region",
            span(600, 3_600),
            span(300, 1_500),
            "Amazon RDS User Guide, cross-region automated backups: logs every 5 min, copied when ready; 25 min to"
                    + " plan with",
            true),
    DYNAMODB_POINT_IN_TIME(
            "restoring a table to a moment",
            span(600, 7_200),
            span(300, 300),
            "Amazon DynamoDB Developer Guide: up to five minutes ago, into a new table; 2 h to plan with",
            false),
    RESTORE(
            "restoring a backup",
            span(600, 3_600),
            Span.NEVER,
            "takes minutes to hours by size; 1 h to plan with",
            false),
    WARM_STANDBY(
            "scaling up a warm standby",
            span(60, 300),
            Span.ZERO,
            "pods in 15 to 30 s after their metrics, a node in 60 to 90 s; 5 min to plan with, capacity not guaranteed",
            true),
    PILOT_LIGHT(
            "starting compute from nothing",
            span(300, 1_200),
            Span.ZERO,
            "node group, images and a load balancer: 10 to 20 min to plan with, capacity not guaranteed",
            true),
    PEOPLE(
            "people who are called and decide",
            span(0, 900),
            Span.ZERO,
            "planning value, Meridian 2026-11: 15 min from the page to the decision",
            true),
    RESOLVER_TAIL(
            "resolvers and clients beyond the TTL",
            span(0, 40),
            Span.ZERO,
            "Flavel, Mani, Maltz, IEEE LANMAN 2014: with a TTL of 20 s 90 % of requests were right after 60 s, 98 %"
                    + " after 15 min; 8.74 % of resolvers stretch TTLs (PAM 2023)",
            true),
    RECORD_CHANGE(
            "a record that is changed",
            span(0, 60),
            Span.ZERO,
            "Amazon Route 53 Developer Guide: generally within 60 s on all servers",
            true),
    ALIAS(
            "an alias answer",
            span(60, 60),
            Span.ZERO,
            "Amazon Route 53 Developer Guide: the TTL of an alias to a load balancer is 60 s and cannot be changed",
            false),
    OBJECT_VERSIONS(
            "an older version of each object",
            Span.from(Duration.ZERO),
            Span.ZERO,
            "Amazon S3 User Guide, versioning: every version is kept until somebody deletes it",
            false);

    private final String text;
    private final Span recovery;
    private final Span loss;
    private final String source;
    private final boolean read;

    Mechanism(String text, Span recovery, Span loss, String source, boolean read) {
        this.text = text;
        this.recovery = recovery;
        this.loss = loss;
        this.source = source;
        this.read = read;
    }

    private static Span span(long best, long plan) {
        return Span.of(Duration.ofSeconds(best), Duration.ofSeconds(plan));
    }

    /// What it is, in a few words.
    public String text() {
        return text;
    }

    /// What it loses by, in a few words.
    public String lossText() {
        return switch (this) {
            case RDS_CROSS_REGION_REPLICA -> "lag of an RDS cross-region replica";
            case AURORA_GLOBAL -> "lag of an Aurora global database";
            case DYNAMODB_GLOBAL_EVENTUAL -> "lag of a DynamoDB global table";
            case ELASTICACHE_GLOBAL -> "lag of an ElastiCache global datastore";
            case S3_REPLICATION -> "lag of S3 cross-region replication";
            case MSK_REPLICATOR -> "lag of mirrored topics";
            case POINT_IN_TIME, POINT_IN_TIME_ELSEWHERE, DYNAMODB_POINT_IN_TIME -> "since the last restorable moment";
            default -> text;
        };
    }

    /// How long it takes.
    public Span recovery() {
        return recovery;
    }

    /// How much time of acknowledged writes it costs.
    public Span loss() {
        return loss;
    }

    /// Who says so, and whether that was read or is recalled.
    public String source() {
        return read ? source : source + " (recalled, not read again)";
    }
}
