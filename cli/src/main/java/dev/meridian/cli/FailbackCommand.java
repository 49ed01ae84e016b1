package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.engine.Order;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian failback`: a graceful move to the home that the file names.
final class FailbackCommand implements Command {
    private static final Duration EXPIRES = Duration.ofMinutes(10);

    private final OrderArguments arguments = new OrderArguments();
    private boolean dryRun;

    @Override
    public Description describe() {
        return new Description("failback", this)
                .says("Move the writer of the twin that is up back to the home that the file names, gracefully.")
                .examples(
                        "  meridian failback examples/quickstart.yaml --reason \"us-east-1 is whole again\" --dry-run",
                        "  meridian failback examples/quickstart.yaml --reason \"us-east-1 is whole again\"",
                        "",
                        "Exit codes: 0 moved, 1 not moved or not seen to be, 2 the input is wrong, 3 no twin is up,",
                        "4 the order was refused, 130 no longer watched (Ctrl-C): an order that was given is followed all the same.")
                .takes(
                        arguments,
                        option("--dry-run")
                                .says("Print the plan and its gates; touch nothing.")
                                .flag(it -> dryRun = it));
    }

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
