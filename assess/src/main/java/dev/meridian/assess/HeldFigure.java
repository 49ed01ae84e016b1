package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The figure with which a promise of a time or a loss would hold: as planned, and never the best of its
/// mechanisms. Of backups whose duration nobody declared it is twice their interval.
final class HeldFigure {
    private HeldFigure() {}

    /// Empty where a term has no bound as planned: then no figure is known to hold.
    static Optional<Duration> of(Subject subject, JudgedStake one) {
        return one.outcome()
                .promisable()
                .flatMap(planned -> one.stake().objective() == Promise.Objective.RTO
                        ? Optional.of(planned)
                        : Stream.of(planned, twiceTheInterval(one).orElse(planned), planned.multipliedBy(2))
                                .filter(bound -> holds(subject, one.stake().promising(bound)))
                                .findFirst());
    }

    private static Optional<Duration> twiceTheInterval(JudgedStake one) {
        return one.outcome().losses().values().stream()
                .flatMap(loss -> loss.span().best().stream())
                .max(Comparator.naturalOrder())
                .map(longest -> longest.multipliedBy(2));
    }

    private static boolean holds(Subject subject, Stake stake) {
        return switch (Outcome.of(subject, stake).verdict(stake.bound())) {
            case ATTAINABLE, NOT_JUDGED -> true;
            case AT_RISK, UNKNOWN, UNATTAINABLE -> false;
        };
    }

    /// Another promise in place of one that does not hold, for example `an rto of 2h or more`; where terms have no
    /// bound, the figure that is not enough. Empty where one of them never ends.
    static Optional<String> offered(Subject subject, JudgedStake one) {
        Outcome outcome = one.outcome();
        Duration bound = one.stake().bound();
        String objective = "an " + one.stake().objective().text();
        return outcome.span()
                .best()
                .map(best -> of(subject, one)
                        .map(time -> objective + " of " + text(time, bound) + " or more" + atWorst(outcome, time))
                        .orElseGet(() -> objective + " above " + text(known(outcome, best), bound) + open(outcome)));
    }

    /// The figure that can be promised, and beside it what the limits of the steps allow at worst.
    ///
    /// @param bound what is promised today, from which the text of the figure differs
    static String promisable(Outcome outcome, Duration time, Duration bound) {
        return text(time, bound) + atWorst(outcome, time);
    }

    private static String atWorst(Outcome outcome, Duration time) {
        return outcome.worst()
                .filter(worst -> worst.compareTo(time) > 0)
                .map(worst -> " as planned, and " + text(worst) + " at worst")
                .orElse("");
    }

    private static Duration known(Outcome outcome, Duration best) {
        Duration planned = outcome.knownPlan();
        return planned.compareTo(best) > 0 ? planned : best;
    }

    /// The terms that have to have a bound before any figure can be promised.
    private static String open(Outcome outcome) {
        List<String> names = outcome.unbounded().stream()
                .map(AttainabilityFindings::nameOf)
                .distinct()
                .toList();
        return names.isEmpty() ? "" : ", once a bound of " + Listed.plain(names) + " is known";
    }
}
