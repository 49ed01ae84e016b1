package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.CASSANDRA;
import static dev.meridian.blueprint.StoreKind.DYNAMODB;
import static dev.meridian.blueprint.StoreKind.MONGODB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Mechanism.Starter.PERSON;
import static dev.meridian.mechanisms.Row.AGREED;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.atLeast;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The databases of Amazon Web Services.
final class AwsDatabases {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during the cut makes two writers"
                    + " with different histories.";
    private static final String ZONE_CUT =
            "The side that the provider elects acknowledges; the other one stops, and nothing acknowledged is lost.";

    static final List<String> RDS = List.of(
            "rds-cross-region-replica",
            "rds",
            "rds-multi-az",
            "multi-az",
            "multi-az-instance",
            "rds-cross-region-read-replica",
            "cross-region-replica",
            "cross-region-read-replica",
            "rds-read-replica",
            "read-replica",
            "rds-replica",
            "rds-automated-backups",
            "streaming",
            "streaming-replication",
            "physical-replication",
            "binlog-replication",
            "asynchronous-replication");
    static final List<String> CLUSTER = List.of("rds-multi-az-cluster", "multi-az-cluster");
    static final List<String> AURORA =
            List.of("aurora-global-database", "aurora-global", "aurora", "aurora-serverless", "aurora-replica");
    static final List<String> DSQL = List.of("aurora-dsql", "dsql", "aurora-dsql-multi-region", "dsql-multi-region");
    static final List<String> DOCUMENTDB =
            List.of("documentdb-global-cluster", "documentdb-global", "documentdb", "documentdb-global-clusters");
    static final List<String> KEYSPACES =
            List.of("keyspaces-multi-region", "keyspaces", "keyspaces-multi-region-replication");
    static final List<String> ELASTICACHE =
            List.of("elasticache-global-datastore", "global-datastore", "elasticache", "elasticache-multi-az");
    static final List<String> MEMORYDB = List.of("memorydb", "memorydb-multi-az");
    static final List<String> MEMORYDB_REGIONS = List.of("memorydb-multi-region");

    private AwsDatabases() {}

    static List<Mechanism> rows() {
        return Stream.of(RDS_ROWS, AURORA_ROWS, TABLES_ROWS, MEMORY_ROWS)
                .flatMap(List::stream)
                .toList();
    }

    private static Row row(String id, String name) {
        return Row.of(Provider.AWS, id, name);
    }

    private static final List<Mechanism> RDS_ROWS = List.of(
            row("rds-multi-az", "RDS Multi-AZ failover")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(RDS)
                    .strong()
                    .takes(seconds(60, 180))
                    .onLoss("RDS promotes the synchronous standby of another zone and moves the endpoint's name.")
                    .onCut(ZONE_CUT)
                    .read("Amazon RDS User Guide, Failing over a Multi-AZ DB instance: typically 60 to 120 s, longer"
                            + " after large transactions; 180 s to plan with is Meridian's"),
            row("rds-multi-az-cluster", "RDS Multi-AZ DB cluster failover")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(CLUSTER)
                    .onlyNamed()
                    .strong()
                    .takes(seconds(35, 60))
                    .onLoss("RDS promotes the reader with the newest changes after it has applied them.")
                    .onCut(ZONE_CUT)
                    .read("Amazon RDS User Guide, Failing over a Multi-AZ DB cluster: typically under 35 s, longer"
                            + " with replica lag; 60 s to plan with is Meridian's"),
            row("rds-cross-region-replica", "RDS cross-region replica promotion")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(RDS)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(2, 15))
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("The replica is promoted by a call and reboots; changes that had not reached it are"
                            + " lost, and the way back is a new replica.")
                    .onCut(TWO_WRITERS)
                    .read("Amazon RDS User Guide, Promoting a read replica: `several minutes` (read as two) and a"
                            + " reboot, 15 min to plan with is Meridian's; lag of seconds typically and without"
                            + " bound"),
            row("rds-point-in-time", "RDS point-in-time restore")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(RDS)
                    .words(CLUSTER)
                    .damage()
                    .takes(minutes(10, 60))
                    .loses(minutes(5, 5))
                    .onLoss("A new instance is made from a snapshot and the logs up to the chosen moment.")
                    .onCut("No writes are involved.")
                    .read("Amazon RDS User Guide, Restoring a DB instance to a specified time: logs are uploaded every"
                            + " 5 min; a restore takes minutes to hours by size, 1 h to plan with is Meridian's"),
            row("rds-cross-region-automated-backups", "RDS cross-region automated backups")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(RDS)
                    .words(CLUSTER)
                    .damageElsewhere()
                    .takes(minutes(10, 60))
                    .loses(minutes(5, 25))
                    .onLoss("A new instance is made in the other region from the copied snapshots and logs.")
                    .onCut("Logs are copied after the cut; until then the restorable moment gets older.")
                    .read("Amazon RDS User Guide, Replicating automated backups to another Region: logs every 5 min,"
                            + " copied when ready; 25 min and 1 h to plan with are Meridian's"));

    private static final List<Mechanism> AURORA_ROWS = List.of(
            row("aurora-multi-az", "Aurora failover to a replica")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(AURORA)
                    .onlyNamed()
                    .strong()
                    .takes(seconds(30, 120))
                    .onLoss("Aurora promotes a replica that shares the storage of three zones; without a replica it"
                            + " creates an instance, which takes up to 10 min.")
                    .onCut("Storage acknowledges with four of six copies, so the side with one zone stops.")
                    .read("Amazon Aurora User Guide, High availability for Aurora: often less than 30 s; the edition of"
                            + " 2023 has less than 120 s, which is planned with"),
            row("aurora-global-database", "Aurora global database failover")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(AURORA)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(1, 8))
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("The secondary cluster is promoted by a call that allows data loss; changes that had not"
                            + " reached it are lost unless `rds.global_db_rpo` blocked them.")
                    .onCut("The primary goes on acknowledging (it blocks commits where `rds.global_db_rpo` is set and"
                            + " exceeded); a promotion during the cut makes two writers, since the old one is"
                            + " fenced only as far as it can be reached.")
                    .read("Amazon Aurora User Guide, Using switchover or failover in a global database: recovery in the"
                            + " order of minutes; a report of about 8 min between Regions (keycloak-benchmark issue"
                            + " 445, 2023-10) is planned with; lag typically under a second and without bound"),
            row("aurora-point-in-time", "Aurora point-in-time restore")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(AURORA)
                    .onlyNamed()
                    .damage()
                    .takes(minutes(10, 60))
                    .loses(minutes(5, 5))
                    .onLoss("A new cluster is made from the continuous backup up to the chosen moment.")
                    .onCut("No writes are involved.")
                    .read("Amazon Aurora User Guide (edition on GitHub), Overview of backing up and restoring "
                            + "an Aurora DB cluster: the latest restorable time is typically within 5 min; 1 h to "
                            + "plan with is Meridian's"),
            row("aurora-dsql", "Aurora DSQL multi-Region cluster")
                    .kinds(POSTGRESQL)
                    .words(DSQL)
                    .onlyNamed()
                    .region(AGREED)
                    .everyWriter()
                    .strong()
                    .takes(unpublished())
                    .onLoss("The other region goes on, because it and the witness Region are a majority; nothing"
                            + " acknowledged is lost.")
                    .onCut("The side with the witness Region acknowledges; the other side refuses writes.")
                    .read("Amazon Aurora DSQL User Guide, What is Amazon Aurora DSQL, and Configuring multi-Region "
                            + "clusters: synchronous, strongly consistent reads and writes in two Regions, with a "
                            + "witness Region; no recovery time is published"),
            row("aurora-dsql-zones", "Aurora DSQL in one Region")
                    .kinds(POSTGRESQL)
                    .words(DSQL)
                    .onlyNamed()
                    .strong()
                    .everyWriter()
                    .takes(unpublished())
                    .onLoss("Two of three zones go on; nothing acknowledged is lost.")
                    .onCut("Two of three zones acknowledge; the third refuses writes.")
                    .read("Amazon Aurora DSQL User Guide, What is Amazon Aurora DSQL: redundant over three zones, "
                            + "synchronous, recovers by itself; no recovery time is published"));

    private static final List<Mechanism> TABLES_ROWS = List.of(
            row("dynamodb-zones", "DynamoDB over three zones")
                    .kinds(DYNAMODB)
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("Each write is in several zones before it is acknowledged; the table goes on.")
                    .onCut("The zones with a majority acknowledge.")
                    .read("AWS CLI reference, dynamodb: data is replicated over several zones of a Region; over "
                            + "three and synchronously, as its FAQ is quoted"),
            row("dynamodb-global-eventual", "DynamoDB global table, eventual")
                    .kinds(DYNAMODB)
                    .words("global-tables", "global-table", "dynamodb-global-tables", "dynamodb-global-table", "mrec")
                    .levels("eventual")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("Every replica is writable, so nothing is promoted; writes that had not left the region"
                            + " appear when it returns, or never.")
                    .onCut("Both sides acknowledge; for an item that both wrote the last write wins and the other one"
                            + " is lost.")
                    .read("Amazon DynamoDB Developer Guide, Global tables: each replica is writable; typically within"
                            + " a second, no SLA on the lag"),
            row("dynamodb-global-strong", "DynamoDB global table, strong")
                    .kinds(DYNAMODB)
                    .words("global-tables", "global-table", "dynamodb-global-tables", "dynamodb-global-table", "mrsc")
                    .levels("strong")
                    .region(AGREED)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("The two other Regions of the set go on; nothing acknowledged is lost.")
                    .onCut("The side with two of the three Regions acknowledges; the third refuses writes and strong"
                            + " reads.")
                    .read("Amazon DynamoDB Developer Guide, multi-Region strong consistency: zero, in one of three"
                            + " sets of Regions"),
            row("dynamodb-point-in-time", "DynamoDB point-in-time restore")
                    .kinds(DYNAMODB)
                    .damage()
                    .takes(minutes(10, 120))
                    .loses(minutes(5, 5))
                    .onLoss("A new table is made as of the chosen moment.")
                    .onCut("No writes are involved.")
                    .read("Amazon DynamoDB Developer Guide, Point-in-time recovery: up to five minutes ago, into a"
                            + " new table; 2 h to plan with is Meridian's"),
            row("dynamodb-point-in-time-elsewhere", "DynamoDB point-in-time restore in another Region")
                    .kinds(DYNAMODB)
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A backup restores in another Region while the source Region answers, or from a copy that"
                            + " AWS Backup made.")
                    .onCut("No writes are involved.")
                    .read("Amazon DynamoDB Developer Guide, Point-in-time recovery: cross-Region restores need the"
                            + " source Region; no time is published"),
            row("documentdb-zones", "DocumentDB failover to a replica")
                    .kinds(MONGODB)
                    .words(DOCUMENTDB)
                    .onlyNamed()
                    .strong()
                    .takes(seconds(30, 120))
                    .onLoss("DocumentDB promotes a replica that shares the storage of three zones.")
                    .onCut("Storage acknowledges with four of six copies, so the side with one zone stops.")
                    .read("Amazon DocumentDB Developer Guide, Failover: completes typically within 30 s; 2 min "
                            + "to plan with is Meridian's"),
            row("documentdb-global-cluster", "DocumentDB global cluster failover")
                    .kinds(MONGODB)
                    .words(DOCUMENTDB)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(0, 15))
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("A secondary cluster is promoted by a call; changes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Amazon DocumentDB API, CreateGlobalCluster: latencies under a second; Application "
                            + "Recovery Controller, DocumentDB Global Cluster execution block: a loss of seconds by "
                            + "a failover; Developer Guide, Global clusters, as quoted: typically under a minute; "
                            + "15 min to plan with is Meridian's"),
            row("keyspaces-zones", "Keyspaces over three zones")
                    .kinds(CASSANDRA)
                    .words(KEYSPACES)
                    .onlyNamed()
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("Each write is in two of three zones before it is acknowledged; the table goes on.")
                    .onCut("The zones with a majority acknowledge.")
                    .read("Amazon Keyspaces Developer Guide, Supported consistency levels: each write three "
                            + "times over several zones, durably stored before it is acknowledged at LOCAL_QUORUM"),
            row("keyspaces-multi-region", "Keyspaces multi-Region replication")
                    .kinds(CASSANDRA)
                    .words(KEYSPACES)
                    .onlyNamed()
                    .levels("eventual")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("Every Region is writable, so nothing is promoted; writes that had not left are missing.")
                    .onCut("Both sides acknowledge; for each cell the last write wins and the other one is lost.")
                    .read("Amazon Keyspaces Developer Guide, How multi-Region replication works: asynchronous, "
                            + "typically within a second, every Region takes writes, the last writer wins; a loss of "
                            + "single-digit seconds typically and without bound"));

    private static final List<Mechanism> MEMORY_ROWS = List.of(
            row("elasticache-multi-az", "ElastiCache Multi-AZ failover")
                    .kinds(REDIS, CACHE)
                    .words(ELASTICACHE)
                    .takes(seconds(5, 60))
                    .loses(seconds(1, 5))
                    .onLoss("A replica of another zone is promoted; writes that had not reached it are lost.")
                    .onCut("The side that the service elects acknowledges; what the other side acknowledged is lost.")
                    .read(
                            "Amazon ElastiCache User Guide, Minimizing downtime with Multi-AZ: writes resume in a few seconds,"
                                    + " asynchronous; a loss of 5 s to plan with is Meridian's"),
            row("elasticache-global-datastore", "ElastiCache global datastore promotion")
                    .kinds(REDIS, CACHE)
                    .words(ELASTICACHE)
                    .region(ASYNCHRONOUS)
                    .by(PERSON)
                    .takes(minutes(1, 3))
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("A secondary cluster is promoted by hand; writes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("AWS disaster recovery workshop, ElastiCache: 1 min, lag generally under a second; no"
                            + " automatic failover between Regions, 3 min to plan with is Meridian's"),
            row("memorydb-multi-az", "MemoryDB failover")
                    .kinds(REDIS, CACHE)
                    .words(MEMORYDB)
                    .words(MEMORYDB_REGIONS)
                    .onlyNamed()
                    .strong()
                    .takes(seconds(5, 60))
                    .onLoss("A replica is promoted after it has read the log that several zones keep.")
                    .onCut("The side that holds the log's lease acknowledges; the other one stops.")
                    .read("Amazon MemoryDB Developer Guide, Minimizing downtime with Multi-AZ: a promotion "
                            + "typically takes just a few seconds (read as five), nothing is lost; 60 s to plan "
                            + "with is Meridian's"),
            row("memorydb-multi-region", "MemoryDB Multi-Region cluster")
                    .kinds(REDIS, CACHE)
                    .words(MEMORYDB_REGIONS)
                    .onlyNamed()
                    .levels("eventual")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("Every Region is writable; writes that had not left are missing until it returns.")
                    .onCut("Both sides acknowledge; for a key that both wrote the last write wins.")
                    .read("Amazon MemoryDB Developer Guide, MemoryDB Multi-Region: asynchronous, typically "
                            + "within a second, conflict-free data types with last writer wins"));
}
