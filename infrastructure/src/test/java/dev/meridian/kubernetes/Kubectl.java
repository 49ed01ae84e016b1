package dev.meridian.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The real kubectl, where this machine has one; a test that needs it is skipped, and says so, where it has none.
/// It is asked for nothing that needs a cluster.
public final class Kubectl {
    private static final int SECONDS = 60;

    private Kubectl() {}

    /// What came of it.
    public record Answer(int code, String text, String said) {}

    /// Builds what a folder says, as it would be applied.
    ///
    /// @param home where what it says is kept
    public static Answer kustomize(Path home, Path folder) throws IOException, InterruptedException {
        assumeTrue(Machine.has("kubectl"), "skipped: there is no `kubectl` on this machine");
        Path text = Files.createTempFile(home, "built", ".yaml");
        Path said = Files.createTempFile(home, "said", ".txt");
        Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectOutput(text.toFile())
                .redirectError(said.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("kubectl did not end within " + SECONDS + " s");
        }
        return new Answer(
                process.exitValue(),
                Files.readString(text, StandardCharsets.UTF_8),
                Files.readString(said, StandardCharsets.UTF_8));
    }
}
