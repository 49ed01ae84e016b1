package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.HOLDS;
import static dev.meridian.topology.SchemaParts.PLACES;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.SchemaReplication.MEMBER;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The section `data` of version 1.
final class SchemaData {
    private static final Reference STORE_NAME = Reference.to(Kind.STORE);
    private static final Word KIND = Word.of(
            "postgresql",
            "mysql",
            "cockroachdb",
            "mongodb",
            "dynamodb",
            "redis",
            "cache",
            "kafka",
            "stream",
            "queue",
            "object",
            "volume",
            "opensearch",
            "raft-log",
            "cluster-objects",
            "identity",
            "sqlserver",
            "spanner",
            "firestore",
            "cosmosdb",
            "yugabytedb",
            "cassandra",
            "elasticsearch",
            "rabbitmq",
            "etcd",
            "vault",
            "database");

    private static final Word RUNS = Word.explained(
            "provider", "A cloud, as a managed service: its published times, losses and service levels count.",
            "self", "The owner, with agents of Meridian where `failover.control.runs` is `meridian`.",
            "operator",
                    "Software beside it that fails it over: a Kubernetes operator (CloudNativePG, Strimzi), Patroni,"
                            + " Orchestrator. No figure of Meridian's agents counts; `steps.promote.of.STORE.takes` declares its time.");

    private static final Word WRITES = Word.explained(
            "primary", "The client has to go to the primary.",
            "forward", "It is passed on to the primary.",
            "local", "It is taken where it comes in.");

    private static final Word USE = Word.of(
            "sessions", "rate-limits", "read-through", "write-behind", "write-through", "locks", "jobs", "analytics");

    private static final Block MEMBER_BLOCK = entry(
            "MEMBER",
            key("region", REGION, "Where it is.", "us-east-1").needed(),
            key("nodes", Form.SOME, "How many machines.", "3").perRegion(),
            key("zones", Form.SOME, "Over how many zones.", "3").perRegion());

    private static final Block BACKUP = block(
            "backup",
            key("every", Form.TIME, "How often.", "1h"),
            key("pointInTime", Form.TIME_OR_TRUE, "Restores to any moment, this finely.", "5m"),
            key(
                    "pointInTimeWindow",
                    Form.TIME,
                    "How far back these moments reach, apart from `keep`, which is for the backups.",
                    "36h"),
            key("keep", Form.TIME, "For how long.", "30d").perRegion(),
            key("copyTo", new Values(Form.PLACE), "The other regions that get it, or `all`.", "[eu-west-1]"),
            key(
                    "store",
                    STORE_NAME,
                    "The store of this file that keeps it: it is where that is, and is lost with it.",
                    "uploads"),
            key("incremental", Form.FLAG, "Whether only what changed is copied.", "true"),
            key(
                    "takes",
                    Form.TIME,
                    "How long a backup takes until it can be restored; what is written meanwhile is not in it.",
                    "20m"),
            key("restoreTakes", Form.TIME, "How long a restore takes.", "30m"),
            key("verify", Form.CADENCE, "How often a restore is tried.", "weekly"),
            key("cleanup", Word.of("automatic", "manual"), "Who deletes old ones.", "automatic"));

    private static final Block REPLAY = block(
            "replay",
            key("from", STORE_NAME, "The store with the history.", "orders").needed(),
            key("covers", Form.TIME, "How far back it reaches.", "7d"),
            key("takes", Form.TIME, "How long it takes.", "20m"));

    private static final Block REBUILD = block(
            "rebuild",
            key("from", STORE_NAME, "The store that it is made from.", "uploads")
                    .needed(),
            key("takes", Form.TIME, "How long it takes.", "3h"));

    private static final Block RECOVER = block(
            "recover",
            key("replay", REPLAY, "From the history in another store.", "{from: orders, takes: 20m}"),
            key("rebuild", REBUILD, "Made again from another store.", "{from: uploads, takes: 3h}"));

    private static final Block LIMITS = block(
                    "limits",
                    key("connections", Form.POSITIVE, "The most at one time.", "5000"),
                    key("iops", Form.POSITIVE, "The most accesses to the disk in a second.", "100000"),
                    key("operations", Form.RATE, "The most operations.", "1000000/s"),
                    key("messages", Form.RATE, "The most messages.", "100000/s"),
                    key("size", Form.SIZE, "The most that it holds.", "500Gi"))
            .perRegion();

    private static final Block ENCRYPTION = block(
            "encryption",
            key("atRest", Form.FLAG, "On its disks.", "true"),
            key("inTransit", Form.FLAG, "On the wire.", "true"),
            key("keys", Word.of("provider", "customer"), "Whose keys.", "customer"));

    private static final Block TOPIC = entry(
            "TOPIC",
            key("keep", Form.TIME, "How long its messages are kept.", "7d"),
            key("partitions", Form.POSITIVE, "Into how many it is divided.", "12"),
            key("holds", HOLDS, "The classes of its data.", "[audit]"));

    private static final Block TABLE_KEY = block(
            "key",
            key("partition", Form.TEXT, "The attribute that divides the table.", "id")
                    .needed()
                    .heads(),
            key("sort", Form.TEXT, "The attribute that orders what has the same partition.", "at"));

    static final Block STORE = entry(
            "STORE",
            key("application", SchemaParts.APPLICATION, "Its owner, where there are several.", "shop"),
            key("shared", Form.FLAG, "Used by several applications and moved by none.", "true"),
            key("kind", KIND, "What holds the state.", "postgresql").needed(),
            key("version", Form.TEXT, "Of the program.", "15"),
            key("runs", RUNS, "What operates it.", "provider"),
            key("zones", Form.SOME, "Over how many zones of a region.", "2..").perRegion(),
            key("zoneNames", SchemaParts.NAMES, "Which zones, where that matters.", "[us-east-1a, us-east-1b]")
                    .perRegion(),
            key("in", new Values(REGION), "The regions of its members; all if silent.", "[us-east-1]"),
            key(
                    "members",
                    new Named(Form.NAME, MEMBER_BLOCK).reserving("all"),
                    "Where they are not one per region, named like it.",
                    "{main: {region: us-east-1}}"),
            key(
                    "primary",
                    new Shape.Either(new Shape.Value(MEMBER), new Values(MEMBER)),
                    "The member that takes the writes, a list where several do; silent, the one in the primary region of its"
                            + " application. A store that names it needs no primary region.",
                    "us-east-1"),
            key(
                    "leader",
                    REGION,
                    "The region whose copy is preferred as the leader (leaseholder) of a quorum store.",
                    "us-east-1"),
            key("keepIn", PLACES, "The only regions that may hold it.", "[eu-west-1]"),
            key("holds", HOLDS, "The classes of its data.", "[eu-personal]"),
            key("reads", Form.STALENESS, "What a read is answered with where the writer is not.", "stale 5s"),
            key("writes", WRITES, "What becomes of a write there.", "forward"),
            key("usedFor", new Values(USE), "What it is used for.", "[sessions, rate-limits]"),
            key("replication", SchemaReplication.REPLICATION, "How writes reach the other members.", "async"),
            key("survive", SchemaReplication.SURVIVE, "What it is meant to outlive.", "region"),
            key(
                    "voters",
                    SchemaReplication.VOTERS,
                    "Votes per region; a place need not be a region of the file. A witness is a voter with `data: none`, also"
                            + " where the provider places it (Aurora DSQL, Spanner).",
                    "{eu-west-1: 2}"),
            key(
                    "partitions",
                    new Named(Form.NAME, SchemaReplication.PARTITION),
                    "Parts with rules of their own.",
                    "{eu: {home: eu-west-1}}"),
            key("topics", new Named(Form.NAME, TOPIC), "What it carries.", "{events: {keep: 7d}}"),
            key("dependsOn", SchemaParts.DEPENDS_ON, "What it needs.", "{kms: hard}"),
            key("recover", RECOVER, "How it comes back without a copy.", "{rebuild: {from: uploads}}"),
            key("backup", BACKUP, "Copies of the past.", "{every: 1h}"),
            key("keep", Form.RETENTION, "How long what it holds is kept.", "7y"),
            key("limits", LIMITS, "How much it bears.", "{connections: 5000}"),
            key("size", Form.SIZE, "How much it holds now; `limits.size` is the most that it can hold.", "500Gi"),
            key("sla", Form.SHARE, "The availability that its operator owes for it, by contract.", "99.95%"),
            key("machine", Form.TEXT, "The type of machine that each member runs on.", "db.r6g.large")
                    .perRegion(),
            key(
                    "disposable",
                    Form.FLAG,
                    "What it holds need not come back after a loss, such as a cache or scratch space.",
                    "true"),
            key("key", TABLE_KEY, "The key of a table, for `dynamodb` and `cosmosdb`.", "{partition: id, sort: at}"),
            key("encryption", ENCRYPTION, "Where what it holds is unreadable to others.", "{atRest: true}"),
            key("insights", Form.FLAG, "Whether its own work is recorded.", "true"),
            key("clusterMode", Form.FLAG, "Whether it divides its keys over several nodes.", "true"),
            key("serverless", Form.FLAG, "Whether its size follows the load.", "true"),
            key("versioning", Form.FLAG, "Whether old versions are kept.", "true"),
            key("lifecycle", Form.FLAG, "Whether old objects move to cheaper storage.", "true"),
            key("tiering", Word.of("intelligent", "manual"), "Who decides about that.", "intelligent"),
            key("compression", Form.FLAG, "Whether it is stored compressed.", "true"),
            key("deduplication", Form.FLAG, "Whether what is there twice is stored once.", "true"),
            key("rowSecurity", Word.of("by-residency", "by-tenant"), "Who may see which rows.", "by-residency"),
            key("pattern", SchemaParts.PATTERN, "An assertion about its edges, checked.", "active-passive"),
            key("objectives", SchemaParts.OBJECTIVES, "What is promised for it.", "{rpo: 0s}"));

    private SchemaData() {}
}
