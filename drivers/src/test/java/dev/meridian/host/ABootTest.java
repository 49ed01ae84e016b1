package dev.meridian.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ABootTest {
    @TempDir
    Path directory;

    @Test
    void is_known_by_the_kernels_word_and_where_there_is_none_no_two_are_the_same() throws Exception {
        Path told = Files.writeString(directory.resolve("boot_id"), "5b1f\n");

        assertThat(Boot.id(told)).isEqualTo("5b1f");
        Path nothing = directory.resolve("nothing");
        assertThat(Boot.id(nothing)).isNotEqualTo(Boot.id(nothing)).doesNotContain(" ");
    }
}
