package dev.meridian.agent;

import dev.meridian.agent.Watchdog.Guard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// What a watchdog has on disk, in two files.
///
/// `watchdog` is what it was told last, written at every meal. It has to outlive the process, not the machine,
/// whose next start ends every deadline: it is not forced to the disk, and a power failure may leave it in pieces.
/// `longest-fence` has to outlive both, since automation is disarmed for as long as a fence is known to take too
/// long; it is forced to the disk, and written only where a fence was longer than all before.
///
/// @param boot which start of the machine this is
/// @param longest how long a renewal lasts at most
record WatchdogMemory(Path directory, String boot, Duration longest) {
    /// What is known; of files in pieces nothing.
    Guard recall(long now) throws IOException {
        Guard told = Guard.remembered(text(told()), boot, now, longest);
        return new Guard(told.epoch(), told.until(), Math.max(told.longestFence(), longestFence()));
    }

    /// A process that is started after this one is killed recalls `next`.
    ///
    /// @param before what was kept before it
    void keep(Guard before, Guard next) throws IOException {
        if (next.longestFence() > before.longestFence()) {
            Durable.write(slowest(), Long.toString(next.longestFence()));
        }
        Path fresh = directory.resolve("watchdog.new");
        Files.writeString(fresh, next.text(boot));
        Files.move(fresh, told(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path told() {
        return directory.resolve("watchdog");
    }

    private Path slowest() {
        return directory.resolve("longest-fence");
    }

    private long longestFence() throws IOException {
        try {
            return Long.parseLong(text(slowest()));
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    /// Any bytes are a text, so that those of a file in pieces are one.
    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.US_ASCII) : "";
    }
}
