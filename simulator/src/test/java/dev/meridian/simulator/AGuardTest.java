package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each guard of an agent, taken out: some world has to notice, or the guard is not tested.
class AGuardTest {
    private static final int SEEDS = 3_000;

    @ParameterizedTest
    @CsvSource({"fence", "sinkEpoch", "promise", "ownRenewal"})
    void is_missed_when_it_is_gone(String guard) {
        Guards without = new Guards(
                !guard.equals("fence"),
                !guard.equals("sinkEpoch"),
                !guard.equals("promise"),
                !guard.equals("ownRenewal"));
        Optional<Result> broken = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.live(
                        guard.equals("promise") ? Climates.wide(seed) : Climates.scene(seed),
                        without,
                        new Faults.Drawn(),
                        seed,
                        new Story(false)))
                .filter(result -> result.violation().isPresent())
                .findFirst();
        assertThat(broken).as("a world that notices that " + guard + " is gone").isPresent();
        System.out.println(guard + ": seed " + broken.get().seed() + ", "
                + broken.get().violation().orElseThrow().what());
    }
}
