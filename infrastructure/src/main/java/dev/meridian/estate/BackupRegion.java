package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.List;

/// A region of AWS that the file names for copies of backups and for nothing else: it gets a key and what is
/// copied, and no network.
///
/// @param name that everything in it begins with
/// @param databases whose backups are copied to here
/// @param volumes of which backups are
public record BackupRegion(RegionName region, String name, List<Database.Copy> databases, List<VolumeBackup> volumes) {
    public BackupRegion {
        databases = List.copyOf(databases);
        volumes = List.copyOf(volumes);
    }
}
