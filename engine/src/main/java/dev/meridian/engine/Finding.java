package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// What all vantages together make of the region that holds the role. The order says how much may be done about
/// it: nothing by itself, except in the last one.
public enum Finding {
    /// Too few vantages are heard of to say (DETECT-8). Nothing moves.
    UNKNOWN,
    /// A quorum is heard of and nobody has anything to complain of.
    HEALTHY,
    /// It answers in part, or too few find it silent (DETECT-2, DETECT-7). Nothing is forced; a person may move it
    /// gracefully.
    GREY,
    /// A quorum finds it silent, and it renews its lease (DETECT-5): it is alive, and whoever is with it may be
    /// served. Nothing moves as long as it renews.
    PARTITIONED,
    /// A quorum finds it silent, and it renews no more. The gates decide.
    DOWN;

    /// The finding after the newest entry; empty before the first grant.
    ///
    /// @param now the stamp of that entry
    public static Optional<Finding> of(State state, Stamp now, Policy policy) {
        Evidence evidence = new Evidence(state, now, new Rules(policy, List.of()));
        return state.holder().map(holder -> of(holder, evidence));
    }

    private static Finding of(RegionName holder, Evidence evidence) {
        int needed = evidence.quorum(holder);
        if (evidence.heardOutside(holder) < needed) {
            return UNKNOWN;
        }
        var silent = evidence.ofAge(evidence.saidSilent(holder), Evidence.Age.FRESH);
        if (silent.size() >= needed) {
            boolean isRenewing = evidence.youngestRenewal(silent)
                    .map(age -> age.compareTo(evidence.policy().renewalSilence()) < 0)
                    .orElse(true);
            return isRenewing ? PARTITIONED : DOWN;
        }
        boolean isWell =
                silent.isEmpty() && evidence.finding(Sight.Verdict.GREY, holder).isEmpty();
        return isWell ? HEALTHY : GREY;
    }
}
