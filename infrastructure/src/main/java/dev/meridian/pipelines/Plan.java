package dev.meridian.pipelines;

import dev.meridian.estate.Delivery;
import dev.meridian.estate.Estate;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// What pipelines are about.
///
/// @param stages every root but the first, which somebody applies by hand, in the order in which they are applied
/// @param unscanned checks of Checkov that do not hold everywhere, for reasons that `SECURITY.md` has
public record Plan(Estate estate, Delivery delivery, List<Stage> stages, List<String> unscanned) {
    public Plan {
        stages = List.copyOf(stages);
        unscanned = List.copyOf(unscanned);
    }

    /// A root.
    ///
    /// @param path below `terraform/`
    /// @param region that it is about; empty where there are several, or none
    /// @param keeper the region that has its state
    public record Stage(String path, Optional<RegionName> region, RegionName keeper) {
        /// As jobs are called.
        String job() {
            return path.replace('/', '-');
        }
    }

    List<String> paths() {
        return stages.stream().map(Stage::path).toList();
    }
}
