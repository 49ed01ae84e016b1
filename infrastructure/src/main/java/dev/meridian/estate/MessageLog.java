package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;

/// A Kafka that the cloud operates (MSK), as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region
/// @param version as MSK calls it
/// @param size of each of its machines, of which each of three zones has one
/// @param topics that the file names; none where services make their own
/// @param isMirrored whether others may have copies of what is written here
public record MessageLog(
        String store, String name, String version, BrokerSize size, List<Topic> topics, boolean isMirrored) {
    /// One in each zone, and a copy of everything on each: Express brokers have it no other way (MSK developer
    /// guide, Express brokers, 2026-11).
    public static final int BROKERS = 3;

    public MessageLog {
        topics = List.copyOf(topics);
    }

    /// What it carries.
    ///
    /// @param partitions into how many it is divided
    /// @param keep how long its messages are kept
    public record Topic(String name, int partitions, Duration keep) {}

    /// Whatever is written in one region is written in another too.
    ///
    /// @param role that does it
    /// @param keepsNames whether copies are in topics of the same name; otherwise its beginning says whose they
    /// are
    /// @param topics that are copied; none for all
    public record Mirror(String store, String role, Place from, Place to, boolean keepsNames, List<String> topics) {
        public Mirror {
            topics = List.copyOf(topics);
        }
    }

    /// A Kafka where it is.
    public record Place(RegionName region, String name) {}
}
