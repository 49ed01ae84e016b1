package dev.meridian.simulator;

import java.util.List;
import java.util.Optional;

/// A world that has been lived.
///
/// @param violation the law that ended it before its time, if one did
record Life(World world, Optional<Result.Violation> violation) {
    static Life of(Scene scene, Guards guards, Faults faults, long seed, Story story) {
        World world = new World(scene, guards, seed, faults, story);
        try {
            world.live();
            return new Life(world, Optional.empty());
        } catch (Truth.Broken broken) {
            world.note("!!! " + broken.getMessage());
            return new Life(
                    world,
                    Optional.of(
                            new Result.Violation(broken.law, String.valueOf(broken.getMessage()), broken.at / 1e9)));
        }
    }

    List<Mishap> mishaps() {
        return world.mishaps.happened();
    }

    Result result(Faults faults, long seed) {
        return Result.of(
                world,
                seed,
                violation,
                violation
                        .map(broken -> List.of(broken.law() + " did not hold"))
                        .orElseGet(() -> world.showing.otherwise(faults)),
                world.showing.isMoveCalledFor(faults));
    }
}
