package dev.meridian.synthesis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Files by their path below the folder that they are written into, in the order in which they are written. The
/// last one is the lock: where it is, everything else is.
public record Repository(SequencedMap<String, String> files) {
    public Repository {
        files = new LinkedHashMap<>(files);
    }

    /// How large they are together.
    public long bytes() {
        return files.values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
