package dev.meridian.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Which start of the machine this is. An instant of the monotonic clock means something until the next one
/// only: that clock begins anew, and an old instant then lies as far ahead as the machine had been up.
public final class Boot {
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /// The same text for as long as the machine is up, another one after every start of it (random(4)). Where
    /// the kernel does not tell, another one at every call: then nothing that was written down before is
    /// known to be of this boot.
    public static String id() {
        return id(ID);
    }

    static String id(Path file) {
        try {
            String told = Files.readString(file).strip();
            return told.isEmpty() || told.contains(" ") ? unlike() : told;
        } catch (IOException unknown) {
            return unlike();
        }
    }

    private static String unlike() {
        return "unknown-" + UUID.randomUUID();
    }
}
