package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Api;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverdueTest {
    private static final RegionName EU = new RegionName("eu-west-1");

    /// Twenty promotions: 19 of them took 300 ms or less.
    private static final StepsFile HISTORY = StepsFile.of("""
            {"schemaVersion": "1",
             "source": {"meridianVersion": "0.1.0", "drills": 20, "faults": ["region-loss"], "cores": 2,
                        "from": "2026-11-21T08:00:00Z", "to": "2026-11-21T09:00:00Z", "leastLoad": 0.1, "mostLoad": 0.9},
             "steps": {"promotion": {"n": 20, "millis": [100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
                        200, 200, 200, 200, 200, 200, 200, 200, 300, 5000]}},
             "checks": []}
            """);

    @Test
    void a_step_is_slow_when_it_takes_longer_than_95_of_100_and_its_report() {
        assertThat(slow(new Api.Due("promote:eu-west-1", Duration.ofMillis(1_300), "")))
                .isEmpty();
        assertThat(slow(new Api.Due(
                        "promote:eu-west-1", Duration.ofMillis(6_240), "the local database does not answer")))
                .containsExactly("promote:eu-west-1 has been waiting for 6.2s: 95 of 100 took 300ms or less"
                        + " (20 measured); last try: the local database does not answer");
    }

    @Test
    void what_nobody_measured_says_so() {
        assertThat(slow(new Api.Due("rejoin:eu-west-1", Duration.ofSeconds(9), "")))
                .containsExactly("rejoin:eu-west-1 has been waiting for 9s: 95 of 100 took 4s or less (assumed)");
    }

    @Test
    void what_waits_for_others_is_never_slow() {
        assertThat(slow(new Api.Due("follow:eu-west-1", Duration.ofHours(1), "")))
                .isEmpty();
        assertThat(slow(new Api.Due("claim:eu-west-1", Duration.ofHours(1), "")))
                .isEmpty();
    }

    private static List<String> slow(Api.Due due) {
        Api.Status status = Statuses.of(EU, 1, Optional.of(EU), List.of(due), Optional.empty());
        return Overdue.among(List.of(status), HISTORY).stream()
                .map(Overdue::text)
                .toList();
    }
}
