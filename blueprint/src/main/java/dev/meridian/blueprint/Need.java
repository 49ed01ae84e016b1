package dev.meridian.blueprint;

/// How much something is needed.
public enum Need {
    /// Without it nothing is served: it multiplies into availability.
    HARD,
    /// Without it users lose something, and are served.
    SOFT,
    /// Needed to change or scale, not to serve.
    OPERATE
}
