package dev.meridian.blueprint;

/// What users get while the region that serves them does not.
public enum Degrade {
    /// Reads from the copy in their own region, with its age; writes wait.
    GRACEFUL,
    /// Nothing.
    NONE
}
