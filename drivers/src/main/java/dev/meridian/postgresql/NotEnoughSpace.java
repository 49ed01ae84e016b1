package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.file.Path;

/// The file system has no room for what has to be put there.
public final class NotEnoughSpace extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path path;
    private final long bytesNeeded;

    NotEnoughSpace(Path path, long bytesNeeded, long bytesFree) {
        super("not enough space in " + path + ": " + megabytes(bytesNeeded) + " MB needed, " + megabytes(bytesFree)
                + " MB free");
        this.path = path;
        this.bytesNeeded = bytesNeeded;
    }

    /// Where it was to be put.
    public Path path() {
        return path;
    }

    /// How many bytes it takes.
    public long bytesNeeded() {
        return bytesNeeded;
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1_000_000);
    }
}
