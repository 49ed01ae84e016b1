package dev.meridian.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a failover asks of one server, in the order in which it asks: [#stopReceiving] is the promise of a
/// survivor, [#follow] its turning to another primary, [#synchronous] and [#promote] make it the primary.
///
/// Every verb returns when what it asked for is in force, and may be asked again after any answer: asking for what
/// is already so changes nothing.
public final class Control {
    private static final long LOOK_MILLIS = 2;
    /// A setting reaches all processes of a server by one signal; how long the last of them takes to have read it.
    private static final Duration SIGNAL_SETTLES = Duration.ofMillis(10);

    private static final String POSITION = """
            select exists (select from pg_stat_activity where backend_type = 'walreceiver'),
                   pg_last_wal_receive_lsn() is not null,
                   exists (select from pg_stat_activity where backend_type = 'startup'
                           and wait_event in ('RecoveryRetrieveRetryInterval', 'RecoveryWalStream')),
                   coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')::text""";

    private static final String STANDBYS = """
            select application_name, state, sync_state in ('sync', 'quorum') as synchronous,
                   coalesce(flush_lsn, '0/0')::text as flushed, coalesce(replay_lsn, '0/0')::text as replayed,
                   coalesce(extract(epoch from replay_lag), 0)::float8 as lag
              from pg_stat_replication order by application_name""";

    private static final String LOOK = """
            with streaming as (
                select application_name = any (string_to_array(?, ',')) as named, flush_lsn,
                       exists (select from unnest(string_to_array(?, ','), string_to_array(?, ',')) as standby(name, host)
                               where name = application_name and host = host(client_addr)) as known
                  from pg_stat_replication where state = 'streaming')
            select coalesce(current_setting('synchronous_standby_names'), '') <> '' as protected,
                   (select count(*) from streaming where known) as streaming,
                   (select extract(epoch from clock_timestamp() - last_msg_receipt_time)::float8
                       from pg_stat_wal_receiver where status = 'streaming') as silence,
                   exists (select from streaming where named and not known) as stranger,
                   case when not pg_is_in_recovery() then (pg_current_wal_flush_lsn() - '0/0')::int8 end as position,
                   (select (min(flush_lsn) - '0/0')::int8 from (
                       select flush_lsn from streaming where known and flush_lsn is not null
                       order by flush_lsn desc limit ?) most having count(*) = ?) as enough""";

    private final Session session;

    public Control(Session session) {
        this.session = session;
    }

    /// A standby's log, seen once.
    private record Position(boolean receiving, boolean received, boolean exhausted, Lsn lsn) {
        /// Whether `lsn` is the end of what this standby has on disk. What was received since the start is counted
        /// as it is flushed; what an earlier run had flushed is known only once it has been replayed.
        boolean isFinal() {
            return !receiving && (received || exhausted);
        }
    }

    /// Cuts a standby off from its primary and tells how far its log reaches on disk: nothing can be added to it
    /// any more, by whichever primary. This is what makes positions of survivors comparable.
    public Reply<Lsn> stopReceiving(Duration deadline) {
        Deadline end = Deadline.in(deadline);
        return isPrimary(end.left())
                .then(primary -> primary
                        ? new Reply.CertainlyNot<>("this server is a primary, it receives nothing")
                        : set("primary_conninfo", "", end))
                .then(inForce -> awaitEndOfLog(end));
    }

    private Reply<Lsn> awaitEndOfLog(Deadline end) {
        boolean seenBefore = false;
        while (true) {
            switch (position(end)) {
                case Reply.Done<Position>(Position now) -> {
                    // Seen twice, since a receiver may have been about to start when the setting came.
                    if (now.isFinal() && seenBefore) {
                        return new Reply.Done<>(now.lsn());
                    }
                    seenBefore = now.isFinal();
                }
                case Reply<Position> other -> {
                    return other.map(Position::lsn);
                }
            }
            if (end.passed()) {
                return new Reply.MaybeDone<>("the receiver had not ended at the deadline");
            }
            Deadline.pause(LOOK_MILLIS);
        }
    }

    private Reply<Position> position(Deadline end) {
        return session.read(
                POSITION,
                row -> new Position(
                        row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), Lsn.parse(row.getString(4))),
                end.left());
    }

    /// Turns a standby to another primary. Returns when the setting is in force, not when it streams: see
    /// [#streamingStandbys] of the primary.
    public Reply<Upstream> follow(Upstream upstream, Duration deadline) {
        return set("primary_conninfo", upstream.conninfo(), Deadline.in(deadline))
                .map(inForce -> upstream);
    }

    /// Makes commits wait for `waitFor` of these standbys; for none if `names` is empty. Works on a standby too,
    /// for the time when it is promoted, which is how no write of a new primary goes unprotected.
    ///
    /// Commits look at a flag that the checkpointer process sets when it has read the setting; no view shows it.
    /// So this waits until the setting is in force here, for a settling time, and until the checkpointer is idle.
    public Reply<String> synchronous(int waitFor, List<String> names, Duration deadline) {
        if (names.isEmpty() ? waitFor != 0 : waitFor < 1 || waitFor > names.size()) {
            throw new IllegalArgumentException("cannot wait for " + waitFor + " of " + names);
        }
        Deadline end = Deadline.in(deadline);
        String set = names.stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", ", "ANY " + waitFor + " (", ")"));
        return set("synchronous_standby_names", names.isEmpty() ? "" : set, end).then(inForce -> {
            Deadline.pause(SIGNAL_SETTLES.toMillis());
            return await(
                    "select exists (select from pg_stat_activity where backend_type = 'checkpointer'"
                            + " and wait_event in ('CheckpointerMain', 'CheckpointWriteDelay'))",
                    end,
                    inForce);
        });
    }

    /// Makes a standby the primary; how long that took.
    public Reply<Duration> promote(Duration deadline) {
        long began = System.nanoTime();
        Deadline end = Deadline.in(deadline);
        return isPrimary(end.left())
                .then(already -> already
                        ? new Reply.Done<>(true)
                        : session.read("select pg_promote(false)", row -> row.getBoolean(1), end.left()))
                .then(sent -> await("select not pg_is_in_recovery()", end, "promoted"))
                .map(promoted -> Duration.ofNanos(System.nanoTime() - began));
    }

    /// Whether this server accepts writes, or would if nobody forbade them.
    public Reply<Boolean> isPrimary(Duration deadline) {
        return session.read("select not pg_is_in_recovery()", row -> row.getBoolean(1), deadline);
    }

    /// The standbys that are connected to this server.
    public Reply<List<Standby>> streamingStandbys(Duration deadline) {
        return session.readAll(
                STANDBYS,
                row -> new Standby(
                        row.getString("application_name"),
                        row.getString("state"),
                        row.getBoolean("synchronous"),
                        Lsn.parse(row.getString("flushed")),
                        Lsn.parse(row.getString("replayed")),
                        Duration.ofNanos((long) (row.getDouble("lag") * 1e9))),
                deadline);
    }

    /// What this server says of itself.
    ///
    public Reply<Look> look(Look.Standbys standbys, Duration deadline) {
        String names = standbys.names();
        return session.read(
                LOOK, Control::look, deadline, names, names, standbys.hosts(), standbys.waitFor(), standbys.waitFor());
    }

    private static Look look(ResultSet row) throws SQLException {
        double silence = row.getDouble("silence");
        boolean isStreaming = !row.wasNull();
        long position = row.getLong("position");
        boolean isPrimary = !row.wasNull();
        long enough = row.getLong("enough");
        OptionalLong byEnough = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(enough);
        return new Look(
                row.getBoolean("protected"),
                row.getInt("streaming"),
                isStreaming ? Optional.of(Duration.ofNanos((long) (silence * 1e9))) : Optional.empty(),
                isPrimary
                        ? Optional.of(new Look.Confirmed(row.getBoolean("stranger"), position, byEnough))
                        : Optional.empty());
    }

    /// Waits until the standby of this name streams from this server.
    public Reply<Standby> awaitStreaming(String applicationName, Duration deadline) {
        Deadline end = Deadline.in(deadline);
        while (true) {
            Predicate<Standby> wanted =
                    standby -> standby.applicationName().equals(applicationName) && standby.isStreaming();
            switch (streamingStandbys(end.left())) {
                case Reply.Done<List<Standby>>(List<Standby> standbys)
                when standbys.stream().anyMatch(wanted) -> {
                    return new Reply.Done<>(
                            standbys.stream().filter(wanted).findFirst().orElseThrow());
                }
                case Reply.Done<List<Standby>> notYet -> Deadline.pause(LOOK_MILLIS);
                case Reply<List<Standby>> other -> {
                    return other.map(List::getFirst);
                }
            }
            if (end.passed()) {
                return new Reply.CertainlyNot<>(applicationName + " does not stream");
            }
        }
    }

    /// How far a standby's log can be read.
    public Reply<Lsn> replayPosition(Duration deadline) {
        return lsn("select coalesce(pg_last_wal_replay_lsn(), '0/0')::text", deadline);
    }

    /// How far a standby's log reaches on its disk, while it may still grow; see [#stopReceiving].
    public Reply<Lsn> flushedPosition(Duration deadline) {
        return position(Deadline.in(deadline)).map(Position::lsn);
    }

    /// How far a primary has its own log on disk.
    public Reply<Lsn> writtenPosition(Duration deadline) {
        return lsn("select pg_current_wal_flush_lsn()::text", deadline);
    }

    /// Whether this primary still has the log from a position on, so that a standby that has come so far can
    /// catch up. A log file's name is a timeline and a place; the place alone counts, since the standby may come
    /// from an earlier timeline.
    public Reply<Boolean> keepsLogFrom(Lsn position, Duration deadline) {
        return session.read(
                "select min(substr(name, 9)) <= substr(pg_walfile_name(cast(? as pg_lsn) + 1), 9)"
                        + " from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'",
                row -> row.getBoolean(1),
                deadline,
                position.toString());
    }

    /// Copies this server, over this session, into a standby's data directory; see [Clone].
    public Clone.Outcome cloneTo(Clone.Order order, ProgressListener listener, Duration deadline) {
        return Clone.of(session, order, listener, deadline);
    }

    private Reply<Lsn> lsn(String sql, Duration deadline) {
        return session.read(sql, row -> Lsn.parse(row.getString(1)), deadline);
    }

    /// Sets what `ALTER SYSTEM` may set, and waits until this session sees it in force.
    private Reply<String> set(String name, String value, Deadline end) {
        String literal = "'" + value.replace("'", "''") + "'";
        return session.write("alter system set " + name + " = " + literal, end.left())
                .then(altered -> session.read("select pg_reload_conf()", row -> row.getBoolean(1), end.left()))
                .then(signalled -> await("select current_setting('" + name + "') = " + literal, end, value));
    }

    private <T> Reply<T> await(String condition, Deadline end, T value) {
        while (true) {
            Reply<Boolean> now = session.read(condition, row -> row.getBoolean(1), end.left());
            if (!(now instanceof Reply.Done<Boolean>(Boolean holds))) {
                return now.map(never -> value);
            }
            if (holds) {
                return new Reply.Done<>(value);
            }
            if (end.passed()) {
                return new Reply.MaybeDone<>("not in force at the deadline: " + condition);
            }
            Deadline.pause(LOOK_MILLIS);
        }
    }
}
