package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.twin.Places;
import dev.meridian.twin.Soak;
import dev.meridian.twin.Twin;
import dev.meridian.units.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meridian soak`: load without a fault, for benchmarks.
@Command(name = "soak", hidden = true, description = "Load without a fault: nothing may happen.")
final class SoakCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FileArguments arguments;

    @Option(names = "--seconds", defaultValue = "600", description = "For how long.")
    private int seconds;

    @Option(names = "--busy", defaultValue = "0", description = "How many processes spin meanwhile.")
    private int busy;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FileArguments.Loaded loaded = arguments.load();
        if (loaded.blueprint().isEmpty()) {
            return Complaints.print(loaded.problems(), OutputFormat.TEXT);
        }
        Optional<Blueprint> blueprint = loaded.blueprint();
        Places places = Places.of(blueprint.get(), 1).orElseThrow();
        Progress progress = new Progress();
        try {
            Soak.Result result = new Soak(places, busy).run(Duration.ofSeconds(seconds), progress::say);
            System.out.printf(
                    "%d s, %d spinning: %d acknowledged writes, %d role changes, %d recoveries opened, %d self-fences,"
                            + " %d failed writes of users, longest gap %s%n",
                    seconds,
                    busy,
                    result.acknowledged(),
                    result.roleChanges(),
                    result.suspicions(),
                    result.selfFences(),
                    result.failedWrites(),
                    Durations.text(result.longestGap()));
            return result.isQuiet() ? ExitCode.FINE : ExitCode.MISSED;
        } catch (Twin.CannotBoot e) {
            System.err.println("meridian: " + e.getMessage());
            return ExitCode.MACHINE_LACKS;
        }
    }
}
