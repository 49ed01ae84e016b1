package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The laws of a failover, in thousands of small worlds. What each law says: [Truth]; what goes wrong:
/// [Weather].
///
/// A failing seed prints its whole story; `meridian.seed.first` and `meridian.seeds` choose which are run.
class AWorldTest {
    private static final long SEEDS = Long.getLong("meridian.seeds", 10_000);
    private static final long FIRST = Long.getLong("meridian.seed.first", 1);

    @Test
    void holds_every_law_and_moves_all_the_same() {
        Series series = new Series();
        LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.live(Climates.any(seed), Faults.drawn(), seed))
                .forEachOrdered(result -> add(result, series));
        System.out.println(SEEDS + " worlds: " + series.moves() + " moves, " + series.refusals() + " refusals, "
                + series.events() / SEEDS + " events each, never fired: " + series.rulesNeverFired()
                + ", rightly without a writer in the end: " + series.unwhole());
        assertThat(series.moves())
                .as("a world in which nothing happens proves nothing")
                .isGreaterThan(SEEDS / 5);
        assertThat(series.faults().keySet())
                .as("every kind of fault strikes, and some place never comes back, or never hears again")
                .contains("gone", "deaf")
                .hasSize(Blow.drafts().size() + 2);
        assertThat(SEEDS < 5_000 ? List.of() : series.rulesNeverFired())
                .as("every rule fires")
                .isEmpty();
        assertThat(SEEDS < 5_000 ? List.of() : series.rulesNeverLeft())
                .as("every refusal has an exit")
                .isEmpty();
    }

    @Test
    void stops_no_database_and_moves_nothing_where_nothing_goes_wrong() {
        LongStream.rangeClosed(1, 300).parallel().forEach(seed -> {
            Scene scene = Climates.any(seed);
            Faults none = Faults.drawn(List.of());
            assertThat(Simulation.live(scene, none, seed).moves())
                    .as("moves of world " + seed)
                    .isZero();
            assertThat(Simulation.story(scene, none, seed))
                    .as("world " + seed)
                    .noneMatch(line -> line.contains("kills its database") || line.contains("stops its database"));
        });
    }

    @Test
    void is_told_by_its_seed_alone() {
        for (long seed = 1; seed <= 20; seed++) {
            List<String> story = Simulation.story(Climates.any(seed), Faults.drawn(), seed);
            assertThat(Simulation.story(Climates.any(seed), Faults.drawn(), seed))
                    .isEqualTo(story);
            assertThat(Simulation.live(Climates.any(seed), Faults.drawn(), seed))
                    .as("whether anybody listens changes nothing")
                    .isEqualTo(Simulation.live(Climates.any(seed), Faults.drawn(), seed));
        }
    }

    private static void add(Result result, Series series) {
        long seed = result.seed();
        if (result.violation().isPresent()) {
            fail("seed " + seed + ": " + result.violation().get() + "\n" + lastOf(Climates.any(seed), seed));
        }
        series.add(result);
    }

    private static String lastOf(Scene scene, long seed) {
        List<String> story = new ArrayList<>(Simulation.story(scene, Faults.drawn(), seed));
        int from = Math.max(0, story.size() - Integer.getInteger("meridian.story.lines", 120));
        return scene.policy() + "\n" + String.join("\n", story.subList(from, story.size()));
    }
}
