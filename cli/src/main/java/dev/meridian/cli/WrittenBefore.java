package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.synthesis.Lock;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The option that names a folder which `synth` has written.
final class WrittenBefore implements CommandPart {
    private static final String WHAT_FOR = "the lock says which files are what `synth` has written";

    private Path folder = Path.of("");

    @Override
    public void addTo(Description command) {
        command.takes(option("--against", "FOLDER")
                .says("What `synth` has written; edits by hand count as they are.")
                .required()
                .path(it -> folder = it));
    }

    Path folder() {
        return folder;
    }

    /// Which files there are what `synth` has written; empty where nothing says so.
    Optional<Lock> lock() throws IOException {
        Path at = folder.resolve(Lock.NAME);
        return Files.isRegularFile(at) ? WrittenFolder.read(at) : Optional.empty();
    }

    /// @param file that it would be written of
    Problem hasNoLock(Path file) {
        Path lock = folder.resolve(Lock.NAME);
        if (Files.isRegularFile(lock)) {
            return Complaints.option(
                    "--against",
                    FileNames.shown(folder),
                    lock + " cannot be read",
                    WHAT_FOR,
                    "bring it back as it was written: `git checkout " + Lock.NAME + "` there");
        }
        return Complaints.option(
                "--against",
                FileNames.shown(folder),
                "there is no " + Lock.NAME + " in " + folder,
                WHAT_FOR,
                "`meridian synth " + FileNames.shown(file) + " -o " + FileNames.shown(folder)
                        + "` writes it; or name the folder that has one");
    }
}
