package dev.meridian.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What one command answered.
record Answer(int exitCode, String out, String err) {
    /// A line of a stack trace: `at dev.meridian.cli.Main.main(Main.java:12)`.
    private static final Pattern FRAME = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(");

    static final Path HOME =
            Path.of(System.getProperty("meridian.home", "..")).toAbsolutePath().normalize();

    /// The examples, to be called `examples/…`.
    static void layOutExamples() throws IOException {
        if (!FOLDER.getParent().endsWith("target")) {
            throw new IllegalStateException("run these tests in a folder below target, as the build does");
        }
        if (Files.notExists(FOLDER.resolve("examples"))) {
            Files.createSymbolicLink(FOLDER.resolve("examples"), HOME.resolve("examples"));
        }
    }

    /// A folder of an earlier run, with everything in it.
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    interface Command {
        int run();
    }

    /// The folder that this process works in: below `target`, so that tests can lay files out in it and call
    /// them by the names that people would.
    static final Path FOLDER = Path.of("").toAbsolutePath();

    /// Of the command line, run in this process.
    static Answer of(String... words) {
        return of(() -> Main.run(words));
    }

    static Answer of(Command command) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream newOut = new ByteArrayOutputStream();
        ByteArrayOutputStream newErr = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream capturedOut = new PrintStream(newOut, true, StandardCharsets.UTF_8);
                PrintStream capturedErr = new PrintStream(newErr, true, StandardCharsets.UTF_8)) {
            System.setOut(capturedOut);
            System.setErr(capturedErr);
            exitCode = command.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return new Answer(exitCode, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
    }

    /// The same with what differs from run to run masked.
    Answer masked() {
        return new Answer(exitCode, masked(out), masked(err));
    }

    private static String masked(String text) {
        return text.replaceAll("\"(startedAt)\"( ?): ?\"[^\"]*\"", "\"$1\"$2:\"…\"")
                .replaceAll("\"(cores|memoryBytes|loadAverage)\"( ?): ?[-0-9.eE]+", "\"$1\"$2:0");
    }

    boolean showsTheInside() {
        return FRAME.matcher(out + err).find() || (out + err).contains("Exception");
    }
}
