package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every fault that people can name, in fifty worlds each of the file that users start from: in all of them
/// what is right happens.
class AListedFaultTest {
    private static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));
    private static final int SEEDS = 50;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1",
                "process-loss:us-east-1",
                "region-partition:us-east-1",
                "region-partition:us-east-1@20s..22s",
                "region-partition:us-east-1@20s..60s",
                "link-cut:us-east-1-eu-west-1",
                "link-cut:us-east-1-ap-southeast-1",
                "link-cut:eu-west-1-ap-southeast-1",
                "link-cut:us-east-1>eu-west-1",
                "link-cut:eu-west-1>us-east-1",
                "link-cut:us-east-1-eu-west-1@20s..60s",
                "link-slow:us-east-1-eu-west-1:50",
                "link-slow:us-east-1-eu-west-1:300",
                "link-slow:us-east-1-eu-west-1:1500",
                "link-slow:us-east-1-ap-southeast-1:600",
                "link-slow:us-east-1-eu-west-1:300@20s..60s",
                "saturate:us-east-1",
                "saturate:us-east-1@20s..60s",
                "saturate:eu-west-1",
                "db-crash:us-east-1",
                "db-crash:eu-west-1",
                "agent-crash:us-east-1",
                "agent-crash:eu-west-1",
                "agent-pause:us-east-1:6s",
                "agent-pause:us-east-1:500ms",
                "blip:us-east-1:250ms",
                "quorum-loss",
                "quorum-loss@20s..45s",
                "region-loss:eu-west-1",
                "link-slow:us-east-1-eu-west-1:300@5s..20s region-loss:us-east-1@25s",
                "link-cut:us-east-1-eu-west-1@5s..15s db-crash:us-east-1@20s",
                "quorum-loss@10s region-loss:us-east-1@15s",
            })
    void has_its_right_outcome_in_every_world(String faults) throws IOException {
        Scene scene = scene("quickstart");
        Faults listed = Faults.listed(scene, faults("quickstart", faults));
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .parallel()
                        .mapToObj(seed -> Simulation.live(scene, listed, seed))
                        .filter(result -> !result.otherwise().isEmpty())
                        .map(result -> "seed " + result.seed() + ": " + result.otherwise()))
                .isEmpty();
    }

    static Blueprint blueprint(String example, String... settings) throws IOException {
        Path file = HOME.resolve("examples").resolve(example + ".yaml");
        List<Assignment> assignments = new ArrayList<>();
        for (String setting : settings) {
            assignments.add(new Assignment.Set(assignments.size() + 1, setting));
        }
        return Blueprints.resolve(TopologyReader.read(file.toString(), Files.readAllBytes(file), assignments)
                        .topology()
                        .orElseThrow())
                .blueprint()
                .orElseThrow();
    }

    static Scene scene(String example, String... settings) throws IOException {
        return Scene.all(blueprint(example, settings)).getFirst();
    }

    static List<Fault> faults(String example, String texts) throws IOException {
        Ground ground = Ground.of(blueprint(example));
        List<Fault> faults = new ArrayList<>();
        for (String text : texts.split(" ")) {
            assertThat(Fault.parse(text, ground)).isInstanceOf(Fault.Parsed.Right.class);
            if (Fault.parse(text, ground) instanceof Fault.Parsed.Right(Fault fault)) {
                faults.add(fault);
            }
        }
        return faults;
    }
}
