package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Rule;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Reason;
import dev.meridian.evidence.Stamp;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.MoveWatch;
import dev.meridian.twin.OrderClient;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Gives an order to the twin that is up, follows it, and tells what became of it.
final class OrderGiving {
    /// All agents are on this machine: a line that is in the log is written down soon.
    private static final Duration WRITTEN = Duration.ofSeconds(5);

    /// A move whose order has expired still needs its last steps.
    private static final Duration LAST_STEPS = Duration.ofMinutes(1);

    private static final String FORCE = "; the same order with `--forced` does not wait for it";
    private static final StepsFile HISTORY = StepsFile.builtIn();

    private final Keeper.Kept kept;
    private final Policy policy;
    private final OutputFormat output;
    private final Progress progress = new Progress();
    private final Instant startedAt = Instant.now();
    private final long began = System.nanoTime();
    private final List<OrderReport.Told> events = new ArrayList<>();

    OrderGiving(OrderArguments.Ground.Firm ground, OutputFormat output) {
        this.kept = ground.up();
        this.policy = ground.places().policy();
        this.output = output;
    }

    /// One that is in force when it is taken.
    int give(Order order) throws IOException, InterruptedException {
        MoveWatch watch = MoveWatch.begin(kept);
        Optional<String> needless =
                MoveWatch.newest(kept).flatMap(before -> Needless.of(order, before, policy.maxLoss()));
        return switch (OrderClient.give(kept.numbers().values(), order)) {
            case OrderClient.Answer.Unheard _ -> unheard();
            case OrderClient.Answer.InDoubt(String why) ->
                tell(order, Optional.empty(), new OrderReport.Outcome.InDoubt(why));
            case OrderClient.Answer.Given(long entry, boolean taken) ->
                tell(
                        order,
                        Optional.empty(),
                        taken ? new OrderReport.Outcome.Taken(entry, needless) : refused(watch, entry));
        };
    }

    /// One that takes a while.
    ///
    /// @param before what is so before it is given
    int move(Order.Move order, Plan plan, Api.Status before) throws IOException, InterruptedException {
        MoveWatch watch = MoveWatch.begin(kept);
        progress.say(policy.application() + ": " + order.text() + ", plan "
                + plan.hash().substring(0, 12));
        before.orders().forEach(standing -> progress.say("in force   " + MoveRehearsal.text(standing)));
        before.lapsed().forEach(over -> told(new Reason(Rule.ORDER_3.id(), over)));
        watch.leaving(plan.from());
        Thread leaving = new Thread(
                () -> progress.say(
                        "no longer watching; an order that was given is followed all the same: `meridian twin"
                                + " status` shows how far, `meridian cancel` gives it up"),
                "order-leaving");
        Runtime.getRuntime().addShutdownHook(leaving);
        Optional<OrderReport.Outcome> outcome;
        try {
            outcome = switch (OrderClient.give(kept.numbers().values(), order)) {
                case OrderClient.Answer.Unheard _ -> Optional.empty();
                case OrderClient.Answer.InDoubt(String why) -> Optional.of(new OrderReport.Outcome.InDoubt(why));
                case OrderClient.Answer.Given(long entry, boolean taken) ->
                    Optional.of(taken ? followed(watch, order, entry, plan.from()) : refused(watch, entry));
            };
        } finally {
            forget(leaving);
        }
        return outcome.isPresent() ? tell(order, Optional.of(plan), outcome.get()) : unheard();
    }

    private OrderReport.Outcome followed(MoveWatch watch, Order.Move order, long entry, RegionName from)
            throws IOException, InterruptedException {
        Telling telling = new Telling(order.variant());
        return switch (watch.follow(entry, from, order.by().expires().plus(LAST_STEPS), telling)) {
            case MoveWatch.Ending.Moved moved -> new OrderReport.Outcome.Moved(entry, moved);
            case MoveWatch.Ending.GivenUp(Reason why) -> new OrderReport.Outcome.GivenUp(entry, why.rule(), why.text());
            case MoveWatch.Ending.Unfinished _ -> new OrderReport.Outcome.Unfinished(entry);
        };
    }

    /// What is seen while a move goes on; a step that takes too long is told once.
    private final class Telling implements MoveWatch.Told {
        private final Order.Variant variant;
        private final Set<String> slow = new HashSet<>();

        Telling(Order.Variant variant) {
            this.variant = variant;
        }

        /// What came late or twice changed nothing, and is for those who read the log.
        @Override
        public void reason(Reason reason) {
            if (!reason.rule().equals(Rule.LOG_1.id())) {
                told(reason);
            }
        }

        @Override
        public void statuses(List<Api.Status> all) {
            for (Overdue step : Overdue.among(all, HISTORY)) {
                if (slow.add(step.due().step())) {
                    progress.say("slow       " + step.text() + (isStopping(all) ? FORCE : ""));
                }
            }
        }

        /// Before the old side has stopped there is another way.
        private boolean isStopping(List<Api.Status> all) {
            return variant == Order.Variant.GRACEFUL
                    && all.stream().flatMap(status -> status.move().stream()).noneMatch(Api.Move::hasYielded);
        }
    }

    private static void forget(Thread leaving) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException e) {
            // It speaks already: there is nothing more to say.
            Thread.currentThread().join();
        }
    }

    private void told(Reason reason) {
        events.add(new OrderReport.Told(Duration.ofNanos(System.nanoTime() - began), reason));
        progress.say(String.format("%-9s  %s", reason.rule(), reason.text()));
    }

    private OrderReport.Outcome refused(MoveWatch watch, long entry) throws IOException, InterruptedException {
        Optional<Reason> reason = watch.entry(entry, WRITTEN).map(LogEntry::reasons).stream()
                .flatMap(List::stream)
                .filter(each -> each.rule().equals(Rule.ORDER_2.id()))
                .findFirst();
        reason.ifPresent(this::said);
        return new OrderReport.Outcome.Refused(
                entry,
                fact(reason, "why", "its line is not written down yet"),
                fact(reason, "instead", "read the log"));
    }

    private void said(Reason reason) {
        events.add(new OrderReport.Told(Duration.ofNanos(System.nanoTime() - began), reason));
    }

    private static String fact(Optional<Reason> reason, String name, String otherwise) {
        return reason.map(it -> it.facts().get(name)).map(String::valueOf).orElse(otherwise);
    }

    private int unheard() {
        return Complaints.lacks(
                "no agent of the twin takes the order in, so it was not given",
                "an order reaches the log through any agent that hears a majority",
                "`meridian twin status` shows who answers; `meridian twin down` and `twin up` start it again",
                output);
    }

    private int tell(Order order, Optional<Plan> plan, OrderReport.Outcome outcome) {
        progress.endLine();
        return print(new OrderReport(order, plan, List.of(), outcome, events), stamp(kept, startedAt), output);
    }

    /// The answer on standard output; its exit code.
    static int print(OrderReport report, Stamp stamp, OutputFormat output) {
        if (output == OutputFormat.JSON) {
            System.out.println(report.json(stamp));
        } else {
            System.out.print(new OrderText(report).text());
        }
        return report.exitCode();
    }

    private static Stamp stamp(Keeper.Kept kept, Instant startedAt) {
        return new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.TWIN),
                Optional.of(kept.topologyHash()),
                Optional.of(kept.planHash()),
                Complaints.machine(),
                startedAt,
                OptionalLong.empty());
    }
}
