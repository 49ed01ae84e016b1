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

/// A file that somebody named on the command line: its bytes, or why they cannot be had.
///
/// @param need what the command wants of it, as the reason of a problem
/// @param example what to do where there is no such file
record InputFile(Path path, String need, String example) {
    static final String UNREADABLE = "MER-0001";

    /// A byte more than the reader of topologies accepts, so that it can say that the file is too long.
    static final int LONGEST = (1 << 20) + 1;

    static InputFile topology(Path path) {
        return new InputFile(
                path,
                "the command needs a topology to work on",
                "check the path; an example is examples/quickstart.yaml");
    }

    /// Its bytes; where they cannot be had, `problems` says why.
    Optional<byte[]> read(List<Problem> problems) {
        return read(LONGEST, problems);
    }

    /// The same of another reader.
    ///
    /// @param most how many are read
    Optional<byte[]> read(int most, List<Problem> problems) {
        try {
            Optional<Problem> hindrance = notAFile();
            if (hindrance.isPresent()) {
                problems.add(hindrance.get());
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(path)) {
                return Optional.of(in.readNBytes(most));
            }
        } catch (IOException e) {
            problems.add(unreadable(e));
            return Optional.empty();
        }
    }

    /// Whether another reader can have it; where it cannot, `problems` says why.
    boolean canBeRead(List<Problem> problems) {
        return isHandedOver() || read(1, problems).isPresent();
    }

    /// Whether the shell has opened it for us: standard input, or `<(…)`. Who writes there is known and ends.
    boolean isHandedOver() {
        return path.toString().matches("/dev/stdin|/dev/fd/\\d+|/proc/self/fd/\\d+");
    }

    /// A problem of the file as a whole.
    Problem whole(String id, String what, String why, String fix) {
        return new Problem(id, new Where.InFile(FileNames.shown(path), 1, 1), what, Optional.empty(), why, fix);
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
        return whole(UNREADABLE, what, need, fix);
    }
}
