package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.List;

/// The choice among the ways back of a store. A store takes one way, so the time of one and the loss of another
/// never stand side by side.
///
/// A way is measured by all promises about the disruption that rest on the store: its own time against each time
/// to recover, its own loss against each loss. The way that breaks fewest promises counts; of equals the one that
/// puts fewest at risk, and of these the first, which is the usual one.
final class WayChoice {
    private WayChoice() {}

    static Comeback of(Subject subject, Store store, List<Comeback> ways, Promise.Disruption disruption) {
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        List<Stake> stakes = stakes(subject, store, disruption);
        Comeback best = ways.getFirst();
        long least = weight(best, stakes);
        for (Comeback way : ways.subList(1, ways.size())) {
            long weight = weight(way, stakes);
            if (weight < least) {
                best = way;
                least = weight;
            }
        }
        return best;
    }

    /// The promises about a disruption that rest on a store.
    static List<Stake> stakes(Subject subject, Store store, Promise.Disruption disruption) {
        return subject.stakes().stream()
                .filter(stake -> stake.disruption() == disruption)
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        ? stake.reach().lost().contains(store.name())
                        : stake.reach().stores().contains(store.name()))
                .toList();
    }

    /// Whether a way keeps a promise as far as it decides that.
    static Verdict verdict(Comeback way, Stake stake) {
        Term term = stake.objective() == Promise.Objective.RPO ? way.loss() : way.recovery();
        Duration bound = stake.bound();
        if (term.span().cannotBeWithin(bound)) {
            return Verdict.UNATTAINABLE;
        }
        return term.span().isWithin(bound) ? Verdict.ATTAINABLE : term.isUnknown() ? Verdict.UNKNOWN : Verdict.AT_RISK;
    }

    private static long weight(Comeback way, List<Stake> stakes) {
        long weight = 0;
        for (Stake stake : stakes) {
            weight += switch (verdict(way, stake)) {
                case ATTAINABLE, NOT_JUDGED -> 0L;
                case AT_RISK, UNKNOWN -> 1L;
                case UNATTAINABLE -> 1_000L;
            };
        }
        return weight;
    }
}
