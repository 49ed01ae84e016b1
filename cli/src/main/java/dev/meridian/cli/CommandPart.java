package dev.meridian.cli;

/// What a command takes: one option, one argument, or several that commands share.
interface CommandPart {
    /// Makes the command take it.
    void addTo(Description command);
}
