package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.agent.OrderDesk;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Policy;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.MoveWatch;
import dev.meridian.twin.OrderClient;
import dev.meridian.twin.StatusClient;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A move that a person wants: its plan is made from where the role is now, and goes with the order.
///
/// @param variant how the old side is stopped; empty for gracefully where it is heard of
record MoveOrder(
        OrderArguments.Ground.Firm ground, Order.Signature by, RegionName to, Optional<Order.Variant> variant) {
    /// Less than this is over before anybody has stopped.
    static final Duration SHORTEST = Duration.ofSeconds(1);

    int run(boolean dryRun, OutputFormat output) throws IOException, InterruptedException {
        Policy policy = ground.places().policy();
        Optional<Api.Status> status = ground.kept().flatMap(MoveWatch::newest);
        if (ground.kept().isPresent() && status.isEmpty()) {
            return Complaints.lacks(
                    "no agent of the twin can be reached",
                    "they know where the role is",
                    "`meridian twin status` shows who answers; `meridian twin down` and `twin up` start it again",
                    output);
        }
        RegionName from = status.flatMap(Api.Status::holder).orElse(policy.home());
        if (dryRun && from.equals(to)) {
            return Complaints.refused(
                    status.isPresent() ? to + " holds the role already" : to + " is where the file has the role",
                    "a move goes to another region; the order itself would be refused too",
                    "name another region with a copy of the data",
                    output);
        }
        Order.Move order = order(from);
        Plan plan = Plan.of(policy, from, to, order.variant());
        return dryRun
                ? new MoveRehearsal(ground.places(), ground.kept(), status, order, plan).print(output)
                : new OrderGiving(ground, output).move(order, plan, status.orElseThrow());
    }

    /// One that is not heard of cannot stop by itself. Whether it is, the engine says, and without a majority,
    /// when the engine hears no more of anybody, whether its agent answers.
    private Order.Move order(RegionName from) {
        Order.Move graceful = order(from, Order.Variant.GRACEFUL);
        if (variant.isPresent()) {
            return order(from, variant.get());
        }
        Order.Move forced = order(from, Order.Variant.FORCED);
        boolean isUnheard = !isTaken(graceful) && isTaken(forced);
        return isUnheard || isGone(from) ? forced : graceful;
    }

    private boolean isGone(RegionName from) {
        return ground.kept()
                .filter(kept -> !isMajority(kept) && !answers(kept, from))
                .isPresent();
    }

    private static boolean isMajority(Keeper.Kept kept) {
        long answering = kept.numbers().keySet().stream()
                .filter(region -> answers(kept, region))
                .count();
        return 2 * answering > kept.numbers().size();
    }

    private static boolean answers(Keeper.Kept kept, RegionName region) {
        return Optional.ofNullable(kept.numbers().get(region))
                .flatMap(StatusClient::ask)
                .isPresent();
    }

    private Order.Move order(RegionName from, Order.Variant how) {
        return new Order.Move(
                by, to, how, Plan.of(ground.places().policy(), from, to, how).hash());
    }

    private boolean isTaken(Order order) {
        return ground.kept()
                .map(Keeper.Kept::numbers)
                .flatMap(numbers -> OrderClient.judge(numbers.values(), order))
                .filter(OrderDesk.Judged::taken)
                .isPresent();
    }
}
