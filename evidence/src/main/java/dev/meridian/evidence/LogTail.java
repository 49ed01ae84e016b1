package dev.meridian.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is appended to a log while somebody else writes it, for whoever wants to see what happens.
///
/// It begins in the middle, so it cannot prove that nothing was changed: [EventLog#read] does that. It holds no
/// more in memory than one look brings, and no file open between two looks.
public final class LogTail {
    private static final int MOST_BYTES_AT_ONCE = 8 << 20;

    private final Path path;
    private long at;

    /// Whether the first bytes may be the rest of a line that began before.
    private boolean isMidway;

    private LogTail(Path path, long at) {
        this.path = path;
        this.at = at;
        this.isMidway = at > 0;
    }

    /// From where the log ends now; one that is not there yet is told from its beginning.
    ///
    /// @throws IOException if it cannot be read
    public static LogTail fromEnd(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            // A byte back: if that is a newline, the next one begins a line.
            return new LogTail(path, Math.max(0, channel.size() - 1));
        } catch (NoSuchFileException e) {
            return new LogTail(path, 0);
        }
    }

    /// The whole lines since the last look; an unfinished one is left for the next.
    ///
    /// @throws IOException if it cannot be read, or holds what no log holds
    public List<LogEntry> more() throws IOException {
        byte[] bytes = read();
        List<LogEntry> entries = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (!isMidway) {
                    entries.add(parsed(Arrays.copyOfRange(bytes, from, i)));
                }
                isMidway = false;
                from = i + 1;
            }
        }
        at += from;
        return entries;
    }

    private byte[] read() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            // Who opens a log again cuts an unfinished line off.
            long end = channel.size();
            at = Math.min(at, end);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(end - at, MOST_BYTES_AT_ONCE));
            for (int got = 0; got >= 0 && bytes.hasRemaining(); ) {
                got = channel.read(bytes, at + bytes.position());
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private LogEntry parsed(byte[] line) throws IOException {
        try {
            return LogLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }
}
