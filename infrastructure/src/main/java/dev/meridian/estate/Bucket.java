package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.OptionalInt;

/// Objects that the cloud keeps, as one region has them.
///
/// @param store as the file calls it
/// @param name that no bucket of anybody has
/// @param isVersioned whether what is written over or deleted can be had back for a while
/// @param isCopied whether what is written into it is written into one of another region, too
/// @param days how long an object is kept; empty for ever
/// @param aging what becomes of objects that nobody has touched for long
public record Bucket(String store, String name, boolean isVersioned, boolean isCopied, OptionalInt days, Aging aging) {
    /// What becomes of old objects.
    public enum Aging {
        /// They stay as they are.
        NONE,
        /// They move to cheaper storage by their age.
        BY_AGE,
        /// The cloud moves each by how it is used.
        BY_USE
    }

    /// What is written into a bucket of one region is written into those of others too.
    ///
    /// @param store as the file calls it
    /// @param from where it is written first
    /// @param to where else
    /// @param isTimed whether the cloud promises a time, fifteen minutes, and says when it does not keep it
    public record Stream(String store, Place from, List<Place> to, boolean isTimed) {
        public Stream {
            to = List.copyOf(to);
        }
    }

    /// What of a stream goes to one region.
    public record Copy(String store, Place from, Place to) {
        /// As S3 calls what does it, and what it counts of that.
        public String rule() {
            return rule(to.region());
        }

        /// The same for whatever goes to a region.
        public static String rule(RegionName to) {
            return "to-" + to;
        }
    }

    /// A bucket where it is.
    public record Place(RegionName region, String name) {}
}
