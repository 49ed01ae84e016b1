package dev.meridian.blueprint;

/// What an application does in a region while nothing is wrong.
public enum Role {
    /// Serves, and holds the writer of each store that has one.
    PRIMARY,
    /// Serves; its writes go to the writer, or stay local where a store is multi-primary.
    ACTIVE,
    /// Serves nobody before a failover.
    STANDBY
}
