package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Backups of volumes of one region (EBS), whoever has made them: those that have its name on them.
///
/// @param store as the file calls it
/// @param tag what a volume has to be marked with, `volume`, to be among them
/// @param vault that has them
/// @param schedule when they are made, as AWS Backup writes it
/// @param daysKept how long they are kept
/// @param isCopied whether the file asks for copies elsewhere, in whichever region
/// @param trial a restore that is tried again and again; empty where nobody asks for it
public record VolumeBackup(
        String store,
        String tag,
        String vault,
        String schedule,
        int daysKept,
        boolean isCopied,
        Optional<Trial> trial) {
    /// What volumes are marked with.
    public static final String TAG = "volume";

    /// What is backed up in one region goes to others too.
    ///
    /// @param to none while the file has no other region
    public record Copies(VolumeBackup backup, RegionName from, List<Place> to) {
        public Copies {
            to = List.copyOf(to);
        }
    }

    /// A vault where it is.
    public record Place(RegionName region, String vault) {}
}
