package dev.meridian.house.sinner;

import dev.meridian.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Breaks every rule once, so that each rule is seen to find something. Never run.
public final class Sinner {
    private final Map<String, Long> unordered = new HashMap<>();

    void sin() throws IOException {
        Supplier<Instant> clock = Instant::now;
        unordered.put(System.getenv("HOME"), new Random().nextLong());
        Thread.ofVirtual().start(() -> System.getLogger("sinner").log(System.Logger.Level.INFO, "thread"));
        System.out.println(Files.readString(Path.of("file")) + clock.get() + Locale.getDefault());
        System.exit(ExitCode.class.getModifiers());
    }
}
