package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The laws of a failover, in thousands of small worlds. What each law says: [Truth]; what goes wrong: [Weather].
///
/// A failing seed prints its whole story; `meridian.seed.first` and `meridian.seeds` choose which are run.
class AWorldTest {
    private static final long SEEDS = Long.getLong("meridian.seeds", 2_000);
    private static final long FIRST = Long.getLong("meridian.seed.first", 1);

    @Test
    void hold_every_law_and_move_all_the_same() {
        int moves = 0;
        int refusals = 0;
        long events = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Scene scene = Climates.scene(seed);
            Result result = Simulation.live(scene, new Faults.Drawn(), seed);
            if (result.violation().isPresent()) {
                fail("seed " + seed + ": " + result.violation().get() + "\n" + story(scene, seed));
            }
            moves += result.moves();
            refusals += result.refusals();
            events += result.events();
        }
        System.out.println(
                SEEDS + " seeds: " + moves + " moves, " + refusals + " refusals, " + events / SEEDS + " events each");
        assertThat(moves).as("a world in which nothing happens proves nothing").isGreaterThan((int) SEEDS / 5);
    }

    private static String story(Scene scene, long seed) {
        List<String> story = new ArrayList<>(Simulation.story(scene, new Faults.Drawn(), seed));
        int from = Math.max(0, story.size() - Integer.getInteger("meridian.story.lines", 120));
        return scene.policy() + "\n" + String.join("\n", story.subList(from, story.size()));
    }
}
