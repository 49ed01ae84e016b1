package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The time of stores that come back side by side: the slowest decides, at best and as planned perhaps another
/// one.
final class SlowestReturn {
    private SlowestReturn() {}

    /// The time until the last of them is back.
    static Term of(List<Term> recoveries) {
        Term best = Figures.none("promotion");
        Term plan = best;
        for (Term next : recoveries) {
            best = isLonger(next.span().best(), best.span().best()) ? next : best;
            plan = isLonger(next.span().plan(), plan.span().plan()) ? next : plan;
        }
        boolean isOne = best.span().best().equals(plan.span().best());
        Span both = new Span(best.span().best(), plan.span().plan());
        if (plan.isUnknown() && best.span().best().isPresent()) {
            return unknown(recoveries.stream().filter(Term::isUnknown).toList()).with(both);
        }
        return isOne || best.span().best().isEmpty() ? (isOne ? plan : best).with(both) : ofBoth(best, plan, both);
    }

    /// Every time of which nothing is known, as one term: each of them has to be declared.
    private static Term unknown(List<Term> missing) {
        Term first = missing.getFirst();
        return new Term(
                missing.stream().map(Term::name).distinct().collect(Collectors.joining(", ")),
                first.span(),
                first.basis(),
                missing.stream().map(Term::source).distinct().collect(Collectors.joining("; ")),
                first.path());
    }

    private static boolean isLonger(Optional<Duration> one, Optional<Duration> other) {
        return other.isPresent() && (one.isEmpty() || one.get().compareTo(other.get()) > 0);
    }

    /// The time of two stores of which one decides at best and the other as planned: the name has the figures of
    /// each.
    private static Term ofBoth(Term best, Term plan, Span both) {
        return new Term(
                best.name() + " at best, " + plan.name() + " as planned",
                both,
                plan.basis(),
                best.source() + "; " + plan.source(),
                best.path().or(plan::path));
    }

    /// The promotions with the least time that is known as a term of its own beside those of which nothing is
    /// known: the first decides at best, the others as planned.
    static RecoveryTime.Phase apart(RecoveryTime.Phase phase, List<Term> promotions) {
        Optional<Term> longest = promotions.stream()
                .filter(term -> !term.isUnknown() && term.span().best().isPresent())
                .max(Comparator.comparing(term -> term.span().best().orElseThrow()));
        return new RecoveryTime.Phase(phase.terms().stream()
                .flatMap(term -> longest.filter(known -> term.isUnknown()
                                && !term.span().best().equals(Optional.of(Duration.ZERO))
                                && known.span().best().equals(term.span().best()))
                        .map(known -> Stream.of(
                                RecoveryTime.spelled(known),
                                term.with(new Span(Optional.of(Duration.ZERO), Optional.empty()))))
                        .orElse(Stream.of(term)))
                .toList());
    }
}
