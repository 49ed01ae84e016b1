package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.Outcome;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
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
        "db-crash:us-east-1, RESTARTED",
        "db-crash:us-east-1, PROMOTED",
        "link-cut:us-east-1-eu-west-1, HELD",
        "link-slow:us-east-1-eu-west-1:300, HELD",
        "saturate:us-east-1@20s..60s, RESTARTED",
        "saturate:us-east-1, NOT_RECOVERED",
        "link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1, PROMOTED",
        "link-cut:us-east-1>eu-west-1 link-cut:us-east-1>ap-southeast-1, PROMOTED",
        "region-loss:eu-west-1@10s region-partition:us-east-1@30s..60s, RESTARTED",
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
        "db-crash:us-east-1, NOT_RECOVERED",
        "db-crash:eu-west-1, PROMOTED",
        "link-cut:us-east-1-eu-west-1, PROMOTED",
        "link-cut:us-east-1>eu-west-1, PROMOTED",
        "link-slow:us-east-1-eu-west-1:300, PROMOTED",
        "saturate:us-east-1, PROMOTED",
        "quorum-loss, PROMOTED",
        "link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1, HELD",
        "link-cut:us-east-1>eu-west-1 link-cut:us-east-1>ap-southeast-1, HELD",
    })
    void are_wrong_where_it_does_not(String faults, Result result) throws IOException {
        assertThat(isRight(faults, result)).isFalse();
    }

    @Test
    void a_cut_that_healed_before_anything_moved_was_not_refused() throws IOException {
        assertThat(result("region-partition:us-east-1@20s..21s", false, true)).isEqualTo(Result.RESTARTED);
        assertThat(result("region-partition:us-east-1@20s..21s", false, false)).isEqualTo(Result.REFUSED);
        String cuts = "link-cut:us-east-1-eu-west-1@20s%1$s link-cut:us-east-1-ap-southeast-1@20s%1$s";
        assertThat(result(cuts.formatted("..60s"), false, true)).isEqualTo(Result.RESTARTED);
        assertThat(result(cuts.formatted(""), false, false)).isEqualTo(Result.REFUSED);
    }

    @Test
    void who_is_not_served_after_the_last_fault_has_not_recovered() throws IOException {
        assertThat(result("region-loss:us-east-1@5s", true, true)).isEqualTo(Result.PROMOTED);
        assertThat(result("region-loss:us-east-1@5s", true, false)).isEqualTo(Result.NOT_RECOVERED);
    }

    @Test
    void who_cannot_be_served_for_as_long_as_the_fault_lasts_is_where_he_was() throws IOException {
        assertThat(result("quorum-loss@5s", false, false)).isEqualTo(Result.HELD);
        assertThat(result("saturate:us-east-1@5s", false, false)).isEqualTo(Result.HELD);
        assertThat(result("link-cut:us-east-1-eu-west-1@5s", false, false)).isEqualTo(Result.NOT_RECOVERED);
        assertThat(result("quorum-loss@5s..30s", false, false)).isEqualTo(Result.NOT_RECOVERED);
    }

    private static Result result(String faults, boolean hasMoved, boolean isServed) throws IOException {
        return Verdicts.result(
                Examples.places("quickstart"),
                faults(faults),
                outcome(Duration.ofSeconds(3)),
                new Verdicts.Run(hasMoved, isServed));
    }

    private static boolean isRight(String faults, Result result) throws IOException {
        boolean isMoved = result == Result.PROMOTED;
        Judgement.Seen seen = new Judgement.Seen(
                isMoved,
                isMoved,
                result != Result.NOT_RECOVERED,
                true,
                false,
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty());
        return Verdicts.otherwise(
                        Examples.places("quickstart"),
                        faults(faults),
                        outcome(Duration.ofSeconds(3)),
                        seen,
                        Optional.of(Duration.ZERO))
                .isEmpty();
    }

    private static List<Fault> faults(String texts) throws IOException {
        Places places = Examples.places("quickstart");
        return Judgement.judgedFirst(Examples.faults(places, List.of(texts.split(" "))), places.setting());
    }

    private static Outcome outcome(Duration rto) {
        return new Outcome(
                Optional.of(rto),
                Optional.of(rto),
                Outcome.CopyReads.NONE,
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
