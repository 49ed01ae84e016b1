package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Order;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Orders that are in force as soon as they are taken: those that hold the automatism back, and those by which
/// people take something upon themselves.
final class StandingCommands {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /// For what is over as soon as it is done.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private StandingCommands() {}

    /// Reads all, then gives the order, unless something is wrong.
    abstract static class Standing implements Command {
        final OrderArguments arguments = new OrderArguments();

        @Override
        public final Integer call() throws IOException, InterruptedException {
            List<Problem> problems = new ArrayList<>();
            Optional<Places> places = arguments.read(problems, true);
            Supplier<Order> order = order(arguments, places, problems);
            return switch (arguments.ground(places, problems, true)) {
                case OrderArguments.Ground.None(int exitCode) -> exitCode;
                case OrderArguments.Ground.Firm firm -> new OrderGiving(firm, arguments.output()).give(order.get());
            };
        }

        /// The order, asked for only if nothing is wrong with what it says.
        ///
        /// @param said what every order says
        /// @param places empty if the file is wrong
        abstract Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems);
    }

    /// For how long; what is no such time is a problem.
    private static Optional<Duration> expires(String span, List<Problem> problems) {
        return Span.of("--for", span, SHORTEST, problems);
    }

    /// Nothing moves by itself.
    static final class Pause extends Standing {
        private String span = "";

        @Override
        public Description describe() {
            return new Description("pause", this)
                    .says("Hold the automatism back: nothing moves by itself; people can still move the role.")
                    .examples(
                            "  meridian pause examples/quickstart.yaml --reason \"the network is being rebuilt\" --for 2h")
                    .takes(
                            arguments,
                            option("--for", "TIME")
                                    .says("How long (default: 1h); a pause always ends.")
                                    .unlessSaid("1h")
                                    .text(it -> span = it));
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            Optional<Duration> expires = expires(span, problems);
            return () -> new Order.Pause(said.signature(expires.orElseThrow()));
        }
    }

    /// Ends every pause and pin.
    static final class Resume extends Standing {

        @Override
        public Description describe() {
            return new Description("resume", this)
                    .says("End every pause and pin.")
                    .examples("  meridian resume examples/quickstart.yaml --reason \"the network is rebuilt\"")
                    .takes(arguments);
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            return () -> new Order.Resume(said.signature(AT_ONCE));
        }
    }

    /// The next automatic move need not wait for the cooldown.
    static final class Acknowledge extends Standing {

        @Override
        public Description describe() {
            return new Description("ack", this)
                    .says(
                            "Somebody has looked at the last move: the next automatic one need not wait for the cooldown.")
                    .examples("  meridian ack examples/quickstart.yaml --reason \"the cause is found\"")
                    .takes(arguments);
        }

        private static final Duration IN_FORCE = Duration.ofDays(1);

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            return () -> new Order.Acknowledge(said.signature(IN_FORCE));
        }
    }

    /// Gives the move up that was ordered.
    static final class Cancel extends Standing {

        @Override
        public Description describe() {
            return new Description("cancel", this)
                    .says("Give the move up that was ordered, as long as nobody holds the role anew.")
                    .examples("  meridian cancel examples/quickstart.yaml --reason \"not before the batch is done\"")
                    .takes(arguments);
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            return () -> new Order.Cancel(said.signature(AT_ONCE));
        }
    }

    /// The role may be in one region only.
    static final class Pin extends Standing {
        private String to = "";
        private String span = "";

        @Override
        public Description describe() {
            return new Description("pin", this)
                    .says("Keep the role in one region, as far as the automatism is concerned.")
                    .examples("  meridian pin examples/quickstart.yaml --to us-east-1 --reason \"an audit\" --for 4h")
                    .takes(
                            arguments,
                            option("--to", "REGION")
                                    .says("Where the role may be.")
                                    .required()
                                    .text(it -> to = it),
                            option("--for", "TIME")
                                    .says("How long (default: 1h); a pin always ends.")
                                    .unlessSaid("1h")
                                    .text(it -> span = it));
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            Optional<Duration> expires = expires(span, problems);
            Optional<RegionName> region = places.flatMap(it -> OrderArguments.target("--to", to, it, problems));
            return () -> new Order.Pin(said.signature(expires.orElseThrow()), region.orElseThrow());
        }
    }

    /// The next move may lose as much as this.
    static final class AcceptLoss extends Standing {
        /// None is accepted anyway.
        private static final Duration LEAST = Duration.ofMillis(1);

        private String most = "";
        private Optional<String> second = Optional.empty();
        private String span = "";

        @Override
        public Description describe() {
            return new Description("accept-loss", this)
                    .says("Accept that the next move loses acknowledged writes of so many seconds.")
                    .examples(
                            "  meridian accept-loss examples/quickstart.yaml --most 30s --reason \"the region burns\" --for 10m",
                            "",
                            "It replaces `failover.maxLoss` where it is more, for one move; it never says that one side may write",
                            "beside another. Where nobody knows what would be lost, as after a boot of the primary's machine whose",
                            "database does not come up, no figure is enough: two people accept `any`:",
                            "",
                            "  meridian accept-loss examples/quickstart.yaml --most any --reason \"its disk is gone\" --approved-by bert")
                    .takes(
                            arguments,
                            option("--most", "TIME")
                                    .says("At most this much; `any`, of two people, for what nobody knows.")
                                    .required()
                                    .text(it -> most = it),
                            option("--approved-by", "NAME")
                                    .says("The second person; needed for `--most any`.")
                                    .text(it -> second = Optional.of(it)),
                            option("--for", "TIME")
                                    .says("How long the next move has (default: 10m).")
                                    .unlessSaid("10m")
                                    .text(it -> span = it));
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            Optional<Duration> loss =
                    most.equals("any") ? Optional.of(Loss.ANY) : Span.of("--most", most, LEAST, fix(places), problems);
            Optional<Duration> expires = expires(span, problems);
            second.ifPresent(name -> said.mustBeOfTwo(name, problems));
            if (most.equals("any") && second.isEmpty()) {
                problems.add(Complaints.option(
                        "--most",
                        most,
                        "one person accepts a loss that nobody knows",
                        "a move that loses nobody knows how much is two people's to answer for",
                        "`--approved-by` with the name of a second person, or a figure"));
            }
            return () -> {
                String reason = said.reason().orElseThrow();
                Order.Signature by = said.signature(second, reason, expires.orElseThrow());
                return new Order.AcceptLoss(by, loss.orElseThrow());
            };
        }

        /// No figure: an example would be a loss that nobody has asked for.
        private static String fix(Optional<Places> places) {
            return "the largest loss that you answer for, or `any` for one that nobody knows; a figure is "
                    + places.map(it -> "more than the "
                                    + Durations.text(it.policy().maxLoss())
                                    + " that the file allows anyway (`failover.maxLoss`, or the store's `rpo`)")
                            .orElse("more than the file allows anyway");
        }
    }

    /// Two people vouch that nothing in a region can write.
    static final class AttestDown extends Standing {
        private String region = "";
        private String second = "";
        private String span = "";

        @Override
        public Description describe() {
            return new Description("attest-down", this)
                    .says("Two people vouch that nothing in the region of the primary can write: its lease need not be"
                            + " waited for.")
                    .examples(
                            "  meridian attest-down examples/quickstart.yaml us-east-1 --reason \"the power is cut\""
                                    + " --approved-by bert",
                            "",
                            "Whoever attests something that is not so makes two histories out of one. The attestation ends when",
                            "the region shows that it is alive.")
                    .takes(
                            arguments,
                            argument("REGION").says("Where nothing can write.").text(it -> region = it),
                            option("--approved-by", "NAME")
                                    .says("The second person; one is not enough.")
                                    .required()
                                    .text(it -> second = it),
                            option("--for", "TIME")
                                    .says("How long it counts (default: 10m).")
                                    .unlessSaid("10m")
                                    .text(it -> span = it));
        }

        @Override
        Supplier<Order> order(OrderArguments said, Optional<Places> places, List<Problem> problems) {
            said.mustBeOfTwo(second, problems);
            Optional<Duration> expires = expires(span, problems);
            Optional<RegionName> down = places.flatMap(it -> OrderArguments.member("REGION", region, it, problems));
            return () -> {
                String reason = said.reason().orElseThrow();
                Order.Signature by = said.signature(Optional.of(second), reason, expires.orElseThrow());
                return new Order.AttestDown(by, down.orElseThrow());
            };
        }
    }
}
