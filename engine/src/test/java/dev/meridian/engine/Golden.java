package dev.meridian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stories as they were reviewed; `-Dmeridian.golden.update=true` writes them anew.
final class Golden {
    private Golden() {}

    static void check(String story, String told) {
        Path file = Path.of(System.getProperty("meridian.home", ".."))
                .resolve("engine/src/test/resources/stories")
                .resolve(story + ".txt");
        try {
            if (Boolean.getBoolean("meridian.golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, told);
            }
            assertThat(told).as(file.toString()).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
