package dev.meridian.engine;

/// What an agent knows of the database in its own region.
public enum ServerState {
    /// It accepts writes.
    PRIMARY,
    /// It follows another one.
    STANDBY,
    /// It runs, and has not answered for some seconds: nothing can be asked of it.
    MUTE,
    /// It is not running, on purpose or not.
    DOWN,
    /// There is none here: the place of a witness.
    NONE
}
