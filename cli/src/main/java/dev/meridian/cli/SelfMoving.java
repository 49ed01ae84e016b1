package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.List;

/// Whether the role of a kept twin may move by itself now.
///
/// @param why the inequality that holds, or what has to change
record SelfMoving(State state, String why) {
    private static final String BY_ORDER = ". The role moves by a person's order only";

    /// How far it is from that; `name()` in lower case, with hyphens, is its word in documents.
    enum State {
        ARMED("✓ armed: "),
        /// Those who would have to agree are not there.
        NOT_NOW("✗ not now: "),
        DISARMED("✗ disarmed: "),
        OFF("off by the file (failover.mode): ");

        private final String begins;

        State(String begins) {
            this.begins = begins;
        }
    }

    /// The lease is judged by the agents; whether those are there who would have to agree is seen from here.
    ///
    /// @param holder who has the role
    /// @param voters all places of the twin
    /// @param answering those whose agents answer
    static SelfMoving of(
            Api.Automation lease, RegionName holder, Collection<RegionName> voters, Collection<RegionName> answering) {
        if (!lease.failingTerm().isEmpty()) {
            return new SelfMoving(
                    State.DISARMED, lease.inequality() + "; the term to change is " + lease.failingTerm() + BY_ORDER);
        }
        if (!lease.armed()) {
            return new SelfMoving(State.OFF, lease.inequality());
        }
        List<RegionName> outside =
                voters.stream().filter(voter -> !voter.equals(holder)).toList();
        if (outside.size() < 2) {
            return new SelfMoving(
                    State.DISARMED,
                    "nobody but its successor sees " + holder
                            + ", and that cannot tell a dead region from a cut link; `failover.witness` names a third"
                            + " place" + BY_ORDER + ", and by none while one of the two is away");
        }
        int needed = outside.size() / 2 + 1;
        long there = outside.stream().filter(answering::contains).count();
        return there < needed
                ? new SelfMoving(
                        State.NOT_NOW,
                        there + " of " + outside.size() + " agents outside " + holder + " answer, and " + needed
                                + " have to agree")
                : new SelfMoving(State.ARMED, lease.inequality());
    }

    String text() {
        return state.begins + why;
    }
}
