package dev.meridian.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which start of an agent this is.
///
/// @param number one more than the last start's
/// @param clock the first start since this machine booted: its monotonic clock has gone on since then
record Incarnation(long number, long clock) {
    /// Another one with each boot (Linux, random(4)).
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /// The next one, durable before the first entry is proposed under it.
    static Incarnation next(Path directory) throws IOException {
        return next(directory, Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : "");
    }

    /// @param boot which boot of the machine this is; empty if that is not known
    static Incarnation next(Path directory, String boot) throws IOException {
        Path file = directory.resolve("incarnation");
        String[] before = Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[] {"0"};
        long number = Long.parseLong(before[0]) + 1;
        boolean isSameBoot = before.length == 3 && before[2].equals(boot);
        Incarnation next = new Incarnation(number, isSameBoot ? Long.parseLong(before[1]) : number);
        Durable.write(file, (next.number + " " + next.clock + " " + boot).strip());
        return next;
    }
}
