package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.SequencedMap;

/// A program that is part of an application.
///
/// @param application its owner
/// @param regions the regions in which it runs, in file order: those that the file names, else every region of its
///     application
/// @param healthPath the path of an HTTP request that is answered with 200 while it can serve
/// @param dependsOn what it needs, by the name of a service, store or external
public record Service(
        String name,
        String application,
        List<RegionName> regions,
        int port,
        String healthPath,
        SequencedMap<String, Need> dependsOn) {
    public Service {
        regions = List.copyOf(regions);
        dependsOn = Frozen.copy(dependsOn);
    }
}
