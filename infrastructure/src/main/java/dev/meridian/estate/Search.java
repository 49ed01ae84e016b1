package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.Optional;

/// An OpenSearch that the cloud operates, as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region; the same in every region
/// @param owner the role that may do everything in it, which is the same in every region
/// @param version of OpenSearch
/// @param zones over how many zones it is spread, each with one machine that has data
/// @param gibibytes of disk that each of them has
/// @param leader whose indices it is to follow; empty for one that takes writes of its own
/// @param isFollowed whether others may follow it
public record Search(
        String store,
        String name,
        String owner,
        String version,
        int zones,
        SearchNode node,
        int gibibytes,
        Optional<RegionName> leader,
        boolean isFollowed) {
    /// One that follows another in another region.
    public record Following(String store, String name, RegionName leader, RegionName follower) {}
}
