package dev.meridian.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a text with the file that was reviewed; `-Dmeridian.golden.update=true` writes the file instead.
final class Golden {
    private static final Path FOLDER =
            Path.of(System.getProperty("meridian.home", ".."), "cli/src/test/resources/answers");

    private Golden() {}

    static void check(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        assertThat(file)
                .as("run once with -Dmeridian.golden.update=true and review")
                .exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
