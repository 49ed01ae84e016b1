package dev.meridian.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Nothing that was acknowledged is taken for proven elsewhere before the standbys have it.
class DoubtTest {
    private final Doubt doubt = new Doubt();

    @Test
    void is_what_was_said_last_until_standbys_have_all_that_was_there_at_the_first_look() {
        assertThat(doubt.isThere()).isEmpty();
        doubt.look(false, 100, OptionalLong.of(99));
        assertThat(doubt.isThere()).isEmpty();
        doubt.look(false, 200, OptionalLong.empty());
        assertThat(doubt.isThere()).isEmpty();
        doubt.look(false, 300, OptionalLong.of(100));
        assertThat(doubt.isThere()).contains(false);
    }

    @Test
    void begins_with_what_proves_nothing_and_ends_when_standbys_have_what_was_written_by_then() {
        settle();
        doubt.look(true, 200, OptionalLong.of(200));
        assertThat(doubt.isThere()).contains(true);
        doubt.look(false, 300, OptionalLong.of(250));
        assertThat(doubt.isThere()).contains(true);
        doubt.look(false, 400, OptionalLong.of(300));
        assertThat(doubt.isThere()).contains(false);
    }

    @Test
    void does_not_end_by_what_comes_back_before_standbys_have_it() {
        settle();
        doubt.look(true, 200, OptionalLong.of(200));
        doubt.look(false, 300, OptionalLong.of(250));
        doubt.look(true, 350, OptionalLong.of(350));
        doubt.look(false, 400, OptionalLong.of(350));
        assertThat(doubt.isThere()).contains(true);
    }

    @Test
    void is_forgotten_by_who_starts_anew_and_then_what_was_said_counts() {
        doubt.look(true, 200, OptionalLong.of(200));
        doubt.begin();
        assertThat(doubt.isThere()).isEmpty();
    }

    private void settle() {
        doubt.look(false, 0, OptionalLong.of(1));
        assertThat(doubt.isThere()).contains(false);
    }
}
