package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that tests compare with; `-Dmeridian.golden.update=true` writes them anew.
final class Golden {
    static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    private Golden() {}

    static void check(Path file, String text) throws IOException {
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
