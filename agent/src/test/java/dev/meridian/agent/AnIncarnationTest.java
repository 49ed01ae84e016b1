package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnIncarnationTest {
    @TempDir
    private Path directory;

    @Test
    void keeps_the_clock_of_those_before_it_until_its_machine_boots() throws IOException {
        assertThat(Incarnation.next(directory, "a")).isEqualTo(new Incarnation(1, 1));
        assertThat(Incarnation.next(directory, "a")).isEqualTo(new Incarnation(2, 1));
        assertThat(Incarnation.next(directory, "b")).isEqualTo(new Incarnation(3, 3));
        assertThat(Incarnation.next(directory, "b")).isEqualTo(new Incarnation(4, 3));
    }

    @Test
    void has_a_clock_of_its_own_where_nobody_knows_of_boots() throws IOException {
        assertThat(Incarnation.next(directory, "")).isEqualTo(new Incarnation(1, 1));
        assertThat(Incarnation.next(directory, "")).isEqualTo(new Incarnation(2, 2));
    }

    @Test
    void goes_on_after_one_that_wrote_down_its_number_alone() throws IOException {
        Files.writeString(directory.resolve("incarnation"), "7");
        assertThat(Incarnation.next(directory, "a")).isEqualTo(new Incarnation(8, 8));
    }
}
