package dev.meridian.agent;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts another process of Meridian: the same JVM, the same class path, the same AOT cache if there is one, a
/// small heap. Its standard input stays open for as long as the parent lives: its end is how a child learns
/// that it is alone.
public final class Jvm {
    /// Names the AOT cache for child processes, if the launcher made one.
    public static final String AOT_CACHE = "meridian.aot";

    /// So much room for what is young that it is rarely cleared: all threads stand still meanwhile, on busy cores
    /// for a tenth of a second. It is only taken by those that use it.
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-Xmn24m",
            "-XX:MetaspaceSize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED");

    private Jvm() {}

    /// @param directory where it runs; what it leaves behind is found by it
    /// @param output where its words go
    public static Process start(String mainClass, List<String> arguments, Path directory, Redirect output)
            throws IOException {
        return new ProcessBuilder(command(mainClass, arguments))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    /// Starts a process that outlives this one: it has no pipe to it.
    public static Process startDetached(String mainClass, List<String> arguments, Redirect output) throws IOException {
        return new ProcessBuilder(command(mainClass, arguments))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    private static List<String> command(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        String cache = System.getProperty(AOT_CACHE, "");
        if (!cache.isEmpty() && Files.exists(Path.of(cache))) {
            command.add("-XX:AOTCache=" + cache);
            command.add("-D" + AOT_CACHE + "=" + cache);
            command.add("-Xlog:disable");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
