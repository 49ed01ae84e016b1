package dev.meridian.agent;

import dev.meridian.units.Epoch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Meridian's own tables in the application's database.
final class Tables {
    /// Made when the role is granted; a copy brings them along.
    private static final List<String> OURS = List.of(
            "create schema if not exists meridian",
            "create table if not exists meridian.role (id int primary key, region text not null, epoch bigint not null)",
            "create table if not exists meridian.heartbeat"
                    + " (id int primary key, epoch bigint not null, incarnation bigint not null, nanos bigint not null)",
            "create table if not exists meridian.canary"
                    + " (vantage text primary key, epoch bigint not null, sequence bigint not null)");

    /// A canary carries the epoch that its vantage believes in; a database that has seen a later one refuses
    /// it.
    static final String CANARY = "insert into meridian.canary values (?, ?, ?) on conflict (vantage) do update"
            + " set epoch = excluded.epoch, sequence = excluded.sequence where canary.epoch <= excluded.epoch";

    /// The time of the holder's clock, and whose clock it is.
    static final String BEAT = "insert into meridian.heartbeat values (1, ?, ?, ?) on conflict (id) do update"
            + " set epoch = excluded.epoch, incarnation = excluded.incarnation, nanos = excluded.nanos";

    /// The newest heartbeat, if this copy has one.
    static final String NEWEST_BEAT = "select epoch, incarnation, nanos from meridian.heartbeat where id = 1";

    private Tables() {}

    /// Makes them, and what the application begins with, and writes down who has the role. They are not the
    /// application's data: they are committed without waiting for a standby, which the first one could not do.
    static void recordRole(Connection open, AgentConfig config, Epoch epoch) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("set local synchronous_commit = local");
            for (String sql : OURS) {
                statement.execute(sql);
            }
            for (String sql : config.bootstrap()) {
                statement.execute(sql);
            }
            statement.execute("insert into meridian.role values (1, '" + config.region() + "', " + epoch
                    + ") on conflict (id) do update set region = excluded.region, epoch = excluded.epoch");
        }
    }
}
