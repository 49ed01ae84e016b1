package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.COPY;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.NONE;
import static dev.meridian.blueprint.ReplicationMode.PROVIDER;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.ReplicationMode.UNKNOWN;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// Relational databases that their user runs, and the restore of a backup.
final class RelationalSoftware {
    private static final List<String> STREAMING =
            List.of("streaming", "streaming-replication", "physical-replication", "wal-streaming");
    private static final List<String> GROUP = List.of("group-replication", "innodb-cluster", "mysql-group-replication");
    private static final List<String> BINLOG = List.of("binlog", "mysql-replication", "binlog-replication", "gtid");
    private static final List<String> ALWAYS_ON =
            List.of("always-on", "availability-group", "availability-groups", "always-on-availability-group");
    private static final List<ReplicationMode> NOT_WAITING =
            List.of(ASYNC, MULTI_PRIMARY, PROVIDER, COPY, NONE, UNKNOWN);

    /// Measured on a drill; the plan holds until a drill in the user's cloud says better.
    private static final Span PROMOTION = Span.of(Duration.ofMillis(250), Duration.ofSeconds(10));

    private static final String MEASURED =
            "PostgreSQL 18 under Meridian's agent, measured 2026-11: 0.1 to 0.2 s; 10 s to plan with until a drill in"
                    + " your cloud says better";
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the standby falls behind; a promotion needs the fence of the old"
                    + " primary.";

    private RelationalSoftware() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.SOFTWARE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("postgresql-sync-zones", "promotion by Meridian's agent")
                    .kinds(POSTGRESQL)
                    .inModes(List.of(SYNC, QUORUM))
                    .by(CONTROL)
                    .strong()
                    .takes(PROMOTION)
                    .onLoss("A standby that every commit waited for is promoted.")
                    .onCut("The primary stops acknowledging once too few standbys answer.")
                    .read(MEASURED),
            row("postgresql-async-zones", "promotion by Meridian's agent, asynchronous")
                    .kinds(POSTGRESQL)
                    .inModes(NOT_WAITING)
                    .by(CONTROL)
                    .takes(PROMOTION)
                    .loses(underWay())
                    .onLoss("A standby is promoted; commits that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read(MEASURED + "; no commit waits for a copy, and nothing bounds the loss"),
            row("postgresql-sync", "promotion by Meridian's agent")
                    .kinds(POSTGRESQL)
                    .words(STREAMING)
                    .words("synchronous-streaming", "synchronous-replication")
                    .region(SYNC, QUORUM)
                    .by(CONTROL)
                    .strong()
                    .takes(PROMOTION)
                    .onLoss("A standby that every commit waited for is promoted.")
                    .onCut("The primary stops acknowledging once too few standbys answer.")
                    .read(MEASURED),
            row("postgresql-async", "asynchronous replica promotion by Meridian's agent")
                    .kinds(POSTGRESQL)
                    .words(STREAMING)
                    .words("asynchronous-streaming", "asynchronous-replication")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(PROMOTION)
                    .loses(underWay())
                    .onLoss("A standby is promoted; commits that had not reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read(MEASURED + "; no commit waits for a copy, and nothing bounds the loss"),
            row("postgresql-log-shipping", "PostgreSQL archive recovery from shipped log files")
                    .kinds(POSTGRESQL)
                    .words("log-shipping", "wal-shipping", "archive-recovery", "wal-archive", "continuous-archiving")
                    .onlyNamed()
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The standby replays what the archive has and is promoted; log files that were not archived"
                            + " are lost, about the time of `archive_timeout`.")
                    .onCut("The primary goes on acknowledging and keeps its log files; the standby falls behind until"
                            + " the archive is reached again.")
                    .read("PostgreSQL documentation, Log-shipping standby servers: file-based log shipping is"
                            + " asynchronous, `archive_timeout` limits the loss to as little as a few seconds; nothing"
                            + " bounds it while archiving fails, and no time is published"),
            row("both-ways", "streaming both ways")
                    .kinds(POSTGRESQL, MYSQL)
                    .words(
                            "logical-replication",
                            "pgactive",
                            "bdr",
                            "pgd",
                            "spock",
                            "bidirectional-replication",
                            "multi-source-replication",
                            "streaming")
                    .region(MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Every side is writable; commits that had not left are lost with their region.")
                    .onCut("Both sides acknowledge, and changes of the same row conflict; the usual rule keeps the"
                            + " last one and drops the other.")
                    .read("asynchronous in both directions: changes that have not left are lost with their region, and"
                            + " nothing bounds them"),
            row("mysql-group-replication-zones", "MySQL group replication")
                    .kinds(MYSQL)
                    .inModes(List.of(QUORUM))
                    .strong()
                    .takes(seconds(10, 30))
                    .onLoss("The majority expels the lost members and elects a primary among its own.")
                    .onCut("The side with the majority acknowledges; the other side blocks its transactions.")
                    .read("MySQL 8.4 Reference Manual, Group replication: suspicion after 5 s and expulsion after"
                            + " another 5 s by default; 30 s to plan with is Meridian's"),
            row("mysql-group-replication", "MySQL group replication")
                    .kinds(MYSQL)
                    .words(GROUP)
                    .region(QUORUM)
                    .strong()
                    .takes(seconds(10, 30))
                    .onLoss("The majority expels the lost members and elects a primary among its own.")
                    .onCut("The side with the majority acknowledges; the other side blocks its transactions.")
                    .read("MySQL 8.4 Reference Manual, Group replication: suspicion after 5 s and expulsion after"
                            + " another 5 s by default; 30 s to plan with is Meridian's"),
            row("mysql-semi-sync", "MySQL semisynchronous replication")
                    .kinds(MYSQL)
                    .words("semi-sync", "semisync", "semisynchronous-replication", "semi-synchronous-replication")
                    .region(SYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("The replica that acknowledged is promoted; nothing is lost unless the source had given up"
                            + " waiting.")
                    .onCut("The source waits 10 s by default and then acknowledges without a replica.")
                    .read(
                            "MySQL 8.4 Reference Manual, Configuring semisynchronous replication: reverts to "
                                    + "asynchronous after `rpl_semi_sync_source_timeout`, 10 s by default; no time is published"),
            row("mysql-async", "MySQL replication")
                    .kinds(MYSQL)
                    .words(BINLOG)
                    .words("streaming")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A replica is promoted after it has applied its relay log; transactions that had not"
                            + " reached it are lost.")
                    .onCut(TWO_WRITERS)
                    .read("MySQL 8.4 Reference Manual, Replication, and MariaDB documentation, Semisynchronous "
                            + "replication: standard replication is asynchronous, the primary waits for no replica; no "
                            + "time is published"),
            row("sqlserver-always-on-sync", "SQL Server availability group, synchronous commit")
                    .kinds(SQLSERVER)
                    .words(ALWAYS_ON)
                    .region(SYNC)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The cluster's quorum fails over to a secondary that is synchronised.")
                    .onCut("A secondary that does not answer within its session timeout of 10 s is no longer waited"
                            + " for; the primary goes on while it has the quorum.")
                    .read("Microsoft SQL Server documentation, Availability modes and failover modes: automatic"
                            + " with synchronous commit; no time is published"),
            row("sqlserver-always-on-async", "SQL Server availability group, asynchronous commit")
                    .kinds(SQLSERVER)
                    .words(ALWAYS_ON)
                    .words("distributed-availability-group", "log-shipping")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A forced failover makes the secondary the primary; transactions that had not reached it"
                            + " are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Microsoft SQL Server documentation, Availability modes and failover modes: forced"
                            + " failover only, with possible data loss; no time is published"),
            row("backup-restore", "restoring a backup")
                    .kinds(StoreKind.values())
                    .damage()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The newest backup before the damage is restored; later writes are lost.")
                    .onCut("No writes are involved.")
                    .read("minutes to hours by the size and the tool, and no time holds for all"),
            row("backup-restore-elsewhere", "restoring a backup in another region")
                    .kinds(StoreKind.values())
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The newest backup that was copied is restored; later writes are lost.")
                    .onCut("No writes are involved.")
                    .read("minutes to hours by the size and the tool, and no time holds for all"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
