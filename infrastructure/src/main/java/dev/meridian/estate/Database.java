package dev.meridian.estate;

import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.util.Optional;
import java.util.OptionalInt;

/// A PostgreSQL that the cloud operates, as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region
/// @param source whose writes it follows; empty for one that takes writes of its own
/// @param isFollowed whether others may follow it
/// @param version the major one, of PostgreSQL
/// @param connections the most at one time; empty for as many as its memory gives
/// @param hasStandby whether another zone has one that takes over by itself
/// @param daysBack how far back it can be restored to any moment
/// @param window when it may be worked on, with its day; empty for whenever the cloud likes
public record Database(
        String store,
        String name,
        Optional<Source> source,
        boolean isFollowed,
        int version,
        InstanceClass instanceClass,
        Disk disk,
        OptionalInt connections,
        boolean hasStandby,
        int daysBack,
        Optional<WeeklyWindow> window) {
    /// What SQL calls it, without quotes.
    public String inSql() {
        return store.replace('-', '_');
    }

    /// The secret of its owner, where it has a password.
    public String secret() {
        return name + "-owner";
    }

    /// Another one, in another region.
    public record Source(RegionName region, String name) {}

    /// Everything that is needed to restore one in another region.
    ///
    /// @param store as the file calls it
    /// @param of which one
    /// @param to where it can be restored
    /// @param daysBack how far back
    public record Copy(String store, Source of, RegionName to, int daysBack) {}
}
