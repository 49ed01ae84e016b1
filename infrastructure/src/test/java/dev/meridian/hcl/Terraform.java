package dev.meridian.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real Terraform, where this machine has one; a test that needs it is skipped, and says so, where it has
/// none.
public final class Terraform {
    private static final int SECONDS = 300;

    private final Path home;

    private Terraform(Path home) {
        this.home = home;
    }

    /// @param home where its settings and what it downloads are kept
    public static Terraform here(Path home) throws IOException, InterruptedException {
        Terraform terraform = new Terraform(home);
        assumeTrue(Machine.has("terraform"), "skipped: there is no `terraform` on this machine");
        mirror().ifPresent(terraform::uses);
        return terraform;
    }

    /// A folder `tf-plugins` with providers, right below a folder of the root; where there is none Terraform
    /// asks the network.
    private static Optional<Path> mirror() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/"))) {
            return folders.map(folder -> folder.resolve("tf-plugins"))
                    .filter(Files::isDirectory)
                    .findFirst();
        }
    }

    private void uses(Path mirror) {
        try {
            Files.writeString(home.resolve("terraform.rc"), """
                    provider_installation {
                      filesystem_mirror {
                        path = "%s"
                      }
                    }
                    """.formatted(mirror));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it is told by its environment, for scripts that run it themselves.
    public SequencedMap<String, String> settings() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        Path file = home.resolve("terraform.rc");
        if (Files.exists(file)) {
            settings.put("TF_CLI_CONFIG_FILE", file.toString());
        }
        settings.put("CHECKPOINT_DISABLE", "1");
        return settings;
    }

    /// What came of a command.
    public record Answer(int code, String text) {}

    /// Runs a command of it in a folder.
    public Answer run(Path folder, String... words) throws IOException, InterruptedException {
        return run(folder, new LinkedHashMap<>(), words);
    }

    /// The same with these variables.
    public Answer run(Path folder, SequencedMap<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(words));
        Path said = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(settings());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within " + SECONDS + " s");
        }
        return new Answer(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    /// That a root is valid for its providers; skipped, and said so, where they are not on this machine and cannot
    /// be had from anywhere.
    public void validates(Path root) throws IOException, InterruptedException {
        Answer made = run(root, "init", "-backend=false", "-input=false", "-no-color");
        assumeFalse(
                made.code() != 0 && made.text().contains("could not connect to registry"),
                "skipped: the provider is not on this machine, and nothing to fetch it from");
        assertThat(made.code()).as(made.text()).isZero();
        Answer answer = run(root, "validate", "-no-color");
        assertThat(answer.code()).as(root + ": " + answer.text()).isZero();
    }
}
