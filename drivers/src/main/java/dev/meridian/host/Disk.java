package dev.meridian.host;

import java.io.IOException;
import java.nio.file.Path;

/// Where files are once a machine has lost its power.
public final class Disk {
    private Disk() {}

    /// Returns when everything is on the disk that was written to the file system on which `directory` is. Without
    /// it the kernel writes later, and the `fsync` of some other file may wait for all of it.
    ///
    /// @throws IOException if there is no such directory or the disk fails
    public static void flush(Path directory) throws IOException {
        int result = Libc.syncfs(directory.toString());
        if (result < 0) {
            throw new IOException(directory + " cannot be written to its disk: error " + -result + " of syncfs(2)");
        }
    }
}
