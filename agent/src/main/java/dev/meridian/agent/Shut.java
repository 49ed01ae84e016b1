package dev.meridian.agent;

import java.util.OptionalLong;

/// A database that accepts no writes: it has no process, or lets no client in.
///
/// @param since when, on this machine's monotonic clock
/// @param readySince since when it waits to be opened; empty while it has no process, or reads its log
record Shut(long since, OptionalLong readySince) {
    Shut(long since) {
        this(since, OptionalLong.empty());
    }

    boolean isReady() {
        return readySince.isPresent();
    }

    Shut and(boolean isReadyNow, long now) {
        return isReadyNow == isReady()
                ? this
                : new Shut(since, isReadyNow ? OptionalLong.of(now) : OptionalLong.empty());
    }
}
