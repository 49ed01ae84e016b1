package dev.meridian.simulator;

import java.util.List;
import java.util.Optional;

/// Makes worlds and lets them live.
public final class Simulation {
    private Simulation() {}

    /// One world, whose every event follows from its seed.
    public static Result live(Scene scene, Faults faults, long seed) {
        return live(scene, Guards.ALL, faults, seed, new Story(false));
    }

    /// The same world again, this time written down.
    public static List<String> story(Scene scene, Faults faults, long seed) {
        Story story = new Story(true);
        live(scene, Guards.ALL, faults, seed, story);
        return story.lines();
    }

    static Result live(Scene scene, Guards guards, Faults faults, long seed, Story story) {
        World world = new World(scene, guards, seed, faults, story);
        try {
            world.live();
            return Result.of(world, seed, Optional.empty());
        } catch (Truth.Broken broken) {
            story.note(world.now, "!!! " + broken.getMessage());
            return Result.of(
                    world,
                    seed,
                    Optional.of(
                            new Result.Violation(broken.law, String.valueOf(broken.getMessage()), broken.at / 1e9)));
        }
    }
}
