package dev.meridian.evidence;

import java.util.Locale;

/// The parts of a recovery, in order; together they are the time to recover.
public enum Phase {
    /// Until the fault is noticed.
    DETECT,
    /// Until it may be acted on: decision and human approval included.
    HOLD,
    /// Until the old side can acknowledge nothing: the lease wait included.
    FENCE,
    /// Until the new side accepts writes.
    PROMOTE,
    /// Until it has the capacity for them.
    SCALE,
    /// Until users find it: TTL and resolver tail included.
    ROUTE,
    /// Until the first write of those that then go on.
    VERIFY;

    /// As JSON and reports write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
