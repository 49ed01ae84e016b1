package dev.meridian.faults;

import dev.meridian.faults.Fault.Kind;
import dev.meridian.units.RegionName;
import java.util.List;

/// Who hears whom while faults are in force, one way and both.
///
/// A link that is cut one way is no link for whatever needs an answer over it: a standby that receives and
/// confirms, a leader of the log that is confirmed, a user who waits. A lease needs less: that what its holder
/// says comes to the leader of the log, and that what is committed comes back. The two may take different ways,
/// each over one other place at most, since agents pass each other's renewals on.
///
/// *Assumed:* wherever some place can lead the log and serve the holder so, the log is led from such a place in
/// the end; a place with a vote passes renewals on as long as its agent runs, and answers only whoever could ask
/// it. Which of several possible places leads is the log's business, so that faults which leave a lease to one
/// leader and not to another one call for nothing here.
///
/// @param voters where the control runs
/// @param inForce faults that last at once
record Reach(List<RegionName> voters, List<Fault> inForce) {
    /// Whether its processes are there and anybody outside can hear them.
    boolean isThere(RegionName place) {
        return inForce.stream()
                .noneMatch(fault -> fault.strikes(place)
                        && (fault.kind().isDeadly() || fault.kind().silencesRegion()));
    }

    /// Whether what is sent from here arrives there.
    boolean passes(RegionName from, RegionName to) {
        return from.equals(to) || (!isSilent(from) && !isSilent(to) && !isCut(new Scope.Direction(from, to)));
    }

    boolean passesBothWays(RegionName one, RegionName other) {
        return passes(one, other) && passes(other, one);
    }

    /// Whether a place is there, and what it proposes is committed and comes back to it.
    boolean keepsLease(RegionName holder) {
        return runs(holder)
                && voters.stream()
                        .anyMatch(leader -> canLead(leader) && comes(holder, leader) && comesBack(leader, holder));
    }

    /// How many of the others with a copy of the data receive from it, and confirm.
    long standbys(RegionName holder, List<RegionName> members) {
        return members.stream()
                .filter(member -> !member.equals(holder) && isThere(member) && passesBothWays(holder, member))
                .count();
    }

    /// Whether a place is left though it can renew: a quorum of vantages finds it silent, and too few standbys
    /// for a commit receive from it, or none.
    boolean isCutOff(RegionName holder, List<RegionName> members, int waitFor) {
        List<RegionName> vantages =
                voters.stream().filter(voter -> !voter.equals(holder)).toList();
        long blind = vantages.stream()
                .filter(vantage -> runs(vantage) && !passesBothWays(holder, vantage))
                .count();
        return standbys(holder, members) < Math.max(1, waitFor) && blind * 2 > vantages.size();
    }

    private boolean comes(RegionName holder, RegionName leader) {
        return passes(holder, leader)
                || voters.stream().anyMatch(other -> runs(other) && passes(holder, other) && passes(other, leader));
    }

    private boolean comesBack(RegionName leader, RegionName holder) {
        return passes(leader, holder)
                || voters.stream()
                        .anyMatch(other -> runs(other) && passesBothWays(holder, other) && passes(leader, other));
    }

    /// Whether most voters hear it and are heard by it.
    private boolean canLead(RegionName leader) {
        long heard = voters.stream()
                .filter(voter -> runs(voter) && passesBothWays(leader, voter))
                .count();
        return runs(leader) && heard * 2 > voters.size();
    }

    private boolean runs(RegionName place) {
        return isThere(place)
                && inForce.stream().noneMatch(fault -> fault.kind() == Kind.AGENT_PAUSE && fault.strikes(place));
    }

    private boolean isSilent(RegionName place) {
        return inForce.stream().anyMatch(fault -> fault.silences(place));
    }

    private boolean isCut(Scope.Direction way) {
        return inForce.stream()
                .anyMatch(fault -> fault.kind() == Kind.LINK_CUT
                        && Composition.directions(fault.scope()).contains(way));
    }
}
