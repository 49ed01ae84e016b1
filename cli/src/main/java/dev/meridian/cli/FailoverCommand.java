package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.engine.Order;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian failover`: moves the role to a region that a person names.
final class FailoverCommand implements Command {
    private final OrderArguments arguments = new OrderArguments();
    private Optional<String> to = Optional.empty();
    private boolean graceful;
    private boolean forced;
    private boolean dryRun;
    private String expires = "";
    private Optional<Path> event = Optional.empty();

    @Override
    public Description describe() {
        return new Description("failover", this)
                .says("Move the writer of the twin that is up to another region: by a person's order, in the log.")
                .examples(
                        "  meridian failover examples/quickstart.yaml --to eu-west-1 --reason \"maintenance\" --dry-run",
                        "  meridian failover examples/quickstart.yaml --to eu-west-1 --reason \"maintenance\"",
                        "  meridian failover examples/quickstart.yaml --to eu-west-1 --reason \"it answers too slowly\" --forced",
                        "  meridian failover examples/quickstart.yaml --event event.json",
                        "",
                        "Graceful: the old side stops by itself and tells its last position; nothing is lost, no lease is waited",
                        "for, and it follows the new one with the copy it has. Forced: its renewals are refused, its lease runs",
                        "out, its watchdog stops it. Neither skips what keeps two sides from writing.",
                        "",
                        "Exit codes: 0 moved, 1 not moved or not seen to be, 2 the input is wrong, 3 no twin is up,",
                        "4 the order was refused, 130 no longer watched (Ctrl-C): an order that was given is followed all the same.")
                .takes(
                        arguments,
                        option("--to", "REGION").says("Where to.").text(it -> to = Optional.of(it)),
                        option("--graceful")
                                .says("The old side stops by itself (default where it is heard of).")
                                .flag(it -> graceful = it),
                        option("--forced")
                                .says("The old side is not asked; its lease runs out.")
                                .flag(it -> forced = it),
                        option("--dry-run")
                                .says("Print the plan and its gates; touch nothing.")
                                .flag(it -> dryRun = it),
                        option("--expires", "TIME")
                                .says("Give the move up if the old side has not stopped by then.")
                                .unlessSaid("10m")
                                .text(it -> expires = it),
                        option("--event", "FILE")
                                .says("Take region and reason from an EventBridge event (custom.disaster-recovery).")
                                .path(it -> event = Optional.of(it)));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Problem> problems = new ArrayList<>();
        Optional<Places> places = arguments.read(problems, event.isEmpty());
        Optional<Duration> span = Span.of("--expires", expires, MoveOrder.SHORTEST, problems);
        contradictions(problems);
        Optional<EventFile> asked = places.flatMap(it ->
                event.flatMap(path -> EventFile.read(path, it, arguments.file().environment(), problems)));
        Optional<RegionName> target = asked.map(EventFile::to)
                .or(() -> places.flatMap(it -> to.flatMap(text -> OrderArguments.target("--to", text, it, problems))));
        return switch (arguments.ground(places, problems, !dryRun)) {
            case OrderArguments.Ground.None(int exitCode) -> exitCode;
            case OrderArguments.Ground.Firm firm -> {
                String reason =
                        asked.map(EventFile::reason).or(arguments::reason).orElseThrow();
                Order.Signature by = arguments.signature(Optional.empty(), reason, span.orElseThrow());
                yield new MoveOrder(firm, by, target.orElseThrow(), variant()).run(dryRun, arguments.output());
            }
        };
    }

    private Optional<Order.Variant> variant() {
        return graceful
                ? Optional.of(Order.Variant.GRACEFUL)
                : Optional.of(Order.Variant.FORCED).filter(it -> forced);
    }

    private void contradictions(List<Problem> problems) {
        if (graceful && forced) {
            problems.add(Complaints.option(
                    "--forced",
                    "",
                    "a move is graceful or forced, not both",
                    "graceful asks the old side to stop, forced does not",
                    "leave one of them out"));
        }
        if (to.isEmpty() && event.isEmpty()) {
            problems.add(Complaints.option(
                    "--to", "", "the order names no region", "a move goes to one region", "`--to eu-west-1`"));
        }
        if (event.isPresent() && (to.isPresent() || arguments.reason().isPresent())) {
            problems.add(Complaints.option(
                    "--event",
                    FileNames.shown(event.get()),
                    "region and reason are said twice",
                    "the event says where to and why",
                    "leave `--to` and `--reason` out, or `--event`"));
        }
    }
}
