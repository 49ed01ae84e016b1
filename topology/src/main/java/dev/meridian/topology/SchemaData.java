package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.ONLY_IN;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Form;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The section `data` of version 1.
final class SchemaData {
    private static final Reference REGION = Reference.to(Kind.REGION);
    private static final Reference MEMBER = Reference.to(Kind.MEMBER);
    private static final Reference STORE_NAME = Reference.to(Kind.STORE);
    private static final Word MODES =
            Word.of("sync", "quorum", "async", "multi-primary", "provider", "copy", "none", "unknown");
    private static final Word SURVIVE = Word.of("zone", "region");
    private static final Values PLACES = new Values(Form.PLACE);
    private static final Values TEXTS = new Values(Form.TEXT);
    private static final Values WAITERS = new Values(MEMBER.or("all", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    static final Named VOTERS = new Named(
            Form.PLACE,
            block(
                    "voters",
                    key("count", Form.POSITIVE, "How many votes.", "2").needed().heads(),
                    key("data", Word.of("all", "none"), "Whether its voters hold the data.", "none")
                            .otherwise("all")));

    static final Block EDGE = block(
            "EDGE",
            key("from", new Values(MEMBER), "The members whose changes it carries.", "us-east-1")
                    .needed(),
            key("to", new Values(MEMBER.or("all")), "The members that it ends in.", "[eu-west-1]"),
            key("into", STORE_NAME, "Another store that it feeds.", "search"),
            key("mode", MODES, "As that of the store, for this edge.", "async"),
            key("via", Form.TEXT, "The mechanism.", "streaming"),
            key("carries", TEXTS, "What it brings; everything if silent.", "[settings]"),
            key("omits", TEXTS, "What it leaves out.", "[sessions]"),
            key("promotes", Form.FLAG, "Whether its end may take over.", "false")
                    .otherwise("true"),
            key("waitFor", WAITERS, "Whom a commit waits for.", "all"),
            key("lag", Form.TIME, "The lag to plan with.", "5s"),
            key("target", Form.TIME, "The lag that is promised.", "1s"),
            key("blocking", Form.FLAG, "Whether a dead end stalls the source.", "true")
                    .otherwise("false"),
            key("keepIn", PLACES, "The only regions that it may reach.", "[eu-west-1]"),
            absent(),
            key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"));

    static final Block REPLICATION = block(
                    "replication",
                    key("mode", MODES, "How writes reach the other members.", "async")
                            .heads(),
                    key("waitFor", WAITERS, "Whom a commit waits for, with `sync`.", "1")
                            .otherwise("1"),
                    key(
                                    "ifNoStandby",
                                    Word.of("continue", "stop"),
                                    "What commits do when no standby is left to wait for.",
                                    "stop")
                            .otherwise("stop"),
                    key("every", Form.TIME, "How often it is copied, with `copy`.", "1h"),
                    key("lag", Form.TIME, "The lag to plan with.", "5s"),
                    key("via", Form.TEXT, "The mechanism.", "streaming"),
                    key("consistency", Word.of("strong", "eventual"), "With `provider`.", "eventual"),
                    key("conflicts", TEXTS, "Who wins, with `multi-primary`.", "last-write-wins"),
                    key("edges", new Named(Form.NAME, EDGE), "Where it is more than one edge to each member.", "{}"))
            .later("target", "invalidate", "alarmOnLag", "partitioning");

    static final Block PARTITION = block(
                    "PARTITION",
                    key("home", REGION, "Where it is written.", "eu-west-1"),
                    key("keepIn", PLACES, "The only regions that may hold it.", "[eu-west-1]"),
                    key("rows", Form.TEXT, "Which rows.", "\"region = 'eu'\""),
                    key("survive", SURVIVE, "What it is meant to outlive.", "zone"),
                    key("scope", Word.of("global", "regional"), "Whether it is the same everywhere.", "global"),
                    key("voters", VOTERS, "Votes per region.", "{eu-west-1: 3}"),
                    key("replication", REPLICATION, "As that of the store, for this part.", "async"),
                    absent())
            .later("holds", "reads");

    static final Block BACKUP = block(
                    "backup",
                    key("every", Form.TIME, "How often.", "1h"),
                    key("pointInTime", Form.TIME_OR_TRUE, "Restores to any moment, this finely.", "5m"),
                    key("keep", Form.TIME, "For how long.", "30d"),
                    key("copyTo", new Values(Form.PLACE), "The other regions that get it, or `all`.", "[eu-west-1]"),
                    key("restoreTakes", Form.TIME, "How long a restore takes.", "30m"),
                    key("verify", Form.CADENCE, "How often a restore is tried.", "weekly"))
            .later("cleanup");

    static final Block RECOVER = block(
            "recover",
            key(
                    "replay",
                    block(
                            "replay",
                            key("from", STORE_NAME, "The store with the history.", "orders")
                                    .needed(),
                            key("covers", Form.TIME, "How far back it reaches.", "7d"),
                            key("takes", Form.TIME, "How long it takes.", "20m")),
                    "From the history in another store.",
                    "{from: orders, takes: 20m}"),
            key(
                    "rebuild",
                    block(
                            "rebuild",
                            key("from", STORE_NAME, "The store that it is made from.", "uploads")
                                    .needed(),
                            key("takes", Form.TIME, "How long it takes.", "3h")),
                    "Made again from another store.",
                    "{from: uploads, takes: 3h}"));

    static final Block STORE = block(
                    "STORE",
                    key("application", SchemaParts.APPLICATION, "Its owner, where there are several.", "shop"),
                    key("shared", Form.FLAG, "Used by several applications and moved by none.", "true"),
                    key(
                                    "kind",
                                    Word.of(
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
                                            "identity"),
                                    "What holds the state.",
                                    "postgresql")
                            .needed(),
                    key("version", Form.TEXT, "Of the program.", "15"),
                    key("zones", Form.SOME, "Over how many zones of a region.", "2..")
                            .perRegion(),
                    key("in", new Values(REGION), "The regions of its members; all if silent.", "[us-east-1]"),
                    key(
                            "members",
                            new Named(
                                    Form.NAME,
                                    block(
                                            "MEMBER",
                                            key("region", REGION, "Where it is.", "us-east-1")
                                                    .needed(),
                                            key("nodes", Form.SOME, "How many machines.", "3")
                                                    .perRegion(),
                                            key("zones", Form.SOME, "Over how many zones.", "3")
                                                    .perRegion(),
                                            absent(),
                                            key("onlyIn", ONLY_IN, "The environments.", "[production]"))),
                            "Where they are not one per region, named like it.",
                            "{main: {region: us-east-1}}"),
                    key("primary", MEMBER, "The member that takes the writes.", "main"),
                    key("keepIn", PLACES, "The only regions that may hold it.", "[eu-west-1]"),
                    key("replication", REPLICATION, "How writes reach the other members.", "async"),
                    key("survive", SURVIVE, "What it is meant to outlive.", "region"),
                    key("voters", VOTERS, "Votes per region.", "{eu-west-1: 2}"),
                    key("partitions", new Named(Form.NAME, PARTITION), "Parts with rules of their own.", "{}"),
                    key("dependsOn", SchemaParts.DEPENDS_ON, "What it needs.", "{kms: hard}"),
                    key("recover", RECOVER, "How it comes back without a copy.", "{}"),
                    key("backup", BACKUP, "Copies of the past.", "{every: 1h}"),
                    key("pattern", SchemaParts.PATTERN, "An assertion about its edges, checked.", "active-passive"),
                    key("objectives", SchemaParts.OBJECTIVES, "What is promised for it.", "{rpo: 0s}"),
                    absent(),
                    key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"))
            .later(
                    "holds",
                    "reads",
                    "writes",
                    "limits",
                    "insights",
                    "clusterMode",
                    "encryption",
                    "usedFor",
                    "topics",
                    "versioning",
                    "lifecycle",
                    "tiering",
                    "rowSecurity",
                    "serverless",
                    "zoneNames");

    private SchemaData() {}
}
