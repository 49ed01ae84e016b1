package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.Optional;

/// Rows that the cloud keeps by key (DynamoDB), in the region that has them first.
///
/// @param store as the file calls it
/// @param name the same in every region that has a copy: a table of several regions has one name
/// @param isFollowed whether others may have copies
/// @param key the attributes that rows are found by; a partition and a sort key of any text where the file does
///     not say
public record Table(String store, String name, boolean isFollowed, Optional<Key> key) {
    /// The attributes that rows are found by.
    public record Key(String partition, Optional<String> sort) {}

    /// One that takes writes as well, in another region.
    public record Copy(Table table, RegionName from, RegionName to) {}
}
