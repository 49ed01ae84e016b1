package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AStoryTest {
    @Test
    void that_is_too_long_keeps_its_end_and_says_what_it_left_out() {
        Story story = new Story(true);
        for (long i = 0; i < Story.MOST_LINES + 3L; i++) {
            story.note(i * World.SECOND, "line " + i);
        }
        List<String> lines = story.lines();
        assertThat(lines).hasSize(Story.MOST_LINES + 1);
        assertThat(lines.getFirst()).isEqualTo("... 3 lines before these are left out");
        assertThat(lines.get(1)).endsWith("line 3");
        assertThat(lines.getLast()).endsWith("line " + (Story.MOST_LINES + 2));
    }
}
