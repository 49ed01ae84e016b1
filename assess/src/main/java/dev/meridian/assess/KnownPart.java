package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;

/// The part of a term that has a figure: a side without a bound counts as nothing, or as the least that is known.
/// A recovery of such parts says what is left once the terms without a bound have one, since a term without a
/// bound hides every figure beside it: that of a store that comes back at the same time, of another entrance, or
/// of a step that waits for it.
final class KnownPart {
    private KnownPart() {}

    static Term of(Term term) {
        Span span = term.span();
        if (span.best().isPresent() && span.plan().isPresent()) {
            return term;
        }
        Duration least = span.best().orElse(Duration.ZERO);
        Term known = span.plan().isPresent() || least.isZero()
                ? term
                : term.named(term.name().replaceFirst(" unknown$", "") + ", at least " + text(least));
        return known.with(of(span));
    }

    /// The same for a span alone.
    static Span of(Span span) {
        Duration least = span.best().orElse(Duration.ZERO);
        return Span.of(least, span.plan().orElse(least));
    }

    /// The figures of a phase, one after the other.
    static Span of(RecoveryTime.Phase phase) {
        return phase.terms().stream().map(term -> of(term.span())).reduce(Span.ZERO, Span::plus);
    }
}
