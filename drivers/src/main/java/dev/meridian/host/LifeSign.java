package dev.meridian.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whether one process still runs, for whoever asks many times a second: the kernel's file of it is held open,
/// so that a look is one read.
///
/// The open file stays that process's (proc(5)): once it has gone nothing can be read there any more, whoever
/// gets its id afterwards.
public final class LifeSign implements AutoCloseable {
    /// The id, the name in brackets (at most 64 bytes, with those of kernel threads) and the state come first.
    private static final int START = 128;

    private final RandomAccessFile file;
    private final byte[] start = new byte[START];

    private LifeSign(RandomAccessFile file) {
        this.file = file;
    }

    /// Empty if there is no such process. It may be another one than the one that was meant: whoever is sure of
    /// its id only until now looks at it again afterwards.
    public static Optional<LifeSign> of(long pid) {
        try {
            return Optional.of(new LifeSign(new RandomAccessFile("/proc/" + pid + "/stat", "r")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Neither gone nor a zombie nor dead.
    public synchronized boolean isThere() {
        try {
            file.seek(0);
            int length = Math.max(0, file.read(start));
            return ProcessTable.isAlive(new String(start, 0, length, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that is only read cannot fail to close", e);
        }
    }
}
