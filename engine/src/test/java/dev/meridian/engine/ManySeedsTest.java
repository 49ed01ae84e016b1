package dev.meridian.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The laws of a failover, in thousands of small worlds. What each law says: [Truth]; what goes wrong: [Weather].
///
/// A failing seed prints its whole story; `meridian.seed.first` and `meridian.seeds` choose which are run. Seeds
/// that once failed, with the rules as they are or with one of them taken out, stay below.
class ManySeedsTest {
    private static final long SEEDS = Long.getLong("meridian.seeds", 2_000);
    private static final long FIRST = Long.getLong("meridian.seed.first", 1);

    @Test
    void at_most_one_side_writes_and_a_lasting_failure_ends_with_one_that_does() {
        int moves = 0;
        int refusals = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            World world = live(seed);
            moves += world.truth.moves;
            refusals += world.truth.refusals;
        }
        System.out.println(SEEDS + " seeds: " + moves + " moves, " + refusals + " refusals for loss");
        assertThat(moves).as("a world in which nothing happens proves nothing").isGreaterThan((int) SEEDS / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 11, 22, 580})
    void seeds_that_once_broke_a_law(long seed) {
        live(seed);
    }

    private static World live(long seed) {
        World world = new World(seed, false);
        try {
            world.run();
            return world;
        } catch (RuntimeException | AssertionError broken) {
            fail("seed " + seed + ": " + broken.getMessage() + "\n" + story(seed), broken);
            throw broken;
        }
    }

    /// The same seed again, this time written down.
    private static String story(long seed) {
        World world = new World(seed, true);
        List<String> story = new ArrayList<>();
        try {
            world.run();
        } catch (RuntimeException | AssertionError broken) {
            story.add("… " + broken);
        }
        story.addFirst(world.policy.toString());
        int from = Math.max(0, world.trace.size() - Integer.getInteger("meridian.story.lines", 120));
        story.addAll(1, world.trace.subList(from, world.trace.size()));
        return String.join("\n", story);
    }
}
