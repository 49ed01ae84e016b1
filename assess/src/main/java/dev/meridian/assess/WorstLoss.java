package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The store whose loss decides a promise about loss: of those that cannot be within the bound, or else of those
/// that are not as planned, or else of all, the first with the largest loss on that side.
final class WorstLoss {
    private WorstLoss() {}

    /// The name of the store; empty where there is none.
    ///
    /// @param losses by store, in the order of the promise
    static Optional<String> of(SequencedMap<String, Term> losses, Duration bound) {
        String worst = null;
        for (String name : losses.sequencedKeySet()) {
            if (worst == null || isWorse(span(losses, name), span(losses, worst), bound)) {
                worst = name;
            }
        }
        return Optional.ofNullable(worst);
    }

    private static Span span(SequencedMap<String, Term> losses, String name) {
        return Objects.requireNonNull(losses.get(name)).span();
    }

    private static boolean isWorse(Span one, Span other, Duration bound) {
        Verdict verdict = verdict(one, bound);
        int order = verdict.compareTo(verdict(other, bound));
        boolean best = verdict == Verdict.UNATTAINABLE;
        return order > 0
                || (order == 0 && isLonger(best ? one.best() : one.plan(), best ? other.best() : other.plan()));
    }

    /// A side without a bound is longer than any other.
    private static boolean isLonger(Optional<Duration> one, Optional<Duration> other) {
        return other.isPresent() && (one.isEmpty() || one.get().compareTo(other.get()) > 0);
    }

    private static Verdict verdict(Span loss, Duration bound) {
        if (loss.cannotBeWithin(bound)) {
            return Verdict.UNATTAINABLE;
        }
        return loss.isWithin(bound) ? Verdict.ATTAINABLE : Verdict.AT_RISK;
    }
}
