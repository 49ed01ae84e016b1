package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.CA;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.SA;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A second place fell silent not long ago. Who cannot know of it must not open what everybody else holds.
class StormTest {
    private static final List<RegionName> WITNESSES = List.of(EU, AP, SA);

    private final Script script = Script.steady(Climates.five());
    private final long storm = script.policy.storm().toMillis();

    /// `CA` says nothing after second 1, and nobody finds the holder well after second 4.
    private void twoAreLost() {
        script.at(100).calm(1000, EU, AP, SA, CA).calm(4000, EU, AP, SA);
        script.silence(4000, 6000, EU, AP, SA);
        assertThat(script.state().held()).isEqualTo("PACE-2");
    }

    @Test
    void a_suspect_that_hears_nothing_opens_no_move_out_of_itself() {
        long seen = script.at(100).calm(1000, US, EU, AP, SA).state().index();
        script.sees(CA, Verdict.HEALTHY, 0);
        for (long at = 1500; at < 2 * storm; at += 500) {
            script.at(at).say(script.deaf(US, Verdict.UNKNOWN, 0, seen));
            for (RegionName vantage : WITNESSES) {
                script.sees(vantage, at < 4000 ? Verdict.HEALTHY : Verdict.SILENT, at < 4000 ? at : at - 4000);
            }
            boolean isOld = at > 1500 + storm;
            assertThat(script.ballot() >= 0).as("%d ms", at).isEqualTo(isOld);
        }
    }

    @Test
    void nor_does_one_whose_agent_has_just_started() {
        twoAreLost();
        script.restart(EU);
        for (long at = 6100; at <= 9000; at += 100) {
            script.at(at).sees(EU, Verdict.SILENT, at - 6100);
            script.sees(AP, Verdict.SILENT, at - 4000).sees(SA, Verdict.SILENT, at - 4000);
            assertThat(script.ballot()).isNegative();
        }
    }

    @Test
    void a_silence_that_is_old_holds_nothing() {
        twoAreLost();
        script.silence(4000, 1000 + storm + Duration.ofSeconds(2).toMillis(), EU, AP, SA);
        assertThat(script.ballot()).isPositive();
    }

    /// It is heard for as long as it likes: what counts is when it had heard something for the last time.
    @Test
    void nor_does_that_of_one_which_still_speaks_and_hears_nothing() {
        long seen = script.at(100).calm(1000, EU, AP, SA, CA).state().index();
        for (long at = 1500; at < 2 * storm; at += 500) {
            script.at(at).renew(US).say(script.word(US, Verdict.UNKNOWN, 0));
            witnesses(Verdict.HEALTHY, at);
            script.say(script.deaf(CA, Verdict.SILENT, at - 1000, seen));
        }
        script.at(2 * storm + 500);
        witnesses(Verdict.SILENT, 1000);
        assertThat(script.ballot()).isPositive();
    }

    private void witnesses(Verdict verdict, long stableMillis) {
        for (RegionName vantage : WITNESSES) {
            script.sees(vantage, verdict, stableMillis);
        }
    }
}
