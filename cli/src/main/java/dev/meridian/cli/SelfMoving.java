package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.List;

/// Whether the role of a kept twin may move by itself, and what has to change if it may not. The lease is judged
/// by the agents; whether those are there who would have to agree is seen from here.
///
/// @param holder who has the role
/// @param voters all places of the twin
/// @param answering those whose agents answer
record SelfMoving(
        Api.Automation automation, RegionName holder, Collection<RegionName> voters, Collection<RegionName> answering) {
    private static final String BY_ORDER = ". The role moves by a person's order only";

    String text() {
        if (!automation.failingTerm().isEmpty()) {
            return "✗ disarmed: " + automation.inequality() + "; the term to change is " + automation.failingTerm()
                    + BY_ORDER;
        }
        if (!automation.armed()) {
            return "off by the file (failover.mode): " + automation.inequality();
        }
        List<RegionName> outside =
                voters.stream().filter(voter -> !voter.equals(holder)).toList();
        if (outside.size() < 2) {
            return "✗ disarmed: nobody but its successor sees " + holder
                    + ", and that cannot tell a dead region from a cut link; `failover.witness` names a third place"
                    + BY_ORDER + ", and by none while one of the two is away";
        }
        int needed = outside.size() / 2 + 1;
        long there = outside.stream().filter(answering::contains).count();
        return there < needed
                ? "✗ not now: " + there + " of " + outside.size() + " agents outside " + holder + " answer, and "
                        + needed + " have to agree"
                : "✓ armed: " + automation.inequality();
    }
}
