package dev.meridian.estate;

import dev.meridian.units.RegionName;

/// A store in memory that several regions have together (a global datastore of ElastiCache), as one of them has
/// it: one region takes the writes, the others follow and are read.
///
/// @param letters that its name begins with, which the cloud chooses for the founder
/// @param suffix the rest of its name, which is chosen here
/// @param founder where it was made, and where its settings are, whichever region takes the writes
/// @param writer the region that takes the writes
/// @param isFounder whether this is the region where it was made
/// @param isWriter whether this is the region that takes the writes
public record Datastore(
        String letters, String suffix, RegionName founder, RegionName writer, boolean isFounder, boolean isWriter) {
    /// By which the cloud knows it in every region.
    public String name() {
        return letters + "-" + suffix;
    }
}
