package dev.meridian.pipelines;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Delivery;
import dev.meridian.estate.Estate;
import dev.meridian.estate.States;
import dev.meridian.units.RegionName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What pipelines are about.
///
/// @param stages every root but those that make the place of states, which somebody applies by hand, in the
///     order in which they are applied
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
    /// @param keeper the region that has its state; empty where another cloud than AWS keeps it
    /// @param parts of a region of another cloud that have to serve: `cluster:NAME`, `database:NAME`
    /// @param needs roots before it that build what it looks up: until they are there it cannot be planned
    public record Stage(
            String path,
            Cloud cloud,
            Optional<RegionName> region,
            Optional<RegionName> keeper,
            List<String> parts,
            List<String> needs) {
        public Stage {
            parts = List.copyOf(parts);
            needs = List.copyOf(needs);
        }

        /// As jobs are called.
        String job() {
            return path.replace('/', '-');
        }
    }

    /// Whether a database is a part of a global one.
    boolean hasGlobals() {
        return estate.sites().values().stream()
                .flatMap(site -> site.databases().stream())
                .anyMatch(one -> one.global().isPresent());
    }

    /// Roots of AWS that somebody applies by hand: they make the buckets that states are kept in.
    List<String> byHand() {
        return Stream.concat(
                        Stream.of(States.ROOT),
                        estate.states().further().stream().map(States::root))
                .toList();
    }

    List<String> paths() {
        return stages.stream().map(Stage::path).toList();
    }

    List<String> paths(Cloud cloud) {
        return in(cloud).stream().map(Stage::path).toList();
    }

    List<Stage> in(Cloud cloud) {
        return stages.stream().filter(stage -> stage.cloud() == cloud).toList();
    }

    /// Those beside AWS that roots are for.
    List<Elsewhere> elsewhere() {
        return Arrays.stream(Elsewhere.values())
                .filter(other -> !in(other.cloud()).isEmpty())
                .toList();
    }
}
