package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the promotion of a store may cost: `failover.maxLoss`; silent, the store's rpo; without both, nothing.
///
/// Of a copy that no commit waits for the engine counts as lost what it lacks, and what the old side acknowledges
/// until its lease has surely ended: `lag + (D − m)/(1 − ρ) + F`. The lag may be nothing, the rest is always
/// there; a budget below it refuses every promotion.
///
/// @param lease with the fence time that is in force
record LossBudget(FailoverPolicy policy, Store store, Lease lease) {
    private static final String LAST = "(D − m)/(1 − ρ) + F";

    /// Empty where not Meridian's engine decides.
    static Optional<LossBudget> of(Subject subject, Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .filter(owner -> !subject.isProviderRun(owner) && !store.managed() && !store.byOperator())
                .map(Application::failover)
                .map(policy -> new LossBudget(policy, store, Losses.lease(policy)));
    }

    Duration most() {
        return said().orElse(Duration.ZERO);
    }

    /// Empty where neither a budget nor a promise says how much.
    Optional<Duration> said() {
        return policy.budget(store);
    }

    /// What is counted however fresh a copy is.
    Duration last() {
        return lease.lastCommitAfter();
    }

    /// The largest that the file declares on the way to a successor.
    Optional<Duration> lag() {
        return store.replication().edges().stream()
                .filter(edge -> store.mayTakeOver().contains(edge.to()))
                .flatMap(edge -> edge.transport().lag().stream())
                .max(Comparator.naturalOrder());
    }

    /// The smallest budget that allows what is counted with the declared lag.
    Duration least() {
        return last().plus(lag().orElse(Duration.ZERO));
    }

    boolean isEnough() {
        return least().compareTo(most()) <= 0;
    }

    /// Whether no copy is fresh enough. Where a commit waits for standbys, their promises may prove that nothing
    /// is lost, and no budget is asked.
    boolean isNeverEnough() {
        return store.replication().waitFor() == 0 && last().compareTo(most()) > 0;
    }

    /// How far behind a copy may be and is moved to all the same, in words. Its newest heartbeat may be older than
    /// that by the time from one to the next.
    String whenMoved() {
        Duration left = most().minus(last());
        Duration surely = left.minus(Loss.HEARTBEAT);
        if (left.isNegative()) {
            return ", however fresh the copy is";
        }
        return surely.isNegative()
                ? "; the engine moves it only while its newest heartbeat, one every " + text(Loss.HEARTBEAT)
                        + ", is at most " + text(left) + " behind"
                : "; the engine moves it " + (isEnough() ? "" : "only ") + "while it is at most " + text(surely)
                        + " behind";
    }

    /// With its numbers: `lag + (D − m)/(1 − ρ) + F = lag + 1.45s > RPO 1s`.
    String inequality() {
        return lag().map(some -> "lag " + text(some)).orElse("lag") + " + " + LAST + " = "
                + (lag().isPresent() ? "" : "lag + ") + text(least(), most()) + (isEnough() ? " ≤ " : " > ")
                + (said().isPresent() ? name() + " " + text(most(), least()) : "0s (no rpo, no failover.maxLoss)");
    }

    /// The figure that the file says.
    String name() {
        return policy.maxLoss().isPresent() ? "failover.maxLoss" : "RPO";
    }

    /// The inequality for a finding; to blame is what the old side still acknowledges.
    Finding.Arithmetic arithmetic() {
        Term still = new Term(
                LAST + " = " + text(last()),
                Span.exactly(last()),
                Term.Basis.DERIVED,
                "what the old side acknowledges until its lease has surely ended",
                Optional.empty());
        return new Finding.Arithmetic(inequality(), still.name(), List.of(still));
    }

    /// A budget that is enough on any day, in a round figure.
    String enough() {
        return text(Automations.roundedUp(least().plus(Loss.HEARTBEAT), 1));
    }

    /// What would let the engine move it.
    String mend() {
        return "`replication: sync`, a `failover.maxLoss` or an rpo of " + enough()
                + " or more, or a shorter lease (`failover.lease.duration`)";
    }
}
