package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.DATABASE;
import static dev.meridian.blueprint.StoreKind.MONGODB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.util.List;

/// Databases that only a word of `via` tells: operators of PostgreSQL, relatives of MySQL, and databases without a
/// kind of their own.
final class NamedDatabases {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during the cut makes two"
                    + " writers.";
    private static final String BOTH =
            "Both sides acknowledge; conflicting changes are resolved or kept beside each other when the link is back.";
    private static final List<String> OPERATORS = List.of(
            "patroni",
            "patroni-standby-cluster",
            "cloudnativepg",
            "cnpg",
            "cnpg-replica-cluster",
            "replica-cluster",
            "crunchy",
            "crunchy-postgres-operator",
            "zalando-postgres-operator",
            "stackgres",
            "percona-operator");
    private static final List<String> DATA_GUARD = List.of("data-guard", "oracle-data-guard", "active-data-guard");

    private NamedDatabases() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.SOFTWARE, id, name).onlyNamed();
    }

    private static final List<Mechanism> ROWS = List.of(
            row("postgresql-operator-zones", "PostgreSQL failover by its operator")
                    .kinds(POSTGRESQL)
                    .words(OPERATORS)
                    .takes(seconds(10, 60))
                    .loses(underWay())
                    .onLoss("The operator promotes a replica of the same cluster; without synchronous replicas the last"
                            + " commits are lost.")
                    .onCut("The primary that loses its lock in the cluster's store demotes itself.")
                    .read("Patroni documentation, Dynamic configuration: `ttl` 30 s and `loop_wait` 10 s by "
                            + "default; 60 s to plan with is Meridian's"),
            row("postgresql-operator-replica-cluster", "promotion of a replica cluster of a PostgreSQL operator")
                    .kinds(POSTGRESQL)
                    .words(OPERATORS)
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The replica cluster is promoted by a change of its definition; commits that had not"
                            + " reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("CloudNativePG documentation, Replica clusters: asynchronous over regions, promoted"
                            + " declaratively and not by the operator itself; no time is published"),
            row("postgresql-patroni-quorum", "Patroni failover over data centers")
                    .kinds(POSTGRESQL)
                    .words("patroni", "patroni-quorum", "patroni-stretched-cluster")
                    .region(QUORUM)
                    .strong()
                    .takes(seconds(10, 60))
                    .onLoss("A standby that every commit waited for takes the leader lock, if the cluster's store has a"
                            + " majority left; nothing acknowledged is lost.")
                    .onCut("The primary that loses its lock in the cluster's store demotes itself.")
                    .read("Patroni documentation, HA multi datacenter: at least three data centers with a "
                            + "member of the consensus store in each and synchronous mode tolerate the loss of one; "
                            + "Dynamic configuration: `ttl` 30 s and `loop_wait` 10 s by default; 60 s to plan with "
                            + "is Meridian's"),
            row("galera", "Galera cluster, certified writes on every node")
                    .kinds(MYSQL)
                    .words("galera", "mariadb-galera", "percona-xtradb-cluster", "xtradb-cluster", "pxc")
                    .region(SYNC, QUORUM, MULTI_PRIMARY)
                    .everyWriter()
                    .strong()
                    .takes(seconds(5, 30))
                    .onLoss("The component with a majority of the nodes goes on; the others stop.")
                    .onCut("The side with a majority acknowledges; the other side refuses.")
                    .read("Galera Cluster defaults of `wsrep_provider_options`: `evs.suspect_timeout` 5 s and "
                            + "`evs.inactive_timeout` 15 s; 30 s to plan with is Meridian's"),
            row("vitess-cross-cell", "Vitess reparenting, semi-synchronous over cells")
                    .kinds(MYSQL, DATABASE)
                    .words("vitess", "planetscale", "vtorc")
                    .region(SYNC)
                    .by(CONTROL)
                    .strong()
                    .takes(unpublished())
                    .onLoss("VTOrc, or a person, reparents each shard to a replica that has acknowledged.")
                    .onCut("A primary that reaches no replica of another cell waits with its commits.")
                    .read("Vitess documentation, Durability policy: `cross_cell` needs one acknowledgement from a "
                            + "replica of another cell, and a reparent follows the policy; no time is published"),
            row("vitess", "Vitess reparenting")
                    .kinds(MYSQL, DATABASE)
                    .words("vitess", "planetscale", "vtorc")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("Each shard is reparented to a replica elsewhere; commits that had not reached it are"
                            + " lost.")
                    .onCut(TWO_WRITERS)
                    .read("Vitess documentation, Durability policy (`none` by default), and its source, "
                            + "reparenting: the tablet with the most advanced position is chosen; no bound and no time "
                            + "is published"),
            row("tidb", "TiDB, Raft groups over regions")
                    .kinds(MYSQL, DATABASE)
                    .words("tidb", "tikv", "tidb-multi-region", "tidb-cloud")
                    .region(QUORUM, SYNC)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The replicas that are left elect leaders if they hold a majority; nothing acknowledged is"
                            + " lost.")
                    .onCut("The side with a majority of a group's replicas acknowledges; the other side refuses.")
                    .read("TiDB documentation, Overview of disaster recovery solutions: replicas of one cluster lose"
                            + " nothing; no bound of the time is published"),
            row("tidb-ticdc", "TiCDC to a secondary TiDB cluster")
                    .kinds(MYSQL, DATABASE)
                    .words("ticdc", "tidb", "tidb-cdc")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The secondary cluster takes over with what had been copied; later changes are lost.")
                    .onCut(TWO_WRITERS)
                    .read("TiDB documentation, Disaster recovery with primary and secondary clusters: copied almost in"
                            + " real time; no bound is published"),
            row("couchdb-replication", "CouchDB replication")
                    .kinds(DATABASE)
                    .words("couchdb", "couchdb-replication", "cloudant", "cloudant-replication")
                    .region(ASYNC, MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other database is writable; documents that had not been copied are missing.")
                    .onCut(BOTH)
                    .read("Apache CouchDB documentation, Replication and conflict model: each direction is copied "
                            + "after the write, and both versions of a conflict exist on both sides; no bound is "
                            + "published"),
            row("clickhouse-replicated", "ClickHouse replicated tables")
                    .kinds(DATABASE)
                    .words("clickhouse", "replicated-merge-tree", "replicatedmergetree", "clickhouse-keeper")
                    .region(ASYNC, MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other replicas take inserts while a majority of Keeper is left; blocks that had not"
                            + " been fetched are lost.")
                    .onCut("The side without a majority of Keeper is read-only.")
                    .read("ClickHouse documentation, Replicated table engines: asynchronous and multi-master, "
                            + "inserts go to any available server; `insert_quorum` below 2 waits for no other replica; "
                            + "no bound is published"),
            row("time-series-copies", "time series sent to two databases")
                    .kinds(DATABASE)
                    .words(
                            "influxdb",
                            "influxdb-edge-data-replication",
                            "edge-data-replication",
                            "victoriametrics",
                            "vmagent",
                            "remote-write")
                    .region(ASYNC, MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other database serves; samples in the queue of the lost side are missing.")
                    .onCut("Both sides acknowledge; what waits in a queue is sent later, as far as the queue holds.")
                    .read("InfluxDB documentation, Edge Data Replication (a queue on disk, with `max-age`), and "
                            + "VictoriaMetrics, vmagent, `remoteWrite.tmpDataPath` and `maxDiskUsagePerURL`: old data "
                            + "is dropped when it is full; no bound is published"),
            row("neo4j-cluster", "Neo4j cluster over regions")
                    .kinds(DATABASE)
                    .words("neo4j", "neo4j-cluster", "causal-cluster")
                    .region(QUORUM, SYNC)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The primaries that are left elect a writer if they are a majority.")
                    .onCut("The side with a majority of the primaries acknowledges; the other side is read-only.")
                    .read("Neo4j Operations Manual, Clustering: writable while a simple majority of the primaries "
                            + "functions, else read-only; no time is published"),
            row("oracle-data-guard-sync", "Oracle Data Guard, Maximum Availability")
                    .kinds(DATABASE)
                    .words(DATA_GUARD)
                    .words("maximum-availability", "maximum-protection")
                    .region(SYNC)
                    .by(CONTROL)
                    .strong()
                    .takes(unpublished())
                    .onLoss("A synchronised standby is failed over to; nothing that it acknowledged is lost.")
                    .onCut("In Maximum Availability the primary goes on without its standby, and later commits are not"
                            + " protected; in Maximum Protection it stops.")
                    .read("Oracle Data Guard Concepts and Administration, Protection modes, and Broker,"
                            + " FastStartFailoverThreshold 30 s by default; no time of the failover is published"),
            row("oracle-data-guard", "Oracle Data Guard, Maximum Performance")
                    .kinds(DATABASE)
                    .words(DATA_GUARD)
                    .words("maximum-performance", "goldengate")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The standby is failed over to; redo that had not reached it is lost.")
                    .onCut(TWO_WRITERS)
                    .read("Oracle Data Guard Concepts and Administration, Protection modes: asynchronous redo; no bound"
                            + " is published"),
            row("mongodb-cluster-to-cluster", "MongoDB cluster-to-cluster sync")
                    .kinds(MONGODB)
                    .words("mongosync", "cluster-to-cluster-sync", "cluster-to-cluster")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("Its publisher excludes it for disaster recovery: the other cluster may be used only after"
                            + " a commit, for which the source has to be reached; changes under way are lost.")
                    .onCut(TWO_WRITERS)
                    .read("MongoDB documentation, Cluster-to-Cluster Sync: not for disaster recovery; the "
                            + "destination takes no reads and writes before `commit`, which begins with the writes of "
                            + "the source stopped; no bound is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
