package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.DATABASE;
import static dev.meridian.blueprint.StoreKind.FIRESTORE;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.SPANNER;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.AGREED;
import static dev.meridian.mechanisms.Row.ANY;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.util.List;
import java.util.stream.Stream;

/// The databases of Google Cloud.
final class GoogleCloudDatabases {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during "
                    + "the cut makes two writers with different histories.";
    private static final String ZONES_GO_ON =
            "Each write is in several zones before it is acknowledged; the service goes on.";
    private static final String ZONE_MAJORITY = "The zones with a majority acknowledge.";
    private static final String NO_WRITES = "No writes are involved.";

    static final List<String> CLOUD_SQL = List.of(
            "cloud-sql-cross-region-replica",
            "cloud-sql",
            "cloud-sql-ha",
            "cloud-sql-replica",
            "cloud-sql-read-replica",
            "cross-region-read-replica",
            "cross-region-replica",
            "read-replica",
            "streaming",
            "streaming-replication",
            "physical-replication",
            "binlog-replication",
            "asynchronous-replication");
    static final List<String> CLOUD_SQL_DR = List.of(
            "cloud-sql-dr-replica", "dr-replica", "advanced-dr", "cloud-sql-advanced-dr", "cloud-sql-enterprise-plus");
    static final List<String> ALLOYDB =
            List.of("alloydb-secondary-cluster", "alloydb", "alloydb-cross-region-replication", "alloydb-secondary");
    static final List<String> SPANNER_WORDS = List.of(
            "spanner-multi-region", "spanner", "multi-region", "multi-region-configuration", "spanner-dual-region");
    static final List<String> FIRESTORE_WORDS =
            List.of("firestore-multi-region", "firestore", "multi-region", "nam5", "eur3", "datastore");
    static final List<String> BIGTABLE = List.of("bigtable-replication", "bigtable", "cloud-bigtable");
    static final List<String> MEMORYSTORE =
            List.of("memorystore-standard", "memorystore", "memorystore-redis", "memorystore-for-redis");
    static final List<String> MEMORYSTORE_CLUSTER = List.of(
            "memorystore-cross-region-replication",
            "memorystore-cluster",
            "memorystore-redis-cluster",
            "memorystore-valkey",
            "memorystore-for-valkey",
            "cross-region-replication");

    private GoogleCloudDatabases() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.GOOGLE_CLOUD, id, name);
    }

    static List<Mechanism> rows() {
        return Stream.of(RELATIONAL_ROWS, DISTRIBUTED_ROWS)
                .flatMap(List::stream)
                .toList();
    }

    private static final List<Mechanism> RELATIONAL_ROWS = List.of(
            row("cloud-sql-ha", "Cloud SQL high availability")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(CLOUD_SQL)
                    .words(CLOUD_SQL_DR)
                    .strong()
                    .takes(seconds(60, 180))
                    .onLoss("The standby in another zone starts on the disk that is copied synchronously to "
                            + "both zones, and takes over the address.")
                    .onCut("One zone has the lease of the regional disk and acknowledges.")
                    .read("Google Cloud documentation, About high availability in Cloud SQL: failover begins "
                            + "when heartbeats are missing, after about 60 s as the page is quoted; 180 s to plan "
                            + "with is Meridian's"),
            row("cloud-sql-cross-region-replica", "Cloud SQL cross-region replica promotion")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(CLOUD_SQL)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The replica is promoted by a call and becomes independent; changes that had not "
                            + "reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Google Cloud documentation, Cloud SQL, Promote replicas for regional migration or "
                            + "disaster recovery (2026-09), as quoted: asynchronous, so that the loss is likely not "
                            + "zero; promoted by a call; no time is published"),
            row("cloud-sql-dr-replica", "Cloud SQL disaster recovery replica failover")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(CLOUD_SQL_DR)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A replica failover promotes the designated replica and moves the write endpoint; "
                            + "changes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Google Cloud documentation, Cloud SQL, Use advanced disaster recovery (Enterprise "
                            + "Plus): replica failover when a region fails, switchover without loss; no time is "
                            + "published"),
            row("cloud-sql-point-in-time", "Cloud SQL point-in-time recovery")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(CLOUD_SQL)
                    .words(CLOUD_SQL_DR)
                    .damage()
                    .takes(unpublished())
                    .loses(minutes(5, 5))
                    .onLoss("A new instance is made from a backup and the logs up to the chosen moment.")
                    .onCut(NO_WRITES)
                    .recalled("Google Cloud documentation, Cloud SQL, Point-in-time recovery: logs are archived "
                            + "typically every 5 min or sooner; no time is published"),
            row("cloud-sql-backup-elsewhere", "Cloud SQL restore of a backup in another region")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(CLOUD_SQL)
                    .words(CLOUD_SQL_DR)
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A new instance is made from the newest backup that is kept in a multi-region or "
                            + "another region.")
                    .onCut(NO_WRITES)
                    .read("gcloud reference, sql backups create: stored in the closest multi-region by default; "
                            + "Google Cloud documentation, Cloud SQL, Restore overview: into an instance of another "
                            + "region; no time is published"),
            row("alloydb-ha", "AlloyDB high availability")
                    .kinds(POSTGRESQL)
                    .words(ALLOYDB)
                    .onlyNamed()
                    .strong()
                    .takes(seconds(30, 180))
                    .onLoss("The standby node of another zone takes over on the regional storage.")
                    .onCut("One node has the lease of the primary role and acknowledges.")
                    .read("Google Cloud documentation, AlloyDB, High availability overview: found within up to "
                            + "30 s, and the standby starts typically within 30 s, sooner as a hot standby "
                            + "(PostgreSQL 18); no loss; 180 s to plan with is Meridian's"),
            row("alloydb-secondary-cluster", "AlloyDB secondary cluster promotion")
                    .kinds(POSTGRESQL)
                    .words(ALLOYDB)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The secondary cluster is promoted by a call and becomes independent; changes that "
                            + "had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Google Cloud documentation, AlloyDB, Cross-region replication overview: "
                            + "asynchronous; switchover without loss; no times are published"),
            row("alloydb-point-in-time", "AlloyDB continuous backup and recovery")
                    .kinds(POSTGRESQL)
                    .words(ALLOYDB)
                    .onlyNamed()
                    .damage()
                    .takes(unpublished())
                    .loses(Span.ZERO)
                    .onLoss("A new cluster is made as of a moment of the recovery window.")
                    .onCut(NO_WRITES)
                    .read("Google Cloud documentation, AlloyDB, Data backup and recovery overview: any moment "
                            + "of the window by the microsecond, a recovery point objective of zero, same region; "
                            + "no time is published"));

    private static final List<Mechanism> DISTRIBUTED_ROWS = List.of(
            row("spanner-regional", "Spanner, regional")
                    .kinds(SPANNER)
                    .everyWriter()
                    .strong()
                    .takes(seconds(0, 10))
                    .onLoss("Two of three zones go on; a split whose leader was lost elects another one.")
                    .onCut(ZONE_MAJORITY)
                    .read("Corbett et al., Spanner, OSDI 2012, as quoted: leader leases of 10 s, and leaders "
                            + "again about 10 s after the loss of a zone; Google Cloud documentation, Spanner, "
                            + "Region types: another replica assumes leadership by itself"),
            row("spanner-multi-region", "Spanner, multi-region")
                    .kinds(SPANNER)
                    .words(SPANNER_WORDS)
                    .region(AGREED)
                    .everyWriter()
                    .strong()
                    .takes(seconds(0, 10))
                    .onLoss("The regions that are left, with the witness region, are a majority and elect "
                            + "leaders; nothing acknowledged is lost.")
                    .onCut("The side with a majority of the voting replicas acknowledges; the other one "
                            + "refuses writes.")
                    .read("Corbett et al., Spanner, OSDI 2012, as quoted: leader leases of 10 s; Google Cloud "
                            + "documentation, Spanner, Region types: two read-write regions whose replicas vote, "
                            + "and a witness region"),
            row("spanner-point-in-time", "Spanner point-in-time recovery")
                    .kinds(SPANNER)
                    .damage()
                    .takes(unpublished())
                    .loses(Span.ZERO)
                    .onLoss("Data as of any moment of the retention (one hour by default, seven days at most) "
                            + "is read and written back.")
                    .onCut(NO_WRITES)
                    .read("Google Cloud documentation, Spanner, Disaster recovery overview: point-in-time "
                            + "recovery, at most seven days back; no time is published"),
            row("spanner-backup-elsewhere", "Spanner backup copied to another region")
                    .kinds(SPANNER)
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The newest backup that was copied is restored there.")
                    .onCut(NO_WRITES)
                    .read("Google Cloud documentation, Spanner, Disaster recovery overview: cross-region "
                            + "copies of backups; no time is published"),
            row("firestore-regional", "Firestore, regional")
                    .kinds(FIRESTORE)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss(ZONES_GO_ON)
                    .onCut(ZONE_MAJORITY)
                    .read("Google Cloud documentation, Firestore in Datastore mode, Plan disaster recovery: "
                            + "regional databases replicate synchronously over at least three zones"),
            row("firestore-multi-region", "Firestore, multi-region")
                    .kinds(FIRESTORE)
                    .words(FIRESTORE_WORDS)
                    .region(AGREED)
                    .everyWriter()
                    .strong()
                    .takes(unpublished())
                    .onLoss("The other serving region and the witness region go on; nothing acknowledged is " + "lost.")
                    .onCut("The side with a majority of the replicas acknowledges; the other one refuses " + "writes.")
                    .read("Google Cloud documentation, Firestore in Datastore mode, Plan disaster recovery: "
                            + "synchronous over five zones in three regions, two that serve and one witness; no "
                            + "time is published"),
            row("firestore-point-in-time", "Firestore point-in-time recovery")
                    .kinds(FIRESTORE)
                    .damage()
                    .takes(unpublished())
                    .loses(minutes(1, 1))
                    .onLoss("Data as of a minute of the last seven days is exported and imported, or cloned.")
                    .onCut(NO_WRITES)
                    .read("Google Cloud documentation, Firestore, Point-in-time recovery overview: one version "
                            + "a minute, seven days; no time is published"),
            row("bigquery-zones", "BigQuery over two zones")
                    .kinds(DATABASE)
                    .words("bigquery", "bigquery-dataset-replication", "bigquery-managed-disaster-recovery")
                    .onlyNamed()
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("The other zone has each write; jobs go on there.")
                    .onCut("The service decides which zone serves.")
                    .read(
                            "Google Cloud documentation, BigQuery, Cross-region dataset replication: synchronous dual writes"
                                    + " to two zones of a region"),
            row("bigquery-dataset-replication", "BigQuery cross-region dataset replication")
                    .kinds(DATABASE)
                    .words("bigquery", "bigquery-dataset-replication", "bigquery-managed-disaster-recovery")
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss(
                            "A hard failover promotes the replica; jobs after its `replication_time` have to run again.")
                    .onCut("The primary goes on and the replica falls behind.")
                    .read(
                            "Google Cloud documentation, BigQuery, Managed disaster recovery: asynchronous, a hard failover"
                                    + " may lose data; a multi-region location alone is no copy in another region"),
            row("bigtable-replication", "Bigtable replication")
                    .kinds(DATABASE)
                    .words(BIGTABLE)
                    .onlyNamed()
                    .levels("eventual")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("With multi-cluster routing requests go to another cluster by themselves; writes "
                            + "that had not left are missing until it returns.")
                    .onCut("Both sides acknowledge; for each cell the newest timestamp wins and the other "
                            + "write is lost.")
                    .read("Google Cloud documentation, Bigtable, Replication overview: eventually consistent, "
                            + "each cluster takes reads and writes; as quoted, the last write wins by its "
                            + "timestamp; no bound is published"),
            row("memorystore-standard", "Memorystore for Redis, Standard tier")
                    .kinds(REDIS, CACHE)
                    .words(MEMORYSTORE)
                    .words(MEMORYSTORE_CLUSTER)
                    .takes(seconds(30, 120))
                    .loses(underWay())
                    .onLoss("A replica in another zone is promoted; writes that had not reached it are lost.")
                    .onCut("The side that the service elects acknowledges; what the other side acknowledged "
                            + "is lost.")
                    .read("Google Cloud documentation, Memorystore for Redis, High availability: asynchronous, "
                            + "with automatic failover to the replica with the least lag; its time, about 30 s, is "
                            + "recalled; 2 min to plan with is Meridian's"),
            row("memorystore-cross-region-replication", "Memorystore cross-region replication")
                    .kinds(REDIS, CACHE)
                    .words(MEMORYSTORE_CLUSTER)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The secondary cluster is detached or switched over by a call; writes that had not "
                            + "reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Google Cloud documentation, Memorystore for Redis Cluster and for Valkey, About "
                            + "cross-region replication: asynchronous, detached or switched over by a call; no "
                            + "times are published"),
            row("memorystore-one-region", "Memorystore for Redis, Standard tier, one region")
                    .kinds(REDIS, CACHE)
                    .words(MEMORYSTORE)
                    .onlyNamed()
                    .region(ANY)
                    .takes(Span.NEVER)
                    .loses(Span.NEVER)
                    .onLoss("An instance of the Standard tier is in one region and has no copy in another one.")
                    .onCut("Each region has its own instance.")
                    .read("Google Cloud documentation, Memorystore for Redis, High availability: the replicas "
                            + "are in other zones of the same region"));
}
