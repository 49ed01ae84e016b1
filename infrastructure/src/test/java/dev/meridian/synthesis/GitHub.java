package dev.meridian.synthesis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// GitHub's own parser of workflows, where this machine has Node and a registry of npm; a test that needs it is
/// skipped, and says so, where it has not.
final class GitHub {
    private static final Path HERE = Path.of("target/github");
    private static final String PARSER = "@actions/workflow-parser@0.3.61";

    private GitHub() {}

    /// What it has to say against the workflows of a folder.
    static List<String> faults(Path workflows) throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            assumeTrue(Machine.has(program), "skipped: there is no `" + program + "` on this machine");
        }
        install();
        Shell.Answer answer = Shell.run(
                HERE, List.of("node", "judge.mjs", workflows.toAbsolutePath().toString()), Map.of());
        if (answer.code() != 0) {
            throw new IOException(answer.text());
        }
        return answer.text().lines().toList();
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        for (String script : List.of("judge.mjs", "json.mjs")) {
            try (var stream = Objects.requireNonNull(GitHub.class.getResourceAsStream("/github/" + script))) {
                Files.copy(stream, HERE.resolve(script), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.isDirectory(HERE.resolve("node_modules/@actions/workflow-parser"))) {
            Shell.Answer answer = Shell.run(
                    HERE,
                    List.of("npm", "install", "--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts", PARSER),
                    Map.of());
            assumeTrue(answer.code() == 0, "skipped: npm does not install " + PARSER + ": " + answer.text());
        }
    }
}
