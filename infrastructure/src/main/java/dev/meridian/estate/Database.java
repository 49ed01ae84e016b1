package dev.meridian.estate;

import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A PostgreSQL that the cloud operates, as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region
/// @param source whose writes it follows; empty for one that takes writes of its own
/// @param isFollowed whether others may follow it
/// @param version the major one, of PostgreSQL
/// @param sort what it is made of
/// @param connections the most at one time; empty for as many as its memory gives
/// @param hasStandby whether another zone has one that takes over by itself
/// @param daysBack how far back it can be restored to any moment
/// @param window when it may be worked on, with its day; empty for whenever the cloud likes
/// @param trial a restore that is tried again and again; empty where nobody asks for it
public record Database(
        String store,
        String name,
        Optional<Source> source,
        boolean isFollowed,
        int version,
        InstanceClass instanceClass,
        Sort sort,
        OptionalInt connections,
        boolean hasStandby,
        int daysBack,
        Optional<WeeklyWindow> window,
        Optional<Trial> trial) {
    /// What a database is made of.
    public sealed interface Sort {
        /// A machine with a disk of its own. Whoever follows it is a copy, and one of its own after a promotion.
        record Single(Disk disk) implements Sort {}

        /// A cluster of Aurora, the part of a global database that is in its region. Its storage grows by
        /// itself, and who of the parts takes writes is changed for all of them at once.
        ///
        /// @param global as the whole is called, in every region
        record Part(String global) implements Sort {}
    }

    /// The global database that it is a part of; empty for one of its own.
    public Optional<String> global() {
        return switch (sort) {
            case Sort.Part(String global) -> Optional.of(global);
            case Sort.Single _ -> Optional.empty();
        };
    }

    /// Of one that is no part of a global database: those have none of a size.
    public Disk disk() {
        return switch (sort) {
            case Sort.Single(Disk disk) -> disk;
            case Sort.Part _ -> throw new IllegalStateException(name + " has storage that grows by itself");
        };
    }

    /// What it runs on, by the names that numbers are counted by.
    public List<String> machines() {
        return switch (sort) {
            case Sort.Single _ -> List.of(name);
            case Sort.Part _ -> hasStandby ? List.of(name + "-1", name + "-2") : List.of(name + "-1");
        };
    }

    /// What SQL calls it, without quotes.
    public String inSql() {
        return store.replace('-', '_');
    }

    /// The secret of its owner, where it has a password.
    public String secret() {
        return name + "-owner";
    }

    /// Whether the cloud copies backups from one region to another.
    public static boolean isCopied(RegionName from, RegionName to) {
        return BackupRoutes.isOffered(from, to);
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
