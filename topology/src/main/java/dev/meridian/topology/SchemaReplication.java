package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.HOLDS;
import static dev.meridian.topology.SchemaParts.PLACES;
import static dev.meridian.topology.SchemaParts.TEXTS;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// What version 1 says about the copies of a store: replication and its edges, voters, partitions.
final class SchemaReplication {
    static final Reference MEMBER = Reference.to(Kind.MEMBER);
    static final Word SURVIVE = Word.of("zone", "region");
    private static final Word MODES = Word.explained(
            "sync", "A commit waits for standbys: `waitFor`.",
            "quorum", "A commit waits for a majority of `voters`, which elect the leader.",
            "async", "A commit waits for no other member; `lag` is what may be lost.",
            "multi-primary", "Each member takes writes and sends them to the others; `conflicts` says which one wins.",
            "provider", "As the managed mechanism does: `via`, `consistency`.",
            "copy", "A copy is made every so often: `every`.",
            "none", "Nothing is copied: each region has data of its own, or there is one copy.",
            "unknown", "Not known to the author of the file: every verdict about it is unknown as well.");
    private static final Word CONSISTENCY =
            Word.of("strong", "bounded-staleness", "session", "consistent-prefix", "eventual");
    private static final Values WAITERS = new Values(MEMBER.or("all", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    private static final String VIA =
            "The mechanism, by a word of the column `via` in MECHANISMS.md; of another word nothing is known, and `validate`"
                    + " names the nearest ones.";

    static final Named VOTERS = new Named(
            Form.PLACE,
            block(
                    "voters",
                    key("count", Form.POSITIVE, "How many votes.", "2").needed().heads(),
                    key("data", Word.of("all", "none"), "Whether its voters hold the data.", "none")
                            .otherwise("all")));

    static final Block EDGE = entry(
            "EDGE",
            key("from", new Values(MEMBER), "The members whose changes it carries.", "us-east-1")
                    .needed(),
            key("to", new Values(MEMBER.or("all")), "The members that it ends in.", "[eu-west-1]"),
            key("into", Reference.to(Kind.STORE), "Another store that it feeds.", "search"),
            key("mode", MODES, "As that of the store, for this edge.", "async"),
            key("via", Form.TEXT, VIA, "streaming"),
            key("carries", TEXTS, "What it brings; everything if silent.", "[settings]"),
            key("omits", TEXTS, "What it leaves out.", "[sessions]"),
            key("promotes", Form.FLAG, "Whether its end may take over.", "false")
                    .otherwise("true"),
            key("waitFor", WAITERS, "Whom a commit waits for.", "all"),
            key(
                    "ifNoStandby",
                    Word.of("continue", "stop"),
                    "What commits do when no standby of this edge is left, with `sync`; that of the store if silent.",
                    "continue"),
            key("every", Form.TIME, "How often this edge copies, with `copy`; that of the store if silent.", "5m"),
            key("lag", Form.TIME, "The lag to plan with.", "5s"),
            key("target", Form.TIME, "The lag that is promised.", "1s"),
            key("alarmOnLag", Form.TIME_OR_TRUE, "The lag of this edge at which people are told.", "30s"),
            key("consistency", CONSISTENCY, "What readers at its end can rely on, with `provider`.", "session"),
            key("blocking", Form.FLAG, "Whether a dead end stalls the source.", "true")
                    .otherwise("false"),
            key("keepIn", PLACES, "The only regions that it may reach.", "[eu-west-1]"));

    static final Block REPLICATION = block(
            "replication",
            key("mode", MODES, "How writes reach the other members.", "async").heads(),
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
            key("target", Form.TIME, "The lag that is promised.", "1m"),
            key("alarmOnLag", Form.TIME_OR_TRUE, "The lag at which somebody is told.", "30s"),
            key("via", Form.TEXT, VIA, "streaming"),
            key(
                    "consistency",
                    CONSISTENCY,
                    "What readers in other regions can rely on, with `provider`; the words are the levels of Azure"
                            + " Cosmos DB.",
                    "eventual"),
            key("staleness", Form.TIME, "How old a read may be at most, with `consistency: bounded-staleness`.", "5m"),
            key(
                    "factor",
                    Form.POSITIVE,
                    "How many copies each place keeps of every datum, in a store of quorums.",
                    "3"),
            key("conflicts", TEXTS, "Who wins, with `multi-primary`.", "last-write-wins"),
            key("invalidate", Word.of("all-regions", "same-region", "none"), "Whose copies a write removes.", "none"),
            key("partitioning", Word.of("same", "own"), "Whether every member divides the data alike.", "same"),
            key(
                    "edges",
                    new Named(Form.NAME, EDGE),
                    "Where it is more than one edge to each member.",
                    "{spare: {from: us-east-1, to: eu-west-1}}"));

    static final Block PARTITION = block(
            "PARTITION",
            key("home", SchemaParts.REGION, "Where it is written.", "eu-west-1"),
            key("keepIn", PLACES, "The only regions that may hold it.", "[eu-west-1]"),
            key("holds", HOLDS, "The classes of its data.", "[eu-personal]"),
            key("rows", Form.TEXT, "Which rows.", "\"region = 'eu'\""),
            key("reads", Form.STALENESS, "What a read elsewhere may be answered with.", "stale 5s"),
            key("survive", SURVIVE, "What it is meant to outlive.", "zone"),
            key("scope", Word.of("global", "regional"), "Whether it is the same everywhere.", "global"),
            key("voters", VOTERS, "Votes per region.", "{eu-west-1: 3}"),
            key("replication", REPLICATION, "As that of the store, for this part.", "async"),
            absent());

    private SchemaReplication() {}
}
