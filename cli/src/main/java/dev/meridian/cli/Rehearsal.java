package dev.meridian.cli;

import dev.meridian.twin.Trees;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// What the launcher runs once to fill the AOT cache: the ways through the code that every start takes.
public final class Rehearsal {
    private Rehearsal() {}

    /// Ends by itself; what fails is told and does not matter to the cache.
    public static void main(String[] args) throws IOException, InterruptedException {
        Main.run("--help");
        Main.run("drill", "--help");
        String example = Path.of(System.getProperty("meridian.home", "."), "examples/quickstart.yaml")
                .toString();
        Main.run("drill", example, "--fault", "none");
        for (String form : List.of("text", "json")) {
            Main.run("validate", example, "--output", form);
            Main.run("explain", example, "--output", form);
            Main.run("explain", example, "failover.hold", "--set", "failover.hold=20s", "--output", form);
        }
        for (String form : List.of("text", "json", "sarif", "github")) {
            Main.run("assess", example, "--set", "objectives.rto=1s", "--output", form);
        }
        String log =
                Path.of(example).resolveSibling("incidents/region-loss.jsonl").toString();
        for (String form : List.of("text", "json")) {
            Main.run("replay", log, "--output", form);
            Main.run("replay", log, "--set", "failover.hold=20s", "--output", form);
        }
        for (String form : List.of("text", "json")) {
            Main.run("simulate", example, "--fault", "region-loss:us-east-1", "--runs", "1", "--output", form);
            Main.run("simulate", example, "--seeds", "2", "--output", form);
        }
        new Wan(new LinkedHashMap<>()).close();
        Path directory = Files.createTempDirectory("meridian-rehearsal");
        dev.meridian.agent.Rehearsal.run(directory);
        for (String system : List.of("richesreach", "pyairtable", "genai-demo", "mahavishnu", "ai-teddy-bear")) {
            String file = Path.of(example).resolveSibling(system + ".yaml").toString();
            String out = directory + "/" + system;
            Main.run("synth", file, "-o", out);
            Main.run("synth", file, "-o", out, "--output", "json");
            Main.run("diff", file, "--against", out);
        }
        String last = Path.of(example).resolveSibling("pyairtable.yaml").toString();
        Main.run("diff", last, "--against", directory + "/pyairtable", "--output", "json");
        Trees.delete(directory);
        System.exit(ExitCode.FINE);
    }
}
