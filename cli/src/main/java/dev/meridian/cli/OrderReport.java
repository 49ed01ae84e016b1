package dev.meridian.cli;

import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.evidence.Reason;
import dev.meridian.evidence.Stamp;
import dev.meridian.twin.MoveWatch;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of an order, as text and as the JSON of `docs/schemas/order.schema.json`.
///
/// @param order what was ordered, or would be
/// @param plan of a move, where it is known from where it would go
/// @param gates what can be told before anything is touched; empty once an order was given
/// @param outcome how it ended
/// @param events what the log told meanwhile
record OrderReport(Order order, Optional<Plan> plan, List<Gate> gates, Outcome outcome, List<OrderReport.Told> events) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// A rule that has to be fine before the move goes on.
    record Gate(String rule, State state, String text) {
        /// What can be said of it now.
        enum State {
            OPEN,
            SHUT,
            /// It is told once the move is under way.
            LATER,
            /// Nobody who knows answers.
            UNKNOWN;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// A line of the log.
    ///
    /// @param after how long after the order was given it was seen
    record Told(Duration after, Reason reason) {}

    /// How it ended.
    sealed interface Outcome {
        /// Nothing was touched.
        record Planned() implements Outcome {}

        /// It is in the log and in force.
        ///
        /// @param needless what there was nothing of for it to do something about
        record Taken(long entry, Optional<String> needless) implements Outcome {}

        /// It is in the log and refused there.
        record Refused(long entry, String why, String instead) implements Outcome {}

        /// It may still be taken.
        record InDoubt(String why) implements Outcome {}

        /// Somebody holds the role anew.
        record Moved(long entry, MoveWatch.Ending.Moved move) implements Outcome {}

        /// It was taken and given up later; nothing moved.
        record GivenUp(long entry, String rule, String why) implements Outcome {}

        /// It was taken, and its end was not seen.
        record Unfinished(long entry) implements Outcome {}

        /// As the document says it.
        default String kind() {
            return switch (this) {
                case Planned _ -> "planned";
                case Taken _ -> "taken";
                case Refused _ -> "refused";
                case InDoubt _ -> "in-doubt";
                case Moved _ -> "moved";
                case GivenUp _ -> "given-up";
                case Unfinished _ -> "unfinished";
            };
        }
    }

    int exitCode() {
        return switch (outcome) {
            case Outcome.Planned _, Outcome.Taken _ -> ExitCode.FINE;
            case Outcome.Refused _ -> ExitCode.REFUSED;
            case Outcome.Moved(long _, MoveWatch.Ending.Moved move) ->
                isWhereOrdered(move) ? ExitCode.FINE : ExitCode.MISSED;
            case Outcome.InDoubt _, Outcome.GivenUp _, Outcome.Unfinished _ -> ExitCode.MISSED;
        };
    }

    /// The role may go to another region than the one that was named, or back.
    boolean isWhereOrdered(MoveWatch.Ending.Moved move) {
        return order instanceof Order.Move(Order.Signature _, RegionName to, Order.Variant _, String _)
                && to.equals(move.holder());
    }

    // ---- for programs ----

    String json(Stamp stamp) {
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("order", orderJson());
        members.put("plan", plan.<JsonNode>map(OrderReport::planJson).orElseGet(JSON::nullNode));
        ArrayNode shown = JSON.createArrayNode();
        gates.forEach(gate -> shown.addObject()
                .put("rule", gate.rule())
                .put("state", gate.state().word())
                .put("text", gate.text()));
        members.put("gates", shown);
        members.put("outcome", outcomeJson());
        ArrayNode lines = JSON.createArrayNode();
        events.forEach(told -> lines.addObject()
                .put("seconds", Durations.seconds(told.after()))
                .put("rule", told.reason().rule())
                .put("text", told.reason().text()));
        members.put("events", lines);
        return stamp.document(members).stripTrailing();
    }

    private ObjectNode orderJson() {
        ObjectNode node = JSON.createObjectNode().put("kind", kind()).put("text", order.text());
        node.put("actor", order.by().actor());
        order.by().second().ifPresentOrElse(second -> node.put("approvedBy", second), () -> node.putNull("approvedBy"));
        return node.put("reason", order.by().reason())
                .put("expiresSeconds", Durations.seconds(order.by().expires()));
    }

    private String kind() {
        return switch (order) {
            case Order.Move _ -> "move";
            case Order.Cancel _ -> "cancel";
            case Order.Pause _ -> "pause";
            case Order.Resume _ -> "resume";
            case Order.Acknowledge _ -> "acknowledge";
            case Order.Pin _ -> "pin";
            case Order.AcceptLoss _ -> "accept-loss";
            case Order.AttestDown _ -> "attest-down";
            case Order.EndStep _ -> "end-step";
        };
    }

    private static ObjectNode planJson(Plan plan) {
        ObjectNode node = JSON.createObjectNode()
                .put("hash", plan.hash())
                .put("application", plan.application())
                .put("from", plan.from().text())
                .put("to", plan.to().text())
                .put("variant", plan.variant().name().toLowerCase(Locale.ROOT));
        ArrayNode steps = node.putArray("steps");
        for (Plan.Step step : plan.steps()) {
            ObjectNode one = steps.addObject().put("id", step.id());
            step.region().ifPresentOrElse(region -> one.put("region", region.text()), () -> one.putNull("region"));
            one.put("what", step.what());
            ArrayNode after = one.putArray("after");
            step.after().forEach(after::add);
            one.put("done", step.done());
            step.undo().ifPresentOrElse(undo -> one.put("undo", undo), () -> one.putNull("undo"));
            step.most()
                    .ifPresentOrElse(
                            most -> one.put("mostSeconds", Durations.seconds(most)), () -> one.putNull("mostSeconds"));
            one.put("onlyIfHeardOf", step.ifHeard());
        }
        return node;
    }

    private ObjectNode outcomeJson() {
        ObjectNode node = JSON.createObjectNode().put("kind", outcome.kind());
        switch (outcome) {
            case Outcome.Planned _ -> {}
            case Outcome.Taken(long entry, Optional<String> needless) -> {
                node.put("entry", entry);
                needless.ifPresent(what -> node.put("needless", what));
            }
            case Outcome.Refused(long entry, String why, String instead) ->
                node.put("entry", entry).put("why", why).put("instead", instead);
            case Outcome.InDoubt(String why) -> node.put("why", why);
            case Outcome.GivenUp(long entry, String _, String why) ->
                node.put("entry", entry).put("why", why);
            case Outcome.Unfinished(long entry) -> node.put("entry", entry);
            case Outcome.Moved(long entry, MoveWatch.Ending.Moved move) -> {
                node.put("entry", entry)
                        .put("from", move.from().text())
                        .put("to", move.holder().text())
                        .put("epoch", move.epoch().number());
                if (move.wasWritten()) {
                    node.put("mostSecondsWithoutWrites", Durations.seconds(move.sinceOrder()));
                } else {
                    node.putNull("mostSecondsWithoutWrites");
                }
                node.put("secondsSinceOrder", Durations.seconds(move.sinceOrder()));
                move.loss()
                        .ifPresentOrElse(
                                loss -> node.put("mostSecondsLost", Durations.seconds(loss)),
                                () -> node.putNull("mostSecondsLost"));
            }
        }
        return node;
    }
}
