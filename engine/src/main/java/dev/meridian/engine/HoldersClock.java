package dev.meridian.engine;

import dev.meridian.units.Epoch;
import org.jspecify.annotations.Nullable;

/// Which clock the holder counts its lease on, and dates its heartbeats with: instants of two of them are never
/// compared, and whoever tells one tells which it is: what was read before the holder's machine started again may
/// be told after it. Another holder's is another one, and so may be the same holder's after its agent has started
/// again: its machine may have, too, and then its clock began anew.
///
/// @param epoch the grant
/// @param incarnation which start of the holder's agent
public record HoldersClock(Epoch epoch, long incarnation) {
    /// As a record's own, but sooner.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HoldersClock(Epoch its, long start) && incarnation == start && epoch.equals(its);
    }

    @Override
    public int hashCode() {
        return 31 * epoch.hashCode() + Long.hashCode(incarnation);
    }
}
