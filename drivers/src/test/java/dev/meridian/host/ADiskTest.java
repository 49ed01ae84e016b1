package dev.meridian.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ADiskTest {
    @TempDir
    private Path directory;

    @Test
    void has_what_was_written_and_a_directory_that_is_not_there_is_named() throws Exception {
        Files.writeString(directory.resolve("file"), "data");
        assertThatCode(() -> Disk.flush(directory)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Disk.flush(directory.resolve("nowhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere cannot be written to its disk: error 2 of syncfs(2)");
    }
}
