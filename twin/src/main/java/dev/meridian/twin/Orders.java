package dev.meridian.twin;

import java.util.List;

/// The table of the stand-in application: one row per write, named by its key, so that a drill can ask
/// afterwards which acknowledged writes are still there.
final class Orders {
    /// Made once, when the role is granted for the first time.
    static final List<String> TABLES = List.of(
            "create table if not exists orders (key bigint primary key, customer text not null, epoch bigint not null,"
                    + " placed timestamptz not null default clock_timestamp())");

    private Orders() {}
}
