package dev.meridian.blueprint;

/// What a move does to the role, in its order: the places at which a step of the file can stand.
public enum MovePhase {
    /// The old side stops, or has surely stopped.
    FENCE,
    /// The new side takes writes.
    PROMOTE,
    /// Users are sent to it.
    ROUTE
}
