package dev.meridian.blueprint;

/// How writes reach the other members of a store.
public enum ReplicationMode {
    /// A commit waits for [Replication#waitFor] standbys.
    SYNC,
    /// A commit waits for a majority of voters.
    QUORUM,
    /// A commit waits for nobody.
    ASYNC,
    /// Writes are taken on both sides, and conflicts follow.
    MULTI_PRIMARY,
    /// The provider's own, managed mechanism.
    PROVIDER,
    /// Copied on a schedule.
    COPY,
    /// Not at all, said on purpose.
    NONE,
    /// Nobody knows: nothing is ever promoted on it.
    UNKNOWN
}
