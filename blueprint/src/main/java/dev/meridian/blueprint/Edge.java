package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.List;

/// One stream of changes of a store, from one region to another.
///
/// @param name the name in the file; an edge that follows from the headline mode is named like the region it ends
///     in
/// @param carries what it brings; empty means everything but `omits`
/// @param omits what it leaves out
/// @param promotes whether its end may take the store over, as far as this edge goes
/// @param transport how it carries them
public record Edge(
        String name,
        RegionName from,
        RegionName to,
        ReplicationMode mode,
        List<String> carries,
        List<String> omits,
        boolean promotes,
        Transport transport) {
    public Edge {
        carries = List.copyOf(carries);
        omits = List.copyOf(omits);
    }

    /// Whether its end has everything that its start has.
    public boolean complete() {
        return carries.isEmpty() && omits.isEmpty();
    }
}
