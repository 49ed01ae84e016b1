package dev.meridian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.engine.ProbeWindow.Word;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeWindowTest {
    private static final ProbePolicy PACE = new ProbePolicy(Duration.ofMillis(150), Duration.ofMillis(500), 2, 3);

    private final ProbeWindow window = new ProbeWindow(PACE, 0);

    @Test
    void a_probe_that_takes_longer_than_its_pace_is_good_all_the_same() {
        for (int at = 220; at <= 4_400; at += 220) {
            window.answered(ms(at));
            assertThat(window.word(ms(at))).isEqualTo(Word.GOOD);
        }
    }

    @Test
    void silence_counts_from_its_first_slot() {
        answersUntil(1_000);

        assertThat(window.word(ms(1_600))).isEqualTo(Word.GOOD);
        assertThat(window.word(ms(1_850))).isEqualTo(Word.BAD);
    }

    @Test
    void a_definite_no_need_not_be_waited_for() {
        answersUntil(1_000);
        window.refused(ms(1_100));
        window.refused(ms(1_250));

        assertThat(window.word(ms(1_260))).isEqualTo(Word.BAD);
    }

    @Test
    void one_definite_no_is_not_a_verdict() {
        answersUntil(1_000);
        window.refused(ms(1_020));

        assertThat(window.word(ms(1_030))).isEqualTo(Word.GOOD);
    }

    @Test
    void an_answer_takes_a_definite_no_back() {
        answersUntil(1_000);
        window.refused(ms(1_300));
        window.answered(ms(1_310));

        assertThat(window.word(ms(1_320))).isEqualTo(Word.GOOD);
    }

    @Test
    void a_window_that_saw_nothing_says_nothing() {
        assertThat(window.word(ms(100))).isEqualTo(Word.UNKNOWN);
    }

    private void answersUntil(int end) {
        for (int at = 0; at <= end; at += 100) {
            window.answered(ms(at));
        }
    }

    private static long ms(long millis) {
        return millis * 1_000_000;
    }
}
