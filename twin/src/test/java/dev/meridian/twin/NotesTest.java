package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.evidence.Outcome;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final long START = 5_000_000_000L;

    @Test
    void count_nothing_after_the_fault_as_before_it() {
        assertThat(notes(START + 1_000_000, 500, 500))
                .containsExactly("the fault came as the load began: nothing says how users were served before it");
        assertThat(notes(START + 150_000_000, 1, 500))
                .anySatisfy(note -> assertThat(note).startsWith("users had 10 acknowledged writes a second"));
        assertThat(notes(START + 200_000_000, 50, 50)).isEmpty();
    }

    private static List<String> notes(long fault, int... acknowledged) {
        List<Outcome.Bucket> buckets = Arrays.stream(acknowledged)
                .mapToObj(count -> new Outcome.Bucket(count, 0, Duration.ZERO))
                .toList();
        Outcome outcome = new Outcome(
                Optional.empty(),
                Optional.empty(),
                Outcome.CopyReads.NONE,
                new TreeMap<>(),
                new Outcome.Writes(0, 0, Duration.ZERO, 0, 0),
                Optional.empty(),
                Duration.ZERO,
                new Outcome.Span(
                        OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                List.of(),
                List.of(new Outcome.Series(new RegionName("us-east-1"), START, buckets)));
        return Notes.of(outcome, fault, Optional.empty());
    }
}
