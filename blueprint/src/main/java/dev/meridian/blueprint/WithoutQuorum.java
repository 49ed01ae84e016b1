package dev.meridian.blueprint;

/// What the writer does when the control plane has lost its majority. No role and no route moves in either case.
public enum WithoutQuorum {
    /// It stops acknowledging when its lease runs out.
    STOP,
    /// It goes on for as long as all promotable members acknowledge.
    FAILSAFE
}
