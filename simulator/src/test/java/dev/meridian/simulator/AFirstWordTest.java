package dev.meridian.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// An agent that has started again does nothing before the log has a word of it
/// (docs/adr/0002-decisions-from-a-replicated-log.md). Where its words do not reach whoever leads the log, they go
/// through the others: without its promise nothing would be proven, and the move be refused.
class AFirstWordTest {
    @Test
    void goes_round_a_link_that_is_cut_one_way() throws IOException {
        String three = Files.readString(AListedFaultTest.HOME.resolve("examples/quickstart.yaml"));
        String text =
                three.replace("  ap-southeast-1: {role: standby}", """
                  ap-southeast-1: {role: standby}
                  sa-east-1: {role: standby}
                  ca-central-1: {role: standby}""".indent(2).stripTrailing());
        Blueprint five = AListedFaultTest.blueprint("five.yaml", text.getBytes(UTF_8));
        Scene scene = Scene.all(five).getFirst();
        List<Fault> faults = new ArrayList<>();
        for (String fault : List.of(
                "link-cut:ap-southeast-1>ca-central-1@15s",
                "agent-crash:ap-southeast-1@18s",
                "region-loss:us-east-1@40s")) {
            assertThat(Fault.parse(fault, Ground.of(five)))
                    .isInstanceOfSatisfying(Fault.Parsed.Right.class, it -> faults.add(it.fault()));
        }
        Faults listed = Faults.listed(scene, faults);
        assertThat(LongStream.rangeClosed(1, 10).mapToObj(seed -> Simulation.live(scene, listed, seed)))
                .allSatisfy(result -> {
                    assertThat(result.violation()).isEmpty();
                    assertThat(result.otherwise()).isEmpty();
                });
    }
}
