package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// Users whom health checks of others move: their way begins with the detection and goes on beside people,
/// promotions and capacity, so the sum of a recovery has only what of it is left after them.
final class UsersBeside {
    private UsersBeside() {}

    /// What is left of their move. Where something before it has no known end, it is held against the terms that
    /// have one.
    ///
    /// @param move the phase of their move
    /// @param end when they arrive
    /// @param start when all that comes before has ended
    /// @param before the phases that come before
    static List<Term> rest(
            RecoveryTime.Phase move, Span end, Span start, SequencedMap<String, RecoveryTime.Phase> before) {
        Span known = known(before.values());
        Span seen = known(List.of(Objects.requireNonNull(before.get("detect"))));
        Span left = new Span(
                        end.best(), end.plan().or(() -> seen.plus(move.span()).plan()))
                .after(new Span(start.best(), start.plan().or(known::plan)));
        if (left.equals(move.span())) {
            return move.terms();
        }
        Term first = move.terms().getFirst();
        return left.equals(Span.ZERO)
                ? List.of()
                : List.of(RecoveryTime.spelled(
                        first.named(move.why() + ", still to wait").with(left)));
    }

    private static Span known(Collection<RecoveryTime.Phase> phases) {
        return phases.stream()
                .flatMap(phase -> phase.terms().stream())
                .map(Term::span)
                .filter(span -> span.plan().isPresent())
                .reduce(Span.ZERO, Span::plus);
    }
}
