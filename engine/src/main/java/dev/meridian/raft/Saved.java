package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// What a member finds on its disk when it starts.
///
/// @param term the latest that it has seen
/// @param votedFor whom it gave its vote in that term
/// @param entries those after the snapshot's, in order
public record Saved(long term, Optional<RegionName> votedFor, Snapshot snapshot, List<Entry> entries) {
    /// Of a member that never ran.
    public static final Saved NOTHING = new Saved(0, Optional.empty(), Snapshot.NONE, List.of());

    public Saved {
        entries = List.copyOf(entries);
    }
}
