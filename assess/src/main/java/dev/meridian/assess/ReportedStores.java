package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import java.util.List;

/// The stores of which an error says already what every promise about them would say again: nobody knows how they
/// are copied, or they are lost for good. A finding about a promise is about the rest of it.
record ReportedStores(Subject subject, List<String> names) {
    /// @param structure the findings of structure; an accepted one does not speak for a promise
    static ReportedStores of(Subject subject, List<Finding> structure) {
        return new ReportedStores(
                subject,
                structure.stream()
                        .filter(finding -> finding.counts() && Attainability.OF_A_STORE.contains(finding.rule()))
                        .map(finding -> finding.at().split("\\.", -1)[1])
                        .toList());
    }

    /// A promise without these stores.
    JudgedStake left(JudgedStake one) {
        Stake rest = one.stake().without(among(one.stake()));
        boolean isWhole = rest.reach().lost().equals(one.stake().reach().lost());
        return new JudgedStake(rest, Outcome.of(subject, rest), isWhole);
    }

    /// A fix of the rest of a promise names the stores that have an error for themselves.
    static Finding apart(Finding finding, JudgedStake one, JudgedStake left, List<Finding> structure) {
        List<String> told = one.stake().reach().lost().stream()
                .filter(name -> !left.stake().reach().lost().contains(name))
                .toList();
        if (told.isEmpty()) {
            return finding;
        }
        List<String> ids = structure.stream()
                .filter(error -> error.counts()
                        && Attainability.OF_A_STORE.contains(error.rule())
                        && told.contains(error.at().split("\\.", -1)[1]))
                .map(error -> error.rule().id())
                .distinct()
                .toList();
        String apart =
                Listed.names(told) + " apart, as " + String.join(" and ", ids) + (ids.size() == 1 ? " says" : " say");
        return Attainability.with(finding, apart);
    }

    private List<String> among(Stake stake) {
        boolean leaves =
                stake.disruption() == Promise.Disruption.REGION || stake.disruption() == Promise.Disruption.ZONE;
        boolean isLoss = stake.objective() == Promise.Objective.RPO;
        return stake.reach().lost().stream()
                .filter(name -> isLoss || isAwaited(stake, name))
                .filter(name -> leaves && names.contains(name))
                .map(subject::store)
                .filter(store -> isUnknown(store, stake) || isGone(store, stake))
                .map(Store::name)
                .toList();
    }

    private static boolean isAwaited(Stake stake, String name) {
        return !stake.reach().isSpared(stake.disruption())
                && stake.reach().stores().contains(name);
    }

    /// Whether nobody knows if the store outlives the disruption: one that stays in its region when a zone of it
    /// is lost does, whatever reaches other regions.
    private boolean isUnknown(Store store, Stake stake) {
        return Outcome.isUnknown(store)
                && (stake.disruption() == Promise.Disruption.REGION
                        || subject.wayBack(store, stake.disruption()).way() != Comeback.Way.STAYS);
    }

    /// Whether the target region has no data of the store.
    private boolean isGone(Store store, Stake stake) {
        Comeback way = subject.wayBack(store, stake.disruption());
        boolean ownIsGone = way.way() == Comeback.Way.OWN_ELSEWHERE
                && stake.objective() == Promise.Objective.RPO
                && way.loss().span().best().isEmpty();
        return way.way() == Comeback.Way.LOST || ownIsGone;
    }
}
