package dev.meridian.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that runs to its end.
final class Shell {
    private static final int SECONDS = 120;

    private Shell() {}

    /// What came of it.
    ///
    /// @param text all that it said
    record Answer(int code, String text) {}

    /// @param environment beside this one's own
    static Answer run(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within " + SECONDS + " s");
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        return new Answer(process.exitValue(), text);
    }
}
