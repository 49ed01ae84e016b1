package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.incident.Wire;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether the role of a kept twin may move by itself now.
///
/// @param why the inequality that holds, what has to change, or which gates are shut
/// @param gates that are shut
record SelfMoving(State state, String why, List<Api.Shut> gates) {
    private static final String BY_ORDER = ". The role moves by a person's order only";

    /// How far it is from that; `name()` in lower case, with hyphens, is its word in documents.
    enum State {
        ARMED("✓ armed: "),
        /// Those who would have to agree are not there, or a gate is shut that opens again.
        NOT_NOW("✗ not now: "),
        DISARMED("✗ disarmed: "),
        OFF("off by the file (failover.mode): ");

        private final String begins;

        State(String begins) {
            this.begins = begins;
        }
    }

    /// The lease and the gates are judged by an agent; whether those are there who would have to agree is seen
    /// from here.
    ///
    /// @param newest what whoever has got furthest says
    /// @param holder who has the role
    /// @param voters all places of the twin
    /// @param answering those whose agents answer
    static SelfMoving of(
            Api.Status newest, RegionName holder, Collection<RegionName> voters, Collection<RegionName> answering) {
        Api.Automation lease = newest.automation();
        List<Api.Shut> gates = newest.shut();
        if (!lease.failingTerm().isEmpty()) {
            String term = lease.inequality() + "; the term to change is " + lease.failingTerm() + BY_ORDER;
            return new SelfMoving(State.DISARMED, term, gates);
        }
        if (!lease.armed()) {
            return new SelfMoving(State.OFF, lease.inequality(), gates);
        }
        List<RegionName> outside =
                voters.stream().filter(voter -> !voter.equals(holder)).toList();
        if (outside.size() < 2) {
            String unseen = "nobody but its successor sees " + holder
                    + ", and that cannot tell a dead region from a cut link; `failover.witness` names a third"
                    + " place" + BY_ORDER + ", and by none while one of the two is away";
            return new SelfMoving(State.DISARMED, unseen, gates);
        }
        List<String> why = new ArrayList<>();
        missing(holder, outside, answering).ifPresent(why::add);
        gates.forEach(gate -> why.add(gate.rule() + " " + gate.text()));
        return why.isEmpty()
                ? new SelfMoving(State.ARMED, lease.inequality(), gates)
                : new SelfMoving(State.NOT_NOW, String.join("; ", why), gates);
    }

    private static Optional<String> missing(
            RegionName holder, List<RegionName> outside, Collection<RegionName> answering) {
        int needed = outside.size() / 2 + 1;
        long there = outside.stream().filter(answering::contains).count();
        return there < needed
                ? Optional.of(there + " of " + outside.size() + " agents outside " + holder + " answer, and " + needed
                        + " have to agree")
                : Optional.empty();
    }

    JsonNode json() {
        ObjectNode node = Wire.JSON
                .createObjectNode()
                .put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("why", why);
        ArrayNode shut = node.putArray("gates");
        for (Api.Shut gate : gates) {
            ObjectNode one = shut.addObject().put("rule", gate.rule()).put("text", gate.text());
            gate.left()
                    .ifPresentOrElse(
                            left -> one.put("secondsLeft", Durations.seconds(left)), () -> one.putNull("secondsLeft"));
        }
        return node;
    }

    String text() {
        return state.begins + why;
    }
}
