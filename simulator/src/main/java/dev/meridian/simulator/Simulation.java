package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import java.util.List;

/// Makes worlds and lets them live.
public final class Simulation {
    private Simulation() {}

    /// One world, whose every event follows from its seed.
    public static Result live(Scene scene, Faults faults, long seed) {
        return live(scene, Guards.ALL, faults, seed, new Story(false));
    }

    /// The same, with a guard taken out.
    public static Result live(Scene scene, Guards guards, Faults faults, long seed) {
        return live(scene, guards, faults, seed, new Story(false));
    }

    /// The same world again, this time written down.
    public static List<String> story(Scene scene, Faults faults, long seed) {
        return story(scene, Guards.ALL, faults, seed);
    }

    /// The same, with a guard taken out.
    public static List<String> story(Scene scene, Guards guards, Faults faults, long seed) {
        return tale(scene, guards, faults, seed).lines();
    }

    /// A world that was written down.
    ///
    /// @param lines what happened, one after the other
    /// @param result what came of it
    public record Tale(List<String> lines, Result result) {
        public Tale {
            lines = List.copyOf(lines);
        }
    }

    /// The same, and what came of it.
    public static Tale tale(Scene scene, Guards guards, Faults faults, long seed) {
        Story story = new Story(true);
        Result result = live(scene, guards, faults, seed, story);
        return new Tale(story.lines(), result);
    }

    /// What goes wrong by chance in a world, until it is over or a law does not hold.
    public static List<Mishap> mishaps(Scene scene, Guards guards, Faults faults, long seed) {
        return Life.of(scene, guards, faults, seed, new Story(false)).mishaps();
    }

    /// An entry of a world's replicated log.
    ///
    /// @param nanos when it was committed, on the world's clock
    public record Entry(long nanos, Event event, Decision decision) {}

    /// The log of the same world, as far as it got.
    public static List<Entry> log(Scene scene, Faults faults, long seed) {
        World world = Life.of(scene, Guards.ALL, faults, seed, new Story(false)).world();
        return world.log.entries().stream()
                .map(entry -> new Entry(entry.at, entry.event, entry.decision))
                .toList();
    }

    static Result live(Scene scene, Guards guards, Faults faults, long seed, Story story) {
        return Life.of(scene, guards, faults, seed, story).result(faults, seed);
    }
}
