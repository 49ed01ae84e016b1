package dev.meridian.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The greatest ballot or epoch that this region has promised to, durable before anybody hears of it. It is
/// what the role of the local database is checked against: an order with a smaller number comes too late.
final class Promises {
    private final Path file;
    private long greatest;

    Promises(Path directory) throws IOException {
        this.file = directory.resolve("promised");
        this.greatest =
                Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    synchronized long greatest() {
        return greatest;
    }

    /// False if a greater one was promised before; otherwise the number is on disk when this returns.
    synchronized boolean record(long number) {
        if (number < greatest) {
            return false;
        }
        if (number == greatest) {
            return true;
        }
        try {
            Durable.write(file, Long.toString(number));
            greatest = number;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a promise cannot be made durable", e);
        }
    }
}
