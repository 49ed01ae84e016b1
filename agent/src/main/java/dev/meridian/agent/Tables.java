package dev.meridian.agent;

import java.util.List;

/// Meridian's own tables in the application's database.
final class Tables {
    /// Made when the role is granted; a copy brings them along.
    static final List<String> OURS = List.of(
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

    /// The newest heartbeat, if this copy has one and it was dated with this clock.
    static final String NEWEST_BEAT =
            "select nanos from meridian.heartbeat where id = 1 and epoch = ? and incarnation = ?";

    private Tables() {}
}
