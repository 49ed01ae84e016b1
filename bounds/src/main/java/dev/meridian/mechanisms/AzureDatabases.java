package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.PROVIDER;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.COSMOSDB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The databases of Microsoft Azure.
final class AzureDatabases {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during "
                    + "the cut makes two writers with different histories.";
    private static final String NO_WRITES = "No writes are involved.";

    static final List<String> FLEXIBLE_SERVER = List.of(
            "flexible-server-read-replica",
            "flexible-server",
            "postgresql-flexible-server",
            "mysql-flexible-server",
            "azure-postgresql",
            "azure-mysql",
            "database-for-postgresql",
            "database-for-mysql",
            "read-replica",
            "cross-region-read-replica",
            "cross-region-replica",
            "geo-replica",
            "virtual-endpoints",
            "zone-redundant-ha",
            "streaming",
            "streaming-replication",
            "physical-replication",
            "binlog-replication",
            "asynchronous-replication");
    static final List<String> FAILOVER_GROUP =
            List.of("failover-group", "auto-failover-group", "failover-groups", "sql-failover-group", "sql-database");
    static final List<String> GEO_REPLICATION =
            List.of("active-geo-replication", "sql-geo-replication", "sql-active-geo-replication");
    static final List<String> COSMOS = List.of(
            "cosmos-db", "cosmosdb", "service-managed-failover", "cosmos-db-multi-region", "global-distribution");
    static final List<String> REDIS_GEO = List.of(
            "active-geo-replication",
            "managed-redis",
            "managed-redis-active-geo-replication",
            "cache-for-redis",
            "redis-enterprise");
    static final List<String> REDIS_PASSIVE =
            List.of("passive-geo-replication", "geo-replication", "redis-geo-replication");

    private static final String ONE_HOUR = "Microsoft may take one hour or more to begin a service-managed failover, "
            + "so nothing bounds it; a forced failover by a call usually takes a few seconds";

    private AzureDatabases() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.AZURE, id, name);
    }

    static List<Mechanism> rows() {
        return Stream.of(RELATIONAL_ROWS, OTHERS_ROWS).flatMap(List::stream).toList();
    }

    private static final List<Mechanism> RELATIONAL_ROWS = List.of(
            row("azure-postgresql-zone-redundant", "Azure Database for PostgreSQL zone-redundant failover")
                    .kinds(POSTGRESQL)
                    .words(FLEXIBLE_SERVER)
                    .strong()
                    .takes(seconds(60, 180))
                    .onLoss("The synchronous standby of another zone recovers and is promoted; the name stays.")
                    .onCut("The primary acknowledges only with the standby; the service elects the side that "
                            + "goes on.")
                    .read("Microsoft Learn, Reliability in Azure Database for PostgreSQL flexible server, "
                            + "Zone-down experience: 60 to 120 s, longer with much to recover; 180 s to plan "
                            + "with is Meridian's"),
            row("azure-mysql-zone-redundant", "Azure Database for MySQL zone-redundant failover")
                    .kinds(MYSQL)
                    .words(FLEXIBLE_SERVER)
                    .strong()
                    .takes(seconds(60, 180))
                    .onLoss("The standby of another zone starts on the synchronously copied logs; the name " + "stays.")
                    .onCut("The primary acknowledges only with the standby's storage; the service elects the "
                            + "side that goes on.")
                    .read("Microsoft Learn, High availability concepts in Azure Database for MySQL flexible "
                            + "server: 60 to 120 s, longer with large transactions; 180 s to plan with is "
                            + "Meridian's"),
            row("azure-postgresql-read-replica", "Azure Database for PostgreSQL replica promotion")
                    .kinds(POSTGRESQL)
                    .words(FLEXIBLE_SERVER)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(seconds(1, 300))
                    .onLoss("A cross-region replica is promoted by a call; changes that had not reached it are "
                            + "lost, and the writer's endpoint moves only as a virtual endpoint.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft Learn, Reliability in Azure Database for PostgreSQL flexible server, "
                            + "Outage detection: a loss of up to 5 min is expected, or the lag at the time of "
                            + "the failure; Overview of business continuity (2024-04): minutes, and less than 5 min "
                            + "of loss, in a typical workload and both much higher in some cases"),
            row("azure-mysql-read-replica", "Azure Database for MySQL replica promotion")
                    .kinds(MYSQL)
                    .words(FLEXIBLE_SERVER)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(2, 15))
                    .loses(underWay())
                    .onLoss("Replication to a cross-region replica is stopped by a call, which makes it a "
                            + "server of its own; changes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft Learn, Read replicas in Azure Database for MySQL flexible server "
                            + "(2024-06): stopping the replication typically takes about 2 min; 15 min to plan with "
                            + "is Meridian's; a lag of seconds to a couple of minutes in most cases and without "
                            + "bound"),
            row("azure-flexible-server-point-in-time", "Azure Database point-in-time restore")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(FLEXIBLE_SERVER)
                    .damage()
                    .takes(minutes(5, 720))
                    .loses(minutes(5, 5))
                    .onLoss("A new server is made in the same region as of the chosen moment.")
                    .onCut(NO_WRITES)
                    .read("Microsoft Learn, Business continuity with Azure Database for PostgreSQL flexible "
                            + "server: a few minutes (read as five) to 12 h; Backup and restore (2024-11): logs up "
                            + "to 5 min behind, of MySQL every 5 min"),
            row("azure-flexible-server-geo-restore", "Azure Database geo-redundant backup")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(FLEXIBLE_SERVER)
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(minutes(0, 60))
                    .onLoss("A new server is made in the paired region from the backup that was copied there.")
                    .onCut("The copy follows after the cut; until then the restorable moment gets older.")
                    .read("Microsoft Learn, Backup and restore in Azure Database for PostgreSQL (2024-11), and "
                            + "Business continuity with Azure Database for MySQL (2024-06): up to 1 h of loss, of "
                            + "MySQL in most cases; the time varies"),
            row("azure-sql-zone-redundant", "Azure SQL Database zone-redundant failover")
                    .kinds(SQLSERVER)
                    .words(FAILOVER_GROUP)
                    .words(GEO_REPLICATION)
                    .strong()
                    .takes(seconds(30, 60))
                    .onLoss("A replica of another zone, or another compute node on zone-redundant storage, "
                            + "takes over.")
                    .onCut("The primary acknowledges only with its synchronous copies; the service elects the "
                            + "side that goes on.")
                    .read("Microsoft Learn, Reliability in Azure SQL Database, Behavior during a zone "
                            + "failure: typically less than 30 s, no loss; 60 s to plan with is Meridian's"),
            row("azure-sql-failover-group", "Azure SQL Database failover group")
                    .kinds(SQLSERVER)
                    .words(FAILOVER_GROUP)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(seconds(30, 120))
                    .loses(seconds(1, 60))
                    .onLoss("A forced failover by a call makes the secondary the primary and moves the "
                            + "listener; changes that had not reached it are lost. A failover by Microsoft waits "
                            + "for at least an hour.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft Learn, Reliability in Azure SQL Database, Behavior during a region "
                            + "failure: typically up to 60 s of downtime after the call; Overview of business "
                            + "continuity: a loss of 5 s; 2 min and 60 s to plan with are Meridian's"),
            row("azure-sql-active-geo-replication", "Azure SQL Database active geo-replication")
                    .kinds(SQLSERVER)
                    .words(GEO_REPLICATION)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(seconds(30, 120))
                    .loses(seconds(1, 60))
                    .onLoss("A forced failover by a call makes the secondary the primary; clients are "
                            + "configured anew, and changes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft Learn, Reliability in Azure SQL Database, Behavior during a region "
                            + "failure: typically up to 60 s of downtime after the call; Overview of business "
                            + "continuity: a loss of 5 s; 2 min and 60 s to plan with are Meridian's"),
            row("azure-sql-point-in-time", "Azure SQL Database point-in-time restore")
                    .kinds(SQLSERVER)
                    .words(FAILOVER_GROUP)
                    .words(GEO_REPLICATION)
                    .damage()
                    .takes(Span.of(Duration.ofMinutes(10), Duration.ofHours(12)))
                    .loses(minutes(10, 10))
                    .onLoss("A new database is made as of the chosen moment.")
                    .onCut(NO_WRITES)
                    .read("Microsoft Learn, Automated backups in Azure SQL Database: log backups about every "
                            + "10 min; most restores finish within 12 h"),
            row("azure-sql-geo-restore", "Azure SQL Database geo-restore")
                    .kinds(SQLSERVER)
                    .words(FAILOVER_GROUP)
                    .words(GEO_REPLICATION)
                    .damageElsewhere()
                    .takes(Span.of(Duration.ofMinutes(10), Duration.ofHours(12)))
                    .loses(minutes(0, 60))
                    .onLoss("A new database is made in another region from the geo-replicated backup.")
                    .onCut("The copy follows after the cut; until then the restorable moment gets older.")
                    .read("Microsoft Learn, Overview of business continuity with Azure SQL Database: "
                            + "geo-restore within 12 h with a loss of 1 h"));

    private static final List<Mechanism> OTHERS_ROWS = List.of(
            row("cosmos-db-zones", "Azure Cosmos DB over zones")
                    .kinds(COSMOSDB)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("Three of the four replicas are in other zones and go on.")
                    .onCut("The zones with a quorum of the replicas acknowledge.")
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Zone outage "
                            + "resiliency: a recovery time and a loss of zero with availability zones"),
            row("cosmos-db-session", "Azure Cosmos DB, session consistency or weaker")
                    .kinds(COSMOSDB)
                    .words(COSMOS)
                    .levels("session", "consistent-prefix", "eventual")
                    .region(ASYNCHRONOUS)
                    .takes(unpublished())
                    .loses(seconds(1, 900))
                    .onLoss("Service-managed failover moves the write region by itself; changes that had not "
                            + "been copied are lost.")
                    .onCut("The write region acknowledges; the others serve older data.")
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Potential data loss and "
                            + "Behavior during a write region failure (2026): a loss of less than 15 min; " + ONE_HOUR),
            row("cosmos-db-bounded-staleness", "Azure Cosmos DB, bounded staleness")
                    .kinds(COSMOSDB)
                    .words(COSMOS)
                    .levels("bounded-staleness")
                    .region(ASYNCHRONOUS)
                    .takes(unpublished())
                    .loses(seconds(1, 300))
                    .onLoss("Service-managed failover moves the write region by itself; changes within the "
                            + "bound that had not been copied are lost.")
                    .onCut("Writes of a partition are throttled once its lag exceeds the bound.")
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Potential data loss and "
                            + "Behavior during a write region failure (2026): K versions or T, at least 100,000 "
                            + "writes or 300 s over several regions; " + ONE_HOUR),
            row("cosmos-db-strong", "Azure Cosmos DB, strong consistency")
                    .kinds(COSMOSDB)
                    .words(COSMOS)
                    .levels("strong")
                    .region(SYNC, QUORUM, ASYNC, PROVIDER)
                    .strong()
                    .takes(unpublished())
                    .onLoss("Service-managed failover moves the write region by itself; nothing acknowledged "
                            + "is lost.")
                    .onCut("With two regions writes stop while one is unreachable; with three or more a "
                            + "majority goes on.")
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Potential data loss and "
                            + "Behavior during a write region failure (2026): a loss of zero; " + ONE_HOUR),
            row("cosmos-db-multi-region-writes", "Azure Cosmos DB, several write regions")
                    .kinds(COSMOSDB)
                    .words(COSMOS)
                    .words("multi-region-writes", "multi-write", "cosmos-db-multi-region-writes")
                    .levels("session", "consistent-prefix", "eventual", "bounded-staleness")
                    .region(MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(seconds(1, 900))
                    .onLoss("Every write region goes on; changes that had not been copied are lost.")
                    .onCut("Both sides acknowledge; conflicts are resolved, by default the last write wins "
                            + "and the other one is lost.")
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Multiple write regions "
                            + "and Durability: a loss of less than 15 min; strong consistency is not offered"),
            row("cosmos-db-point-in-time", "Azure Cosmos DB continuous backup")
                    .kinds(COSMOSDB)
                    .damage()
                    .takes(unpublished())
                    .loses(seconds(100, 100))
                    .onLoss("A new account is made as of the chosen second.")
                    .onCut(NO_WRITES)
                    .read("Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, Durability: continuous "
                            + "backups every 100 s; no time is published"),
            row("azure-managed-redis-zones", "Azure Managed Redis over zones")
                    .kinds(REDIS, CACHE)
                    .words(REDIS_GEO)
                    .words(REDIS_PASSIVE)
                    .takes(seconds(10, 60))
                    .loses(underWay())
                    .onLoss("Shards fail over to nodes of other zones; writes that had not been copied, of "
                            + "seconds typically, are lost.")
                    .onCut("The side that the service elects acknowledges; what the other side acknowledged "
                            + "is lost.")
                    .read("Microsoft Learn, Reliability in Azure Managed Redis, Behavior during a zone "
                            + "failure: typically 10 to 15 s; 60 s to plan with is Meridian's"),
            row("azure-managed-redis-active-geo-replication", "Azure Managed Redis active geo-replication")
                    .kinds(REDIS, CACHE)
                    .words(REDIS_GEO)
                    .region(MULTI_PRIMARY, PROVIDER)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Every instance takes writes, and clients go to another one by their own means; "
                            + "writes that had not been copied are lost.")
                    .onCut("Both sides acknowledge; conflict-free data types merge.")
                    .read("Microsoft Learn, Reliability in Azure Managed Redis, Active geo-replication: "
                            + "asynchronous; no bound is published"),
            row("azure-cache-passive-geo-replication", "Azure Cache for Redis passive geo-replication")
                    .kinds(REDIS, CACHE)
                    .words(REDIS_PASSIVE)
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The caches are unlinked by a call, which makes the secondary writable; writes "
                            + "that had not been copied are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft Learn, Configure passive geo-replication for Premium Azure Cache for "
                            + "Redis: no automatic failover; no times are published"));
}
