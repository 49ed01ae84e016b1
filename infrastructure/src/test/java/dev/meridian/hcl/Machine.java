package dev.meridian.hcl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What tests find where they run.
public final class Machine {
    private Machine() {}

    /// Whether it has a program.
    public static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
