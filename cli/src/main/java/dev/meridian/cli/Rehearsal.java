package dev.meridian.cli;

import dev.meridian.twin.Trees;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// What the launcher runs once to fill an AOT cache: the ways through the code that every start takes.
public final class Rehearsal {
    private Rehearsal() {}

    /// Ends by itself; what fails is told and does not matter to the cache.
    ///
    /// @param args `files`: the commands that read and write files. Anything else: those that play or run an
    ///     application, and the servers of a drill.
    public static void main(String[] args) throws IOException, InterruptedException {
        Path examples = Path.of(System.getProperty("meridian.home", "."), "examples");
        Path directory = Files.createTempDirectory("meridian-rehearsal");
        Main.run("--help");
        if (List.of(args).contains("files")) {
            checks(examples.resolve("quickstart.yaml").toString());
            writes(examples, directory);
        } else {
            plays(examples);
            new Wan(new LinkedHashMap<>()).close();
            dev.meridian.agent.Rehearsal.run(directory);
        }
        Trees.delete(directory);
        System.exit(ExitCode.FINE);
    }

    private static void checks(String example) {
        for (String form : List.of("text", "json")) {
            Main.run("validate", example, "--output", form);
            Main.run("explain", example, "--output", form);
            Main.run("explain", example, "failover.hold", "--set", "failover.hold=20s", "--output", form);
        }
        for (String form : List.of("text", "json", "sarif", "github")) {
            Main.run("assess", example, "--set", "objectives.rto=1s", "--output", form);
        }
    }

    private static void writes(Path examples, Path directory) {
        for (String system : List.of("richesreach", "pyairtable", "genai-demo", "mahavishnu", "ai-teddy-bear")) {
            String file = examples.resolve(system + ".yaml").toString();
            String out = directory + "/" + system;
            Main.run("synth", file, "-o", out);
            Main.run("synth", file, "-o", out, "--output", "json");
            Main.run("diff", file, "--against", out);
        }
        String last = examples.resolve("pyairtable.yaml").toString();
        Main.run("diff", last, "--against", directory + "/pyairtable", "--output", "json");
    }

    private static void plays(Path examples) {
        String example = examples.resolve("quickstart.yaml").toString();
        Main.run("drill", "--help");
        Main.run("drill", example, "--fault", "none");
        String log = examples.resolve("incidents/region-loss.jsonl").toString();
        for (String form : List.of("text", "json")) {
            Main.run("replay", log, "--output", form);
            Main.run("replay", log, "--set", "failover.hold=20s", "--output", form);
            Main.run("simulate", example, "--fault", "region-loss:us-east-1", "--runs", "1", "--output", form);
            Main.run("simulate", example, "--seeds", "2", "--output", form);
        }
    }
}
