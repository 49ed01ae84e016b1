package dev.meridian.engine;

/// Whether anybody else could have the role, as far as its holder knows.
public enum Prospect {
    /// Surely nobody, as things are.
    NOBODY,
    /// Nobody by itself now, or the holder cannot tell.
    PERHAPS,
    /// Somebody, if the holder fell silent for long enough and all went well.
    SOMEBODY
}
