package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgendaTest {
    /// From what is due at once to what is due after the end of every world.
    private static final long[] DELAYS = {0, 1, 400_000, 50_000_000, 1_073_741_824, 1_100_000_000, 90_000_000_000L};

    private record Due(long at, int number) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takes_by_instant_and_those_of_one_instant_as_they_were_put_down(long seed) {
        Dice dice = new Dice(seed);
        Agenda agenda = new Agenda();
        PriorityQueue<Due> expected =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::number));
        List<Due> ran = new ArrayList<>();
        long last = DELAYS[DELAYS.length - 1] * 2;
        long now = 0;
        for (int number = 0; number < 2_000; number++) {
            long delay = DELAYS[dice.below(DELAYS.length)];
            Due due = new Due(now + (dice.oneIn(2) ? delay : dice.between(0, delay)), number);
            agenda.add(due.at, () -> ran.add(due));
            expected.add(due);
            if (dice.oneIn(2)) {
                now = takesTheSame(agenda, expected, ran, last, now);
            }
        }
        while (!expected.isEmpty() && expected.element().at <= last) {
            now = takesTheSame(agenda, expected, ran, last, now);
        }
        assertThat(agenda.take(last)).isNull();
    }

    private static long takesTheSame(Agenda agenda, PriorityQueue<Due> expected, List<Due> ran, long last, long now) {
        if (expected.isEmpty() || expected.element().at > last) {
            return now;
        }
        Due next = expected.remove();
        Runnable taken = agenda.take(last);
        assertThat(taken).isNotNull();
        taken.run();
        assertThat(ran.getLast()).isEqualTo(next);
        assertThat(agenda.now()).isEqualTo(next.at);
        return next.at;
    }
}
