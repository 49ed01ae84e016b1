package dev.meridian.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
            Path fresh = file.resolveSibling("promised.new");
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
            greatest = number;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a promise cannot be made durable", e);
        }
    }
}
