package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Laws hold whatever a file says, and not only with settings that go well with each other: whoever may write a
/// file may write these. More of them: `-Dmeridian.files=2000 -Dmeridian.file.first=1000`.
class AnOddFileTest {
    private static final long FILES = Long.getLong("meridian.files", 300);
    private static final long FIRST = Long.getLong("meridian.file.first", 1);
    private static final long WORLDS = Long.getLong("meridian.file.worlds", 8);

    @Test
    void breaks_no_law_or_is_refused() {
        AtomicInteger lived = new AtomicInteger();
        List<String> broken = LongStream.range(FIRST, FIRST + FILES)
                .parallel()
                .mapToObj(file -> broken(file, lived))
                .flatMap(Optional::stream)
                .toList();
        assertThat(broken).isEmpty();
        assertThat(lived.get()).as("files that are not refused").isGreaterThan((int) FILES / 2);
    }

    private static Optional<String> broken(long file, AtomicInteger lived) {
        String text = OddFile.of(file);
        List<Scene> scenes = scenes(text);
        if (scenes.isEmpty()) {
            return Optional.empty();
        }
        lived.incrementAndGet();
        return LongStream.range(0, WORLDS)
                .mapToObj(world -> Simulation.live(scenes.getFirst(), Faults.drawn(), file * 1000 + world))
                .filter(result -> result.violation().isPresent())
                .findFirst()
                .map(result -> "file " + file + ", world " + result.seed() + ": "
                        + result.violation().get() + "\n" + text);
    }

    private static List<Scene> scenes(String text) {
        return TopologyReader.read("odd.yaml", text.getBytes(StandardCharsets.UTF_8), List.of())
                .topology()
                .flatMap(topology -> Blueprints.resolve(topology).blueprint())
                .map(Scene::all)
                .orElse(List.of());
    }
}
