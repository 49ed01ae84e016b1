package dev.meridian.cli;

import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file that a command is told to write. What is there already stays, unless somebody says otherwise.
///
/// @param isForced whether somebody does
record NewFile(Path path, boolean isForced) {
    private static final String STANDARD_OUTPUT = "-";
    private static final String A_FILE = "the topology is written into a file";

    /// Whether it is standard output instead.
    boolean isStandardOutput() {
        return path.toString().equals(STANDARD_OUTPUT);
    }

    /// What is in the way, as far as that can be known before writing.
    Optional<Problem> hindrance() {
        if (isStandardOutput()) {
            return Optional.empty();
        }
        if (path.toString().isEmpty()) {
            return Optional.of(wrong("the name of the file is empty", A_FILE, "`-o meridian.yaml`"));
        }
        if (Files.isDirectory(path)) {
            return Optional.of(wrong(
                    path + " is a directory", A_FILE, "name a file in it: `-o " + path.resolve("meridian.yaml") + "`"));
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return Optional.of(wrong("there is no folder " + folder, A_FILE, "make it first, or name another place"));
        }
        return !isForced && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(wrong(
                        path + " is there already",
                        "what somebody has written is not written over",
                        "another name with `-o`, or `--force` to write over it"))
                : Optional.empty();
    }

    private Problem wrong(String what, String why, String fix) {
        return Complaints.option("--out", FileNames.shown(path), what, why, fix);
    }

    /// How the file may call itself: without the folders of whoever made it.
    String name() {
        return isStandardOutput() ? "FILE" : String.valueOf(path.getFileName());
    }

    /// Writes it. Without force a file that somebody made meanwhile stays.
    void write(String text) throws IOException {
        if (isStandardOutput()) {
            System.out.print(text);
            System.out.flush();
        } else if (isForced) {
            Files.writeString(path, text);
        } else {
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }
}
