package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import dev.meridian.twin.Soak;
import dev.meridian.twin.Twin;
import dev.meridian.units.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian soak`: load without a fault, for benchmarks.
final class SoakCommand implements Command {
    private final FileArguments arguments = new FileArguments();
    private int seconds;
    private int busy;

    @Override
    public Description describe() {
        return new Description("soak", this)
                .hidden()
                .says("Load without a fault: nothing may happen.")
                .examples("  meridian soak examples/quickstart.yaml --seconds 30 --busy 2")
                .takes(
                        arguments,
                        option("--seconds", "<seconds>")
                                .says("For how long.")
                                .unlessSaid("600")
                                .number(it -> seconds = it),
                        option("--busy", "<busy>")
                                .says("How many processes spin meanwhile.")
                                .unlessSaid("0")
                                .number(it -> busy = it));
    }

    @Override
    public Integer call() throws Twin.CannotBoot, IOException, InterruptedException {
        List<Problem> problems = new ArrayList<>();
        if (seconds < 1 || busy < 0) {
            problems.add(Complaints.option(
                    seconds < 1 ? "--seconds" : "--busy",
                    Integer.toString(seconds < 1 ? seconds : busy),
                    "a soak lasts at least a second, beside no process or some",
                    "without load nothing is shown",
                    "`--seconds 600 --busy 0`"));
        }
        Optional<Places> places = arguments.places(1, problems);
        if (!problems.isEmpty()) {
            return Complaints.print(problems, OutputFormat.TEXT);
        }
        Progress progress = new Progress();
        Soak.Result result = new Soak(places.orElseThrow(), busy)
                .run(busy > 0 ? Soak.COLD : Duration.ZERO, Duration.ofSeconds(seconds), progress::say);
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
    }
}
