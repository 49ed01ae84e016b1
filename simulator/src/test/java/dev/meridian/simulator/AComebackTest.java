package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Event;
import dev.meridian.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// A database that died comes back where it was: closed at once, and opened by a renewal that was sent later, so
/// that whoever reads the log finds a word of the holder, with the fence that it has measured, before each start.
class AComebackTest {
    private static final int SEEDS = 20;

    @Test
    void waits_for_a_renewal_that_was_sent_after_the_database_died() throws IOException {
        Scene scene = atOnce(AListedFaultTest.scene("quickstart"));
        List<Fault> faults = AListedFaultTest.faults("quickstart", "db-crash:us-east-1@15s");
        double died = faults.getFirst().start().toNanos() / 1e9;
        int back = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Story story = new Story(true);
            World world = Life.of(scene, Guards.ALL, Faults.listed(scene, faults), seed, story)
                    .world();
            OptionalDouble at = firstAfter(died, "=== us-east-1 is opened", story);
            if (at.isPresent()) {
                back++;
                assertThat(world.log.entries())
                        .filteredOn(entry -> entry.event instanceof Event.Renewed && entry.at / 1e9 <= at.getAsDouble())
                        .extracting(entry -> world.trueTime(entry.event.stamp()) / 1e9)
                        .anyMatch(sent -> sent >= died);
            }
        }
        assertThat(back).isGreaterThan(SEEDS / 2);
    }

    /// In seconds, no earlier than it was; empty where its log takes so long to read that another side takes over.
    private static OptionalDouble firstAfter(double seconds, String what, Story story) {
        return story.lines().stream()
                .filter(line -> line.contains(what))
                .mapToDouble(line -> Double.parseDouble(line.strip().split(" ")[0]) + 0.0005)
                .filter(at -> at > seconds)
                .min();
    }

    /// A start takes no time: what it waits for is all that lies between.
    private static Scene atOnce(Scene scene) {
        return scene.with(scene.timings().with(Timings.Step.START, List.of(Duration.ZERO)));
    }
}
