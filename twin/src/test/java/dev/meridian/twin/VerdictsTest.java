package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The quickstart's primary is us-east-1; its predicted time to recover is 5.6 s.
class VerdictsTest {
    @ParameterizedTest
    @CsvSource({
        "region-loss:us-east-1, PROMOTED",
        "agent-pause:us-east-1:6s, PROMOTED",
        "agent-crash:us-east-1, RESTARTED",
        "agent-crash:us-east-1, PROMOTED",
        "blip:us-east-1:1s, RESTARTED",
        "region-loss:eu-west-1, HELD",
        "agent-crash:eu-west-1, RESTARTED",
        "agent-crash:eu-west-1@5s region-loss:us-east-1@9s, PROMOTED",
        "region-partition:us-east-1@20s..21s, RESTARTED",
        "region-partition:us-east-1@20s..60s, PROMOTED",
    })
    void are_right_where_the_fault_calls_for_it(String faults, Result result) throws IOException {
        assertThat(isRight(faults, result)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "region-loss:us-east-1, RESTARTED",
        "region-loss:us-east-1, NOT_RECOVERED",
        "blip:us-east-1:1s, PROMOTED",
        "region-loss:eu-west-1, PROMOTED",
        "agent-crash:eu-west-1, PROMOTED",
        "agent-pause:ap-southeast-1:5s, PROMOTED",
        "region-partition:us-east-1@20s..60s, RESTARTED",
        "agent-crash:eu-west-1@5s region-loss:us-east-1@9s, RESTARTED",
    })
    void are_wrong_where_it_does_not(String faults, Result result) throws IOException {
        assertThat(isRight(faults, result)).isFalse();
    }

    @Test
    void a_cut_that_healed_before_anything_moved_was_not_refused() throws IOException {
        Fault cut = faults("region-partition:us-east-1@20s..21s").getFirst();
        assertThat(Verdicts.result(cut, outcome(Duration.ofSeconds(3)), false, true, true))
                .isEqualTo(Result.RESTARTED);
        assertThat(Verdicts.result(cut, outcome(Duration.ofSeconds(3)), false, true, false))
                .isEqualTo(Result.REFUSED);
    }

    @Test
    void who_is_not_served_after_the_last_fault_has_not_recovered() throws IOException {
        Fault loss = faults("region-loss:us-east-1@5s").getFirst();
        assertThat(Verdicts.result(loss, outcome(Duration.ofSeconds(3)), true, true, true))
                .isEqualTo(Result.PROMOTED);
        assertThat(Verdicts.result(loss, outcome(Duration.ofSeconds(3)), true, true, false))
                .isEqualTo(Result.NOT_RECOVERED);
    }

    private static boolean isRight(String faults, Result result) throws IOException {
        return Verdicts.isRight(
                Examples.places("quickstart"),
                faults(faults),
                outcome(Duration.ofSeconds(3)),
                result,
                Optional.of(Duration.ZERO));
    }

    private static List<Fault> faults(String texts) throws IOException {
        Places places = Examples.places("quickstart");
        return Composition.judgedFirst(places, Examples.faults(places.numbers().keySet(), List.of(texts.split(" "))));
    }

    private static Outcome outcome(Duration rto) {
        return new Outcome(
                Optional.of(rto),
                Optional.of(rto),
                new TreeMap<>(),
                new Outcome.Writes(5000, 0, Duration.ZERO, 0, 0),
                Optional.empty(),
                rto,
                new Outcome.Span(
                        OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                List.of(),
                List.of());
    }
}
