package dev.meridian.evidence;

import java.util.Locale;

/// Where a figure comes from; every figure that is shown carries one of these.
public enum Origin {
    /// The user wrote it.
    DECLARED,
    /// Somebody published it; the source stands beside it.
    SOURCED,
    /// Worked out; the arithmetic stands beside it.
    DERIVED,
    /// Seen in the simulator.
    SIMULATED,
    /// Seen in this run, on this machine.
    MEASURED;

    /// As JSON and reports write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
