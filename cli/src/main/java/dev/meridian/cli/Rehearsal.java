package dev.meridian.cli;

import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// What the launcher runs once to fill the AOT cache: the ways through the code that every start takes.
public final class Rehearsal {
    private Rehearsal() {}

    /// Ends by itself; what fails is told and does not matter to the cache.
    public static void main(String[] args) throws IOException, InterruptedException {
        Main.run("--help");
        Main.run("drill", "--help");
        Main.run(
                "drill",
                Path.of(System.getProperty("meridian.home", "."), "examples/quickstart.yaml")
                        .toString(),
                "--fault",
                "none");
        new Wan(new LinkedHashMap<>()).close();
        dev.meridian.agent.Rehearsal.run(Files.createTempDirectory("meridian-rehearsal"));
        System.exit(ExitCode.FINE);
    }
}
