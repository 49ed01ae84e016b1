package dev.meridian.faults;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What of an application the right outcome of a fault depends on.
///
/// @param home the region that has the role when the first fault is made
/// @param members regions with a copy of the data
/// @param voters where the control runs, a witness included
/// @param waitFor how many standbys a commit waits for
/// @param automatic whether a role may move without a person's word
/// @param tooDear why every move could lose more than the file allows, however fresh a copy is, if that is so
/// @param distance how far apart places are
public record Setting(
        RegionName home,
        List<RegionName> members,
        List<RegionName> voters,
        int waitFor,
        boolean automatic,
        Optional<String> tooDear,
        Times times,
        Distance distance) {
    public Setting {
        members = List.copyOf(members);
        voters = List.copyOf(voters);
    }

    /// How long things take, at most, with this file's figures.
    ///
    /// @param failover from the last write before a loss to the first one that goes on elsewhere
    /// @param stops from the loss of the quorum to the last write of a primary that cannot renew: D − m and
    ///     the fence
    /// @param detect until a vantage has an opinion
    /// @param probe how long a probe waits for its answer
    public record Times(Duration failover, Duration stops, Duration detect, Duration probe) {}

    /// Round trips.
    @FunctionalInterface
    public interface Distance {
        /// The median; zero where nobody knows it.
        Duration between(RegionName one, RegionName other);
    }

    /// Whether anything can move out of the home without a person's word.
    public boolean movesByItself() {
        return whyNothingMoves().isEmpty();
    }

    /// Why nothing can move out of the home by itself, whatever happens to it; empty if something can.
    public Optional<String> whyNothingMoves() {
        if (!automatic) {
            return Optional.of("`failover.mode` asks a person first");
        }
        return hasThirdOpinion() ? tooDear : Optional.of(alone());
    }

    private boolean hasThirdOpinion() {
        return voters.stream().filter(voter -> !voter.equals(home)).count() >= 2;
    }

    /// Of voters who are too few outside the home.
    private String alone() {
        if (voters.size() > 1) {
            return "two places cannot tell a dead region from a cut link; `failover.witness` names a third";
        }
        return voters.equals(List.of(home))
                ? "the control runs in " + home + " alone, which cannot judge itself; `failover.control.in` names three"
                        + " places"
                : "one place cannot tell a dead region from its own cut link; `failover.control.in` names three";
    }

    /// Whether a vantage can notice that a link is slow: the other end looks at the primary over it, with a
    /// copy of the data that goes on receiving meanwhile, and a round trip takes longer than a probe waits.
    /// A link that is slower by less is none of the engine's business; one place alone cannot tell a slow link
    /// from a dead region.
    boolean canNotice(Fault slow) {
        List<RegionName> ends = slow.scope().places();
        boolean isLookedOver = ends.contains(home) && members.containsAll(ends) && voters.containsAll(ends);
        return isLookedOver
                && hasThirdOpinion()
                && distance.between(ends.getFirst(), ends.getLast())
                                .plus(slow.delay().orElse(Duration.ZERO).multipliedBy(2))
                                .compareTo(times.probe())
                        > 0;
    }

    /// Whether the home can take writes while all of these last: it keeps its lease, if need be through others,
    /// and as many standbys as a commit waits for receive from it and confirm.
    public boolean canServe(List<Fault> lasting) {
        Reach reach = new Reach(voters, lasting);
        boolean isLetBe = lasting.stream()
                .noneMatch(fault -> fault.kind() == Fault.Kind.QUORUM_LOSS
                        || (fault.kind() == Fault.Kind.SATURATE && fault.strikes(home))
                        || (fault.kind() == Fault.Kind.LINK_SLOW
                                && fault.scope().places().contains(home)));
        return isLetBe && reach.keepsLease(home) && reach.standbys(home, members) >= waitFor;
    }

    /// Whether the home cannot keep the role while all of these last, however long that is: it is gone, or what it
    /// says is not committed or does not come back to it, or nobody outside finds it and receives from it. A blip
    /// is over before that matters, and whoever stands still goes on.
    boolean isLeft(List<Fault> inForce) {
        List<Fault> others = inForce.stream()
                .filter(fault -> fault.kind() != Fault.Kind.AGENT_PAUSE)
                .filter(fault -> fault.kind() != Fault.Kind.BLIP || !fault.strikes(home))
                .toList();
        return !keepsRole(home, new Reach(voters, others));
    }

    private boolean keepsRole(RegionName holder, Reach reach) {
        return reach.keepsLease(holder) && !reach.isCutOff(holder, members, waitFor);
    }

    /// Whether another region with a copy of the data is there while all of these last, and could keep a lease.
    boolean canTakeOver(List<Fault> lasting) {
        return lasting.stream().noneMatch(fault -> fault.kind() == Fault.Kind.QUORUM_LOSS)
                && !successors(home, lasting).isEmpty();
    }

    private List<RegionName> successors(RegionName holder, List<Fault> inForce) {
        Reach reach = new Reach(voters, inForce);
        return members.stream()
                .filter(member -> !member.equals(holder) && reach.keepsLease(member))
                .toList();
    }

    /// Whether anybody with a copy of the data can take writes while all of these last, wherever the role is by
    /// then.
    boolean isAnybodyLeft(List<Fault> lasting) {
        boolean isDecided = lasting.stream().noneMatch(fault -> fault.kind() == Fault.Kind.QUORUM_LOSS);
        return isDecided && (canTakeOver(lasting) || canServe(lasting));
    }

    /// Whether users are to be served by the home, or by whoever takes over from it, while all of these last.
    public boolean isServiceDue(List<Fault> lasting) {
        return isLeft(lasting) ? movesByItself() && canTakeOver(lasting) : canServe(lasting);
    }

    /// Regions whose users nobody can serve while all of these last, whatever is done: they reach neither the
    /// holder, nor, where it cannot keep the role, anybody who could take it over. Where nobody could, whoever
    /// reached the holder before is unserved and not cut off.
    ///
    /// @param holder of the role at that time
    public List<RegionName> cutOff(RegionName holder, List<Fault> inForce) {
        Reach reach = new Reach(voters, inForce);
        List<RegionName> serving = keepsRole(holder, reach) ? List.of(holder) : successors(holder, inForce);
        return members.stream()
                .filter(location -> serving.isEmpty()
                        ? inForce.stream().anyMatch(fault -> fault.silences(location))
                        : serving.stream().noneMatch(region -> reach.passesBothWays(location, region)))
                .toList();
    }

    /// Whether so many vantages have lost sight of the primary, each through a fault of its own link, that
    /// together the faults are no less than a partition.
    boolean isIsolatedBy(List<Fault> faults) {
        List<RegionName> blind = faults.stream()
                .filter(fault -> fault.kind() == Fault.Kind.LINK_CUT || fault.kind() == Fault.Kind.LINK_SLOW)
                .filter(fault -> fault.scope().places().contains(home))
                .flatMap(fault -> fault.scope().places().stream())
                .filter(place -> !place.equals(home) && voters.contains(place))
                .distinct()
                .toList();
        int vantages =
                (int) voters.stream().filter(voter -> !voter.equals(home)).count();
        return blind.size() > 1 && blind.size() >= vantages / 2 + 1;
    }
}
