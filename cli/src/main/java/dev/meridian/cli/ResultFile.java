package dev.meridian.cli;

import dev.meridian.fidelity.StepsFile;
import dev.meridian.incident.Incident;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that a command writes what came of it into. An earlier one of the same kind is replaced, since a command
/// is run again and again; anything else that is there is somebody's and stays, unless somebody says otherwise. A
/// device, a pipe or a link is never replaced by a file, and nothing that the command reads is written over.
///
/// @param option that names it, as it is written
/// @param isForced whether a file of another kind may be replaced too
record ResultFile(String option, Path path, Kind kind, boolean isForced) {
    /// What is written.
    enum Kind {
        EVENT_LOG("an event log", "incident.jsonl"),
        STEP_TIMES("a file of step times", "steps.json");

        private final String text;
        private final String example;

        Kind(String text, String example) {
            this.text = text;
            this.example = example;
        }
    }

    /// What is in the way, as far as that can be known before writing.
    ///
    /// @param read what the command reads
    Optional<Problem> hindrance(List<Path> read) {
        if (path.toString().isEmpty()) {
            return Optional.of(wrong("the name of the file is empty", kind.text + " is a file", name()));
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(wrong(path + " is a directory", kind.text + " is a file", name()));
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path folder = path.getParent();
            return folder == null || Files.isDirectory(folder)
                    ? Optional.empty()
                    : Optional.of(wrong(
                            "there is no folder " + folder,
                            "a folder that nobody made is mostly a slip of the pen",
                            "make it first, or name another place"));
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(wrong(
                    path + (Files.isSymbolicLink(path) ? " is a link" : " is no file but a pipe, a socket or a device"),
                    "a file in its place would end what others use it for",
                    name()));
        }
        return read.stream().anyMatch(this::isSameAs)
                ? Optional.of(wrong(
                        path + " is what this command reads",
                        kind.text + " in its place would end it",
                        "another name: " + name()))
                : foreign();
    }

    private Optional<Problem> foreign() {
        return isForced || isOfItsKind()
                ? Optional.empty()
                : Optional.of(wrong(
                        path + " is there already and is not " + kind.text,
                        "only " + kind.text + " is replaced; what else somebody has written stays",
                        "another name, or `--force` to write over it"));
    }

    private boolean isSameAs(Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(path, other);
        } catch (IOException e) {
            return false;
        }
    }

    /// One that cannot be read is nobody's that may be replaced.
    private boolean isOfItsKind() {
        try {
            return switch (kind) {
                case EVENT_LOG -> Incident.begins(path);
                case STEP_TIMES -> Files.size(path) <= InputFile.LONGEST && isStepTimes(Files.readString(path));
            };
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isStepTimes(String text) {
        try {
            StepsFile.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String name() {
        return "`" + option + " " + kind.example + "`; an earlier " + kind.text.substring(kind.text.indexOf(' ') + 1)
                + " of that name is replaced";
    }

    private Problem wrong(String what, String why, String fix) {
        return Complaints.option(option, FileNames.shown(path), what, why, fix);
    }
}
