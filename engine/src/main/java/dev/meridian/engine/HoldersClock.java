package dev.meridian.engine;

import dev.meridian.units.Epoch;
import org.jspecify.annotations.Nullable;

/// Which clock the holder counts its lease on, and dates its heartbeats with: instants of two of them are never
/// compared, and whoever tells one tells which it is: what was read before the holder's machine started again may
/// be told after it. Another holder's is another one, and so is the same holder's after its machine has started
/// again: then its clock began anew. A new start of its agent alone changes nothing.
///
/// @param epoch the grant
/// @param incarnation the start of the holder's agent since which its machine has run
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
