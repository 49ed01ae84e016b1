package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.bounds.Lease;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The blueprint may not know the room of the bounds, so it has the inequality of the lease a second time. This
/// is what
/// keeps the two from saying different things.
@DisplayName("One writer")
class OneWriterTest {
    @Test
    void is_promised_by_a_file_exactly_if_the_bounds_say_so() throws IOException {
        Path file = Tree.root().resolve("examples/quickstart.yaml");
        byte[] content = Files.readAllBytes(file);
        Random random = new Random(7);
        int kept = 0;
        for (int i = 0; i < 300; i++) {
            long margin = 1 + random.nextLong(2_000);
            long duration = margin + 500 + random.nextLong(9_000);
            long fence = random.nextLong(4_000);
            double drift = random.nextInt(50) / 1000.0;
            long wait = Math.round((duration - margin) / (1 - drift) + fence) + random.nextLong(-300, 700);
            List<Assignment> assignments = List.of(
                    new Assignment.Set(
                            1,
                            "failover.lease={duration: " + duration + "ms, margin: " + margin + "ms, wait: " + wait
                                    + "ms, drift: " + drift * 1000 / 10 + "%, renewEvery: 100ms}"),
                    new Assignment.Set(2, "failover.fence.within=" + fence + "ms"));
            boolean holds = new Lease(millis(duration), millis(margin), millis(wait), drift, millis(fence))
                    .oneWriter()
                    .holds();
            boolean accepted = TopologyReader.read("quickstart.yaml", content, assignments)
                    .topology()
                    .flatMap(topology -> Blueprints.resolve(topology).blueprint())
                    .isPresent();
            assertThat(accepted).as(assignments.toString()).isEqualTo(holds);
            kept += holds ? 1 : 0;
        }
        assertThat(kept).isBetween(50, 250);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
