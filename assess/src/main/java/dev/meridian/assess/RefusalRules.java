package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Stores that the engine promotes on no day, because what it surely counts as lost is more than may be lost
/// ([LossBudget]). A promise about the time to recover says so itself; here is said what no such promise would
/// show, and what people meet who decide.
final class RefusalRules {
    private static final String WHY =
            "the old side goes on acknowledging until its lease has surely ended, and that alone is more than may be"
                    + " lost: the engine refuses";

    private RefusalRules() {}

    static void check(Subject subject, List<Finding> findings) {
        Takeover takeover = new Takeover(subject);
        List<LossBudget> refused = subject.blueprint().stores().values().stream()
                .flatMap(store -> takeover.refusal(store).stream())
                .toList();
        if (!refused.isEmpty()) {
            List<Stake> stakes = subject.stakes();
            refused.forEach(budget -> finding(subject, stakes, budget).ifPresent(findings::add));
        }
    }

    private static Optional<Finding> finding(Subject subject, List<Stake> stakes, LossBudget budget) {
        Store store = budget.store();
        Application owner =
                Objects.requireNonNull(subject.blueprint().applications().get(store.application()));
        if (owner.failover().mode() != Mode.AUTOMATIC) {
            return Optional.of(byPeople(store, owner.failover().mode(), budget));
        }
        if (promise(stakes, store, Promise.Objective.RTO).isPresent()) {
            return Optional.empty();
        }
        Finding never = Finding.of(
                        Rule.NEVER_PROMOTED,
                        subject.path(owner.name(), "failover.mode"),
                        "`mode: automatic` never promotes `" + store.name() + "`, however fresh its copy is",
                        WHY,
                        budget.mend())
                .with(budget.arithmetic());
        return Optional.of(
                promise(stakes, store, Promise.Objective.RPO).map(never::about).orElse(never));
    }

    /// A graceful move loses nothing and is not refused.
    private static Finding byPeople(Store store, Mode mode, LossBudget budget) {
        return Finding.of(
                        Rule.NEVER_PROMOTED,
                        "data." + store.name() + ".replication",
                        "`" + store.name() + "` leaves a lost region only when a person accepts the loss, beside the"
                                + " order that `mode: " + mode.name().toLowerCase(Locale.ROOT) + "` asks for",
                        budget.inequality() + ", however fresh the copy is; without `accept-loss` the engine refuses"
                                + " the forced move",
                        budget.mend() + "; else `accept-loss` in the runbook")
                .with(Severity.WARNING);
    }

    /// The first that the store is needed for: the application's before its own.
    private static Optional<String> promise(List<Stake> stakes, Store store, Promise.Objective objective) {
        return stakes.stream()
                .filter(stake -> stake.objective() == objective && !stake.isClaim())
                .filter(stake -> stake.disruption() == Promise.Disruption.REGION)
                .filter(stake -> (objective == Promise.Objective.RPO
                                ? stake.reach().lost()
                                : stake.reach().stores())
                        .contains(store.name()))
                .map(Stake::path)
                .findFirst();
    }

    /// Of a promise about the loss of a place that is never over, if the engine refuses what would end it.
    static Optional<Finding> of(Subject subject, Stake stake) {
        List<LossBudget> refused = automatic(subject, stake);
        return refused.stream()
                .findFirst()
                .map(budget -> Finding.of(
                                Rule.NEVER_PROMOTED, stake.path(), statement(stake, refused), WHY, budget.mend())
                        .about(stake.path())
                        .with(budget.arithmetic()));
    }

    private static String statement(Stake stake, List<LossBudget> refused) {
        Duration bound = stake.bound();
        String stores = refused.stream()
                .map(budget -> "`" + budget.store().name() + "`")
                .collect(Collectors.joining(", "));
        return "`" + stake.owner() + "` never recovers by itself, and " + text(bound) + " is promised: " + stores
                + (refused.size() == 1 ? " is" : " are") + " promoted on no day, however fresh the copy is";
    }

    /// What a promise waits for and no automatism will promote.
    static List<LossBudget> automatic(Subject subject, Stake stake) {
        Takeover takeover = new Takeover(subject);
        return stake.reach().stores().stream()
                .map(subject::store)
                .filter(store -> takeover.isRefusedForEver(store))
                .flatMap(store -> takeover.refusal(store).stream())
                .toList();
    }
}
