package dev.meridian.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.simulator.Timings.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Step times out of the log that is kept with the examples, which somebody can follow by hand.
class AFitTest {
    private static final Path LOG =
            Path.of(System.getProperty("meridian.home", "..")).resolve("examples/incidents/region-loss.jsonl");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path drill(String outcome) throws IOException {
        Files.copy(LOG, folder.resolve("incident.jsonl"));
        Files.writeString(folder.resolve("report.json"), """
                {"startedAt": "2026-11-20T20:13:40Z",
                 "machine": {"cores": 2, "memoryBytes": 1, "loadAverage": 0.8},
                 "runs": [{"outcome": "%s", "rtoSeconds": 3.562,
                           "phases": {"detect": 0.92, "hold": 0.3, "fence": 0.93, "promote": 0.29,
                                      "scale": 0.0, "route": 0.65, "verify": 0.472}}]}
                """.formatted(outcome));
        return folder;
    }

    private Drilled drilled() throws IOException {
        return ((Drilled.Usable) Drilled.read(drill("promoted"))).drilled();
    }

    @Test
    void names_the_line_that_somebody_has_touched() throws IOException {
        Path log = drill("promoted").resolve("incident.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.set(199, lines.get(199).replace("\"index\":", "\"index\" :"));
        Files.write(log, lines);
        assertThat(Drilled.read(folder)).isInstanceOfSatisfying(Drilled.Damaged.class, damaged -> {
            assertThat(damaged.refused().line()).isEqualTo(200);
            assertThat(damaged.refused().id()).isEqualTo("MER-0086");
        });
    }

    /// The claim is stamped, committed (which takes the 182 ms between the two that are left at least),
    /// applied; then the candidate promotes, and stamps that it has.
    @Test
    void has_every_step_that_the_log_tells_of() throws IOException {
        Drilled drilled = drilled();
        StepsFile file = Fit.of(List.of(drilled));
        assertThat(file.counts())
                .containsOnlyKeys("commit", "notice", "promise", "promotion", "route")
                .containsEntry("promise", 2)
                .containsEntry("promotion", 1)
                .containsEntry("route", 2);
        assertThat(file.assumed()).containsExactly("start", "stop", "copy");
        double promotion = file.steps().get(Step.PROMOTION).millis().getFirst();
        double claimed = stamped(drilled, "ROLE-2");
        double done = stamped(drilled, "DUTY-1", claimed);
        assertThat(promotion).isBetween(10.0, done - claimed - 182);
    }

    private static double stamped(Drilled drilled, String rule) {
        return stamped(drilled, rule, Double.NEGATIVE_INFINITY);
    }

    /// In milliseconds; the first one after an instant.
    private static double stamped(Drilled drilled, String rule, double after) {
        return drilled.incident().lines().stream()
                .filter(line ->
                        line.reasons().stream().anyMatch(reason -> reason.rule().equals(rule)))
                .mapToDouble(line -> line.nanos() / 1e6)
                .filter(at -> at > after)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_the_same_after_it_was_written_and_read() throws IOException {
        StepsFile file = Fit.of(List.of(drilled()));
        StepsFile checked = file.with(List.of(Comparison.of(List.of(drilledAgain()), file)));
        StepsFile again = StepsFile.of(checked.json());
        assertThat(again.json()).isEqualTo(checked.json());
        assertThat(again.checks().getFirst().rows())
                .extracting(Comparison.Row::phase)
                .containsExactly("detect", "hold", "fence", "promote", "scale", "route", "verify", "rto");
        assertThat(again.checks().getFirst().steps())
                .as("the very drill that it was fitted on")
                .allSatisfy(step -> assertThat(step.samples().d()).isLessThan(0.05))
                .extracting(Comparison.StepRow::step)
                .containsExactly("commit", "notice", "promise", "promotion", "route");
        assertThat(FidelityText.trust(again, List.of("agent-pause:us-east-1:6s")))
                .endsWith("; compared for region-loss:us-east-1 only, not for this; assumed: start, stop, copy")
                .contains("worst phase ", ", worst step ");
    }

    private Drilled drilledAgain() throws IOException {
        return ((Drilled.Usable) Drilled.read(folder)).drilled();
    }

    @Test
    void takes_no_phase_from_a_drill_that_came_to_something_else() throws IOException {
        Drilled held = ((Drilled.Usable) Drilled.read(drill("refused"))).drilled();
        Comparison nothing = Comparison.of(List.of(held), Fit.of(List.of(held)));
        assertThat(nothing.leftOut()).isEqualTo(1);
        assertThat(nothing.isWithin()).isFalse();
    }

    @Test
    void needs_a_report_and_a_log() throws IOException {
        Files.copy(LOG, folder.resolve("incident.jsonl"));
        assertThat(Drilled.read(folder)).isInstanceOf(Drilled.Unfit.class);
        Files.writeString(folder.resolve("report.json"), "{}");
        assertThat(Drilled.read(folder)).isInstanceOf(Drilled.Unfit.class);
    }

    @Test
    void keeps_quantiles_of_what_was_seen_often() {
        List<Double> many = java.util.stream.IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> i / 10.0)
                .toList();
        StepsFile.Times kept = StepsFile.Times.of(many);
        assertThat(kept.n()).isEqualTo(10_001);
        assertThat(kept.millis()).hasSize(101).startsWith(0.0, 10.0).endsWith(1_000.0);
    }

    @Test
    void allows_a_fifth_and_never_less_than_fifty_milliseconds_for_what_is_shorter_than_that() {
        TwoSamples any = new TwoSamples(0.1, 0.9);
        assertThat(new Comparison.Row("hold", 1.0, 1.19, any).isWithin()).isTrue();
        assertThat(new Comparison.Row("hold", 1.0, 1.21, any).isWithin()).isFalse();
        assertThat(new Comparison.Row("verify", 0.04, 0.089, any).isWithin()).isTrue();
        assertThat(new Comparison.Row("verify", 0.04, 0.091, any).isWithin()).isFalse();
    }

    @Test
    void is_drawn_from_by_the_simulator() {
        StepsFile built = StepsFile.builtIn();
        assertThat(built.steps()).containsKeys(Step.COMMIT, Step.NOTICE, Step.PROMISE, Step.PROMOTION, Step.ROUTE);
        for (Map.Entry<Step, StepsFile.Times> step : built.steps().entrySet()) {
            List<Duration> drawn = built.timings().of(step.getKey());
            assertThat(drawn.getLast().toNanos() / 1e6)
                    .isCloseTo(step.getValue().millis().getLast(), within(0.001));
        }
    }

    @Test
    void of_a_file_that_is_none_says_why() {
        for (String wrong : List.of("", "[]", "{\"schemaVersion\":\"2\"}", """
                {"schemaVersion":"1","steps":{"leap":{"n":1,"millis":[1]}}}""", """
                {"schemaVersion":"1","steps":{"commit":{"n":1,"millis":[2,1]}}}""")) {
            assertThatThrownBy(() -> StepsFile.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
