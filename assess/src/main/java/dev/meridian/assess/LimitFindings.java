package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The findings about promises that the limits of the plan's steps do not keep.
final class LimitFindings {
    private LimitFindings() {}

    /// A promise that holds as planned, and not when steps take as long as their limits allow; or one whose
    /// missing figures decide, and which the limits of its steps alone do not keep. Nothing comes on top of a plan
    /// that is at the limits itself.
    static Optional<Finding> of(Subject subject, JudgedStake one) {
        boolean isOpen =
                one.verdict() == Verdict.UNKNOWN && one.outcome().worst().isEmpty();
        boolean isOfAStore = one.stake().path().startsWith("data.");
        boolean isOfAMove = one.stake().disruption() == Promise.Disruption.REGION && !isOfAStore;
        return isOpen && isOfAMove && one.stake().objective() == Promise.Objective.RTO
                ? besideUnknown(subject, one)
                : ofAll(one);
    }

    private static Optional<Finding> besideUnknown(Subject subject, JudgedStake one) {
        Duration bound = one.stake().bound();
        List<Term> terms = CountedPhases.limits(subject, one.stake());
        Duration worst =
                terms.stream().flatMap(term -> term.span().plan().stream()).reduce(Duration.ZERO, Duration::plus);
        Duration planned = one.outcome().known().orElse(Duration.ZERO);
        if (terms.isEmpty() || worst.compareTo(bound) <= 0 || worst.compareTo(planned) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        Rule.LIMITS_ALLOW_MORE,
                        one.stake().path(),
                        "the limits of the steps and what else has a figure allow `"
                                + one.stake().owner() + "` " + text(worst) + " to recover, and " + text(bound)
                                + " is promised",
                        text(planned) + " as planned, and " + text(worst.minus(planned))
                                + " more by the limits: a step that hangs is ended by its `timeout` and not before; "
                                + onTop(terms),
                        (planned.compareTo(bound) <= 0
                                        ? "shorter `timeout`s, by " + text(worst.minus(bound))
                                                + " together at least, or "
                                        : "")
                                + "an rto above " + text(worst) + " at worst")
                .about(one.stake().path()));
    }

    /// The terms that no limit bounds, for example `` `step check` has no known bound, and comes on top``.
    private static String onTop(List<Term> terms) {
        List<String> names = terms.stream()
                .filter(term -> term.span().plan().isEmpty())
                .map(AttainabilityFindings::nameOf)
                .distinct()
                .toList();
        return Listed.plain(names)
                + (names.size() == 1
                        ? ", which has no known bound, comes on top"
                        : ", which have no known bound, come on top");
    }

    private static Optional<Finding> ofAll(JudgedStake one) {
        Duration bound = one.stake().bound();
        return one.outcome()
                .worst()
                .filter(worst -> worst.compareTo(bound) > 0)
                .filter(worst -> one.outcome()
                        .span()
                        .plan()
                        .filter(plan -> plan.compareTo(worst) >= 0)
                        .isEmpty())
                .map(worst -> Finding.of(
                                Rule.LIMITS_ALLOW_MORE,
                                one.stake().path(),
                                "the limits of the steps allow `" + one.stake().owner() + "` " + text(worst)
                                        + " to recover, and " + text(bound) + " is promised",
                                "a step that hangs is ended by its `timeout` and not before; as planned it is "
                                        + AttainabilityFindings.words(
                                                one.outcome().span().plan()),
                                shorter(one.outcome(), bound, worst))
                        .about(one.stake().path()));
    }

    /// No `timeout` ends a step before its planned time, so shorter ones help only a plan that is in time.
    private static String shorter(Outcome outcome, Duration bound, Duration worst) {
        Optional<Duration> planned = outcome.span().plan().or(outcome::known);
        return planned.filter(time -> time.compareTo(bound) > 0)
                .map(time -> "an rto of " + text(worst) + " at worst: no shorter `timeout` is enough, since the"
                        + " plan takes "
                        + text(time) + " without any delay")
                .orElseGet(() -> "shorter `timeout`s, by " + text(worst.minus(bound)) + " together and none below"
                        + " the planned time of its step, or an rto of " + text(worst) + " at worst");
    }
}
