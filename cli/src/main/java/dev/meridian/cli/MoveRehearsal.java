package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.agent.OrderDesk;
import dev.meridian.bounds.Inequality;
import dev.meridian.cli.OrderReport.Gate;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Rule;
import dev.meridian.evidence.Stamp;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.OrderClient;
import dev.meridian.twin.Places;
import dev.meridian.twin.StatusClient;
import dev.meridian.units.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a move would take, and which of its gates are open now. Touches nothing: the engine is asked what it would
/// make of the order, on the state that an agent has.
///
/// @param status what the agent says of itself that got furthest; empty if no twin is up
record MoveRehearsal(
        Places places, Optional<Keeper.Kept> kept, Optional<Api.Status> status, Order.Move order, Plan plan) {
    private static final String NO_TWIN = "no twin is up, so nobody can say";

    int print(OutputFormat output) {
        Stamp stamp = new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.TWIN).filter(it -> kept.isPresent()),
                Optional.of(places.blueprint().topologyHash()),
                Optional.of(places.planHash()),
                Complaints.machine(),
                Instant.now(),
                OptionalLong.empty());
        OrderReport report =
                new OrderReport(order, Optional.of(plan), gates(), new OrderReport.Outcome.Planned(), List.of());
        return OrderGiving.print(report, stamp, output);
    }

    private List<Gate> gates() {
        List<Gate> gates = new ArrayList<>();
        gates.add(majority());
        gates.add(taken());
        status.ifPresent(it -> gates.addAll(ordered(it)));
        if (order.variant() == Order.Variant.GRACEFUL) {
            gates.add(later(Rule.MOVE_7, plan.from() + " stops by itself and tells its last position"));
        } else {
            gates.add(armed());
            gates.add(later(
                    Rule.LEASE_2,
                    plan.from() + "'s last renewal has to be "
                            + Durations.text(places.policy().lease().challengerWait()) + " old"));
        }
        if (!places.policy().unfenced().isEmpty()) {
            gates.add(later(
                    Rule.LEASE_5,
                    "nobody checks an epoch at "
                            + String.join(", ", places.policy().unfenced())
                            + ": the old side has to have stopped for "
                            + Durations.text(places.policy().lease().fenceWait())));
        }
        gates.add(later(
                Rule.PROMISE_3,
                order.variant() == Order.Variant.GRACEFUL
                        ? plan.to() + " promises; if it lacks something, every survivor that is heard of does"
                        : "every survivor that is heard of promises"));
        gates.add(later(
                Rule.LOSS_1,
                order.variant() == Order.Variant.GRACEFUL
                        ? "none is lost if " + plan.to() + " has what " + plan.from() + " had"
                        : "at most " + Durations.text(places.policy().maxLoss())
                                + " may be lost, or what a person has accepted"));
        return gates;
    }

    /// What people ordered before: what is in force bears on this move, and what is over does not.
    private static List<Gate> ordered(Api.Status status) {
        List<Gate> gates = new ArrayList<>();
        status.orders()
                .forEach(standing ->
                        gates.add(new Gate(Rule.ORDER_1.id(), Gate.State.OPEN, "in force: " + text(standing))));
        status.lapsed().forEach(over -> gates.add(new Gate(Rule.ORDER_3.id(), Gate.State.SHUT, over)));
        return gates;
    }

    static String text(Api.Standing order) {
        return order.text() + ", by " + order.actor() + " (" + order.reason() + "; entry " + order.entry()
                + ", in force for " + Durations.text(order.expires()) + ")";
    }

    private Gate majority() {
        if (kept.isEmpty()) {
            return unknown("log");
        }
        List<Api.Status> answers = kept.get().numbers().values().stream()
                .flatMap(number -> StatusClient.ask(number).stream())
                .toList();
        int voters = places.policy().voters().size();
        boolean isMajority = 2 * answers.size() > voters;
        return new Gate(
                "log",
                isMajority ? Gate.State.OPEN : Gate.State.SHUT,
                answers.size() + " of " + voters + " agents answer; an order needs a majority");
    }

    private Gate taken() {
        if (kept.isEmpty()) {
            return unknown(Rule.ORDER_1.id());
        }
        Optional<OrderDesk.Judged> judged =
                OrderClient.judge(kept.get().numbers().values(), order);
        if (judged.isEmpty()) {
            return new Gate(Rule.ORDER_1.id(), Gate.State.UNKNOWN, "no agent answers");
        }
        return judged.get().taken()
                ? new Gate(
                        Rule.ORDER_1.id(),
                        Gate.State.OPEN,
                        "the order would be taken: no move is under way, and " + plan.to() + " follows and is heard of")
                : new Gate(
                        Rule.ORDER_2.id(),
                        Gate.State.SHUT,
                        judged.get().why() + "; " + judged.get().instead());
    }

    /// As the agents judge it, with what a watchdog has measured; without any, as declared.
    private Gate armed() {
        Optional<Api.Automation> known = status.map(Api.Status::automation);
        if (known.isPresent()) {
            return new Gate(
                    Rule.LEASE_3.id(),
                    known.get().failingTerm().isEmpty() ? Gate.State.OPEN : Gate.State.SHUT,
                    known.get().inequality());
        }
        Policy policy = places.policy();
        Inequality oneWriter = policy.lease().oneWriter();
        return new Gate(
                Rule.LEASE_3.id(), oneWriter.holds() ? Gate.State.OPEN : Gate.State.SHUT, oneWriter.statement());
    }

    private static Gate later(Rule rule, String text) {
        return new Gate(rule.id(), Gate.State.LATER, text);
    }

    private static Gate unknown(String rule) {
        return new Gate(rule, Gate.State.UNKNOWN, NO_TWIN);
    }
}
