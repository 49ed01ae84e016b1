package dev.meridian.cli;

import dev.meridian.faults.Fault;
import dev.meridian.topology.Assignment;
import dev.meridian.twin.Places;
import dev.meridian.twin.Trees;
import dev.meridian.twin.Twin;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What the launcher runs once to fill the AOT cache: the ways through the code that every start takes.
public final class Rehearsal {
    /// Set where the cache is for regions that run on this machine as well.
    private static final String WITH_A_DRILL = "meridian.rehearses.drills";

    /// A drill that takes longer than this is on a machine that has no time for one.
    private static final Duration LONGEST_DRILL = Duration.ofMinutes(2);

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
        systems(example, directory);
        Trees.delete(directory);
        if (Boolean.getBoolean(WITH_A_DRILL)) {
            drill(Path.of(example));
        }
        System.exit(ExitCode.FINE);
    }

    private static void systems(String example, Path directory) {
        for (String system : List.of("richesreach", "pyairtable", "genai-demo", "mahavishnu", "ai-teddy-bear")) {
            String file = Path.of(example).resolveSibling(system + ".yaml").toString();
            String out = directory + "/" + system;
            Main.run("synth", file, "-o", out);
            Main.run("synth", file, "-o", out, "--output", "json");
            Main.run("diff", file, "--against", out);
        }
        String last = Path.of(example).resolveSibling("pyairtable.yaml").toString();
        Main.run("diff", last, "--against", directory + "/pyairtable", "--output", "json");
    }

    /// Where this machine cannot run a twin, nothing of one has to be fast.
    private static void drill(Path example) throws IOException, InterruptedException {
        List<Assignment> patient = List.of(
                new Assignment.Set(1, "failover.lease.duration=4s"), new Assignment.Set(2, "failover.lease.wait=5s"));
        Places places = LoadedFile.of(example, Optional.empty(), patient)
                .blueprint()
                .flatMap(blueprint -> Places.of(blueprint, 1))
                .orElseThrow();
        Thread.ofPlatform().daemon().name("longest-drill").start(() -> {
            LockSupport.parkNanos(LONGEST_DRILL.toNanos());
            System.exit(ExitCode.FINE);
        });
        if (places.fault("region-partition:us-east-1@1s") instanceof Fault.Parsed.Right(Fault fault)) {
            try {
                dev.meridian.twin.Rehearsal.run(places, fault, System.out::println);
            } catch (Twin.CannotBoot e) {
                System.out.println(e.getMessage() + "; " + e.why());
            }
        }
    }
}
