package dev.meridian.evidence;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What was probably done to a log whose chain breaks, as far as its other lines tell: each line names, by its
/// hash, the one that it was written behind.
final class Breach {
    private static final String CHANGED = ": it was changed after it was written";

    private Breach() {}

    /// For the end of a sentence, with a colon before it; empty where the file cannot be looked at again.
    ///
    /// @param line where the chain breaks, counted from 1
    static String at(Path path, int line) throws IOException {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        List<byte[]> lines = lines(path);
        return line > lines.size() ? "" : explained(lines, line - 1);
    }

    private static String explained(List<byte[]> lines, int at) {
        byte[] broken = lines.get(at);
        for (int i = 0; i < at; i++) {
            if (Arrays.equals(lines.get(i), broken)) {
                return ": line " + (i + 1) + " stands here a second time";
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> hash = LogLine.statedHash(lines.get(i));
            if (i != at
                    && hash.isPresent()
                    && LogLine.intactHash(broken, hash.get()).isPresent()) {
                return ": it was written behind what is line " + (i + 1) + " now; lines were moved or taken out";
            }
        }
        if (at > 0 && LogLine.intactHash(broken, LogLine.NO_HASH).isPresent()) {
            return ": it is the first line of a log; lines were moved, or two logs put together";
        }
        if (index(broken) > index(at == 0 ? new byte[0] : lines.get(at - 1)) + 1) {
            return ": lines before it were taken out, or it was changed after it was written";
        }
        if (LogLine.statedHash(broken).isPresent()) {
            return CHANGED;
        }
        return at == 0 ? ": the file is no event log, or it was changed" : CHANGED + ", or is no line of an event log";
    }

    /// The entry's number; −1 where it cannot be read, which is also what stands before a header.
    private static long index(byte[] line) {
        try {
            return LogLine.parse(line).index();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static List<byte[]> lines(Path path) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        long read = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int next = in.read(); next >= 0 && read < EventLog.MAX_BYTES; next = in.read()) {
                read++;
                if (next == '\n') {
                    lines.add(line.toByteArray());
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
        return lines;
    }
}
