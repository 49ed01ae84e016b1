package dev.meridian.estate;

import dev.meridian.units.WeeklyWindow;
import java.util.Optional;

/// A store in memory that the cloud operates (ElastiCache), as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region
/// @param version of Valkey
/// @param isCluster whether it divides its keys over several nodes
/// @param zones over how many zones each part of it is spread; one of them takes its writes
/// @param daysKept how long its snapshots are kept
/// @param window when it may be worked on, with its day; empty for whenever the cloud likes
public record Cache(
        String store,
        String name,
        String version,
        boolean isCluster,
        int zones,
        int daysKept,
        Optional<WeeklyWindow> window) {}
