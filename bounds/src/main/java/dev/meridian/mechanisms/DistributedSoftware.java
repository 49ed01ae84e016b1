package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.PROVIDER;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.CASSANDRA;
import static dev.meridian.blueprint.StoreKind.COCKROACHDB;
import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.YUGABYTEDB;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Mechanism.Starter.PERSON;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// Distributed databases, caches, objects, secrets and identities without an election over all places.
final class DistributedSoftware {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during the cut makes two writers.";
    private static final String LAST_WINS =
            "Both sides acknowledge; of two writes to the same datum the last one is kept and the other one is lost.";
    private static final List<String> REDIS_WORDS =
            List.of("redis-replication", "sentinel", "redis-sentinel", "redis-cluster", "streaming");

    private DistributedSoftware() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.SOFTWARE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("dual-write", "writes of the application to both copies")
                    .kinds(StoreKind.values())
                    .words(Query.writtenTwice())
                    .onlyNamed()
                    .region(Row.ANY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(unpublished())
                    .onLoss("The other copy is there and writable; a write that reached one copy alone is missing in"
                            + " the other.")
                    .onCut("Writes reach one copy, or fail, as the writer decides; nothing orders them and the copies"
                            + " differ until they are compared.")
                    .read("no product stands behind it: without a bound that the file declares nothing is known of the"
                            + " loss (Thomson and others, Online event processing, Communications of the ACM 62(5),"
                            + " 2019, on dual writes)"),
            row("cockroachdb-physical-replication", "CockroachDB physical cluster replication")
                    .kinds(COCKROACHDB)
                    .words("physical-cluster-replication", "pcr")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(Span.of(Duration.ofMinutes(1), Duration.ofMinutes(5)))
                    .loses(underWay())
                    .onLoss("The standby cluster is failed over to the latest or an earlier moment; later writes are"
                            + " lost, and traffic is not redirected.")
                    .onCut(TWO_WRITERS)
                    .read("CockroachDB documentation, Physical cluster replication: lag of tens of seconds, failover"
                            + " within five minutes"),
            row("cockroachdb-logical-replication", "CockroachDB logical data replication")
                    .kinds(COCKROACHDB)
                    .words("logical-data-replication", "ldr")
                    .region(MULTI_PRIMARY, ASYNC)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other cluster is writable; rows that had not been copied are missing.")
                    .onCut(LAST_WINS)
                    .read("CockroachDB documentation, Logical data replication: asynchronous, last write wins; no"
                            + " bound is published"),
            row("yugabytedb-xcluster", "YugabyteDB xCluster")
                    .kinds(YUGABYTEDB)
                    .words("xcluster", "xcluster-dr", "xcluster-replication")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The target universe is promoted after its safe time is read; later writes are lost.")
                    .onCut(TWO_WRITERS)
                    .read("YugabyteDB documentation, xCluster disaster recovery: the loss is the replication lag;"
                            + " no time is published"),
            row("yugabytedb-xcluster-both-ways", "YugabyteDB xCluster, bidirectional")
                    .kinds(YUGABYTEDB)
                    .words("xcluster", "xcluster-bidirectional", "xcluster-replication")
                    .region(MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other universe is writable; rows that had not been copied are missing.")
                    .onCut(LAST_WINS)
                    .read("YugabyteDB documentation, xCluster replication: asynchronous, last writer wins"),
            row("cassandra-zones", "Cassandra, replicas over racks")
                    .kinds(CASSANDRA)
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("With a replication factor of three over three racks and `LOCAL_QUORUM` the other two"
                            + " replicas go on.")
                    .onCut("The side with a quorum of a row's replicas acknowledges.")
                    .read("Apache Cassandra documentation, Dynamo: tunable consistency and racks"),
            row("cassandra-local-quorum", "Cassandra, a data centre in each region, LOCAL_QUORUM")
                    .kinds(CASSANDRA)
                    .words(
                            "local-quorum",
                            "cassandra",
                            "scylladb",
                            "scylla",
                            "network-topology-strategy",
                            "per-dc-replication")
                    .levels("eventual")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Every data centre takes writes; those that had not left are missing until it returns.")
                    .onCut(LAST_WINS)
                    .read("Apache Cassandra documentation, Dynamo: LOCAL_QUORUM waits for the local data centre"
                            + " only; last write wins by timestamp; no bound is published"),
            row("cassandra-quorum", "Cassandra, QUORUM over data centres")
                    .kinds(CASSANDRA)
                    .words("quorum", "cassandra", "scylladb", "scylla", "network-topology-strategy")
                    .region(QUORUM)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("Writes go on while a majority of a row's replicas over all data centres is left.")
                    .onCut("The side with a majority of a row's replicas acknowledges; the other one refuses.")
                    .read("Apache Cassandra documentation, Dynamo: QUORUM waits for a majority of all replicas"),
            row("cassandra-each-quorum", "Cassandra, EACH_QUORUM")
                    .kinds(CASSANDRA)
                    .words("each-quorum")
                    .region(SYNC)
                    .everyWriter()
                    .by(PERSON)
                    .strong()
                    .takes(unpublished())
                    .onLoss("Writes fail until the data centre returns or clients write at another level; nothing"
                            + " acknowledged is lost.")
                    .onCut("No side acknowledges at this level.")
                    .read("Apache Cassandra documentation, Dynamo: EACH_QUORUM needs a quorum in every data centre;"
                            + " no time is published"),
            row("redis-zones", "Redis Sentinel or Cluster failover")
                    .kinds(REDIS, CACHE)
                    .takes(seconds(15, 60))
                    .loses(underWay())
                    .onLoss("A majority of Sentinels or masters promotes a replica; writes that had not reached it are"
                            + " lost.")
                    .onCut("The old master acknowledges until it is reached again, and then drops those writes, unless"
                            + " `min-replicas-to-write` stops it.")
                    .read(
                            "Redis, redis.conf and sentinel.conf: `cluster-node-timeout` 15 s and "
                                    + "`down-after-milliseconds` 30 s by default; asynchronous; 60 s to plan with is Meridian's"),
            row("redis-async", "Redis replica promotion")
                    .kinds(REDIS, CACHE)
                    .words(REDIS_WORDS)
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A replica is promoted; writes that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Redis documentation, Replication: asynchronous, acknowledged writes can be lost; no time"
                            + " is published"),
            row("redis-active-active", "Redis Active-Active")
                    .kinds(REDIS, CACHE)
                    .words("active-active", "crdt", "crdb", "redis-enterprise-active-active")
                    .region(MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Every side is writable; writes that had not left are missing until it returns.")
                    .onCut("Both sides acknowledge; conflict-free data types merge, strings keep the last write.")
                    .read("Redis documentation, Active-Active geo-distributed Redis: each instance takes reads and"
                            + " writes, conflicts are resolved by type, of strings in certain cases by timestamps; no"
                            + " bound is published"),
            row("object-site-replication", "object store replication between sites")
                    .kinds(OBJECT)
                    .words("minio-site-replication", "site-replication", "minio", "ceph-multisite", "ceph")
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other site is writable; objects that had not been copied are missing.")
                    .onCut(LAST_WINS)
                    .read("Ceph, Object storage multisite replication: asynchronous, from a log; MinIO, Automatic "
                            + "site replication: objects may be written to any site; that it is asynchronous too is "
                            + "recalled; no bound is published"),
            row("vault-dr-replication", "Vault disaster recovery replication")
                    .kinds(VAULT)
                    .words("dr-replication", "vault-dr-replication", "vault-dr", "disaster-recovery-replication")
                    .region(ASYNC, PROVIDER)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The DR secondary, which has tokens and leases, is promoted with an operation token.")
                    .onCut(TWO_WRITERS)
                    .read("Vault Enterprise documentation, Replication: asynchronous, promotion by a call; no times"
                            + " are published"),
            row("vault-performance-replication", "Vault performance replication")
                    .kinds(VAULT)
                    .words("performance-replication", "vault-performance-replication")
                    .region(ASYNC, PROVIDER)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The secondary serves reads and its own tokens; it is promoted by a call, and tokens of the"
                            + " primary are not valid there.")
                    .onCut("The secondary serves reads; changes that it forwards to the primary fail.")
                    .read("Vault Enterprise documentation, Replication: asynchronous, promotion by a call; no times"
                            + " are published"),
            row("identity-active-passive", "identity software, active and passive site")
                    .kinds(IDENTITY)
                    .words("keycloak", "active-passive", "keycloak-active-passive", "keycloak-multi-site")
                    .region(ASYNC, SYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The other site serves with the database that was copied there; sessions and changes that"
                            + " had not been copied are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Keycloak, High availability, Concepts for multi-site deployments: two sites near each"
                            + " other on one database that is copied synchronously, without loss and in less than a"
                            + " minute while nothing else is degraded; of other copies the database decides, and no"
                            + " time is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
