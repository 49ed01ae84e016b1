package dev.meridian.cli;

import dev.meridian.engine.Order;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meridian failback`: a graceful move to the home that the file names.
@Command(
        name = "failback",
        description = "Move the writer of the twin that is up back to the home that the file names, gracefully.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meridian failback examples/quickstart.yaml --reason \"us-east-1 is whole again\" --dry-run",
            "  meridian failback examples/quickstart.yaml --reason \"us-east-1 is whole again\"",
            "",
            "Exit codes: 0 moved, 1 not moved or not seen to be, 2 the input is wrong, 3 no twin is up,",
            "4 the order was refused, 130 no longer watched (Ctrl-C): an order that was given is followed all the same."
        })
final class FailbackCommand implements Callable<Integer> {
    private static final Duration EXPIRES = Duration.ofMinutes(10);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OrderArguments arguments;

    @Option(names = "--dry-run", description = "Print the plan and its gates; touch nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Problem> problems = new ArrayList<>();
        Optional<Places> places = arguments.read(problems, true);
        // Only the twin knows from where.
        return switch (arguments.ground(places, problems, true)) {
            case OrderArguments.Ground.None(int exitCode) -> exitCode;
            case OrderArguments.Ground.Firm firm ->
                new MoveOrder(
                                firm,
                                arguments.signature(EXPIRES),
                                firm.places().policy().home(),
                                Optional.of(Order.Variant.GRACEFUL))
                        .run(dryRun, arguments.output());
        };
    }
}
