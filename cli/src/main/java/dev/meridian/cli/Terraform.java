package dev.meridian.cli;

import dev.meridian.twin.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Terraform as this machine has it. What it has begun ends with this process, however that ends.
final class Terraform implements AutoCloseable {
    private static final String NAME = "terraform";

    private final Path notes;
    private final Duration patience;
    private final Queue<Process> running = new ConcurrentLinkedQueue<>();
    private final Thread hook = new Thread(this::end, "terraform-ends");

    private Terraform(Path notes, Duration patience) {
        this.notes = notes;
        this.patience = patience;
    }

    /// @param patience for one command
    static Terraform here(Duration patience) throws IOException {
        Terraform terraform = new Terraform(Files.createTempDirectory("meridian-terraform"), patience);
        Runtime.getRuntime().addShutdownHook(terraform.hook);
        return terraform;
    }

    /// What came of a command.
    ///
    /// @param code that it ended with; [#TOO_LONG] where it did not end
    /// @param out what it printed, and what it complained about
    record Answer(int code, String out, String complaint) {
        static final int TOO_LONG = -1;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
    }

    /// A file that nobody else reads and that is gone with this: plans contain secrets.
    Path note(String about) throws IOException {
        return Files.createTempFile(notes, about, "");
    }

    Answer run(Path root, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(NAME));
        command.addAll(words);
        Path out = note("out");
        Path complaint = note("complaint");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(complaint.toFile());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("TF_IN_AUTOMATION", "1");
        Process process = builder.start();
        running.add(process);
        boolean hasEnded = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        if (!hasEnded) {
            process.destroy();
        }
        running.remove(process);
        return new Answer(
                hasEnded ? process.exitValue() : Answer.TOO_LONG,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(complaint, StandardCharsets.UTF_8));
    }

    private void end() {
        running.forEach(Process::destroy);
        Trees.delete(notes);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            end();
        } catch (IllegalStateException e) {
            // The process ends already, and the hook cleans up.
        }
    }
}
