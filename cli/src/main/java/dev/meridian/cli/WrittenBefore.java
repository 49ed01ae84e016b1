package dev.meridian.cli;

import dev.meridian.synthesis.Lock;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The option that names a folder which `synth` has written.
final class WrittenBefore {
    @Option(
            names = "--against",
            paramLabel = "FOLDER",
            required = true,
            description = "What `synth` has written; edits by hand count as they are.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    Path folder() {
        return folder;
    }

    /// Which files there are what `synth` has written; empty where nothing says so.
    Optional<Lock> lock() throws IOException {
        Path at = folder.resolve(Lock.NAME);
        return Files.isRegularFile(at) ? Lock.of(Files.readString(at)) : Optional.empty();
    }

    /// @param file that it would be written of
    Problem hasNoLock(Path file) {
        return Complaints.option(
                "--against",
                FileNames.shown(folder),
                "there is no " + Lock.NAME + " in " + folder,
                "the lock says which files are what `synth` has written",
                "`meridian synth " + FileNames.shown(file) + " -o " + FileNames.shown(folder)
                        + "` writes it; or name the folder that has one");
    }
}
