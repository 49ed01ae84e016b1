package dev.meridian.blueprint;

/// Who starts a failover.
public enum Mode {
    /// A person.
    MANUAL,
    /// The engine proposes, a person approves.
    APPROVED,
    /// The engine.
    AUTOMATIC
}
