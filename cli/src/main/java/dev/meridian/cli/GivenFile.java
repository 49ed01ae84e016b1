package dev.meridian.cli;

import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// A file that a command is given to read.
///
/// @param why what the command needs it for
/// @param example what to do where there is none of this name
record GivenFile(Path path, String why, String example) {
    private static final String UNREADABLE = "MER-0001";

    /// The bytes; empty where something is in the way, and then `problems` has it.
    ///
    /// @param most how many are read; a reader that is given more than it takes says so itself
    Optional<byte[]> read(int most, List<Problem> problems) {
        try {
            Optional<Problem> hindrance = notAFile();
            if (hindrance.isEmpty()) {
                try (InputStream in = Files.newInputStream(path)) {
                    return Optional.of(in.readNBytes(most));
                }
            }
            problems.add(hindrance.get());
        } catch (IOException e) {
            problems.add(unreadable(e));
        }
        return Optional.empty();
    }

    /// Whether the shell has opened it for us: standard input, or `<(…)`. Who writes there is known and ends.
    boolean isHandedOver() {
        return path.toString().matches("/dev/stdin|/dev/fd/\\d+|/proc/self/fd/\\d+");
    }

    /// What cannot be read like a file: a named pipe would keep its reader until somebody writes.
    private Optional<Problem> notAFile() throws IOException {
        if (path.toString().isEmpty()) {
            return Optional.of(unreadable("the name of the file is empty", example));
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.of(unreadable(path + " is a directory", "name the file in it"));
        }
        return attributes.isRegularFile() || isHandedOver()
                ? Optional.empty()
                : Optional.of(unreadable(
                        path + " is no file but a pipe, a socket or a device",
                        "name a file; `/dev/stdin` and the shell's `<(…)` are read too"));
    }

    private Problem unreadable(IOException e) {
        if (Files.exists(path)) {
            return unreadable(
                    path + " cannot be read: " + FileNames.reason(e), "`ls -l " + path + "` shows who may read it");
        }
        if (Files.isSymbolicLink(path)) {
            return unreadable(path + " is a link that leads nowhere", "`ls -l " + path + "` shows where it points");
        }
        return e instanceof NoSuchFileException
                ? unreadable("there is no file " + path, example)
                : unreadable(path + " cannot be read: " + FileNames.reason(e), example);
    }

    private Problem unreadable(String what, String fix) {
        return problem(UNREADABLE, what, why, fix);
    }

    /// A problem of the file as a whole.
    Problem problem(String id, String what, String because, String fix) {
        return new Problem(id, new Where.InFile(FileNames.shown(path), 1, 1), what, Optional.empty(), because, fix);
    }
}
