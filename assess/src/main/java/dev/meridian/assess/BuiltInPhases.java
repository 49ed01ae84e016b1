package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The built-in phases of a plan with the times that the file declares for them. A declared time stands above a
/// figure that is not known, and counts beyond those that are. How long answers for a name are kept is no time of
/// a step: where the file does not know it, the way of the users stays without a bound.
///
/// @param times the figures that count
/// @param path the key of the steps, with its dot
record BuiltInPhases(Figures figures, StepTimes times, String path) {
    RecoveryTime.Phase declared(Failover.Step step, RecoveryTime.Phase phase) {
        Failover.Takes range = times.takes(step).orElseThrow();
        Duration takes = range.most();
        boolean isScale = step.name().equals("scale");
        List<Term> terms = new ArrayList<>(phase.terms().stream()
                .filter(term -> !term.isUnknown() && !(isScale && Capacity.isPlanned(term)))
                .toList());
        Span sum = new RecoveryTime.Phase(terms).span();
        Term said = StepTerms.said(figures, "step " + step.name(), path + step.name() + times.takesKey(step), range);
        boolean covers = sum.isWithin(takes) && !sum.cannotBeWithin(takes);
        Span rest = covers ? said.span() : said.span().after(sum);
        if (covers) {
            terms.clear();
        }
        if (!rest.equals(Span.ZERO)) {
            terms.add(RecoveryTime.spelled(said.with(rest)));
        }
        phase.terms().stream().filter(BuiltInPhases::isUnknownTtl).forEach(terms::add);
        return new RecoveryTime.Phase(terms);
    }

    /// The growth with the limit of its step in place of a value to plan with that is above it, or of no figure.
    RecoveryTime.Phase atItsLimit(Failover.Step step, Duration limit, RecoveryTime.Phase phase) {
        String takes = path + step.name() + ".takes";
        return new RecoveryTime.Phase(phase.terms().stream()
                .map(term -> {
                    boolean isOpen = term.isUnknown() && term.path().equals(Optional.of(takes));
                    boolean isAbove = Capacity.isPlanned(term) && !term.span().isWithin(limit);
                    return isOpen || isAbove
                            ? RecoveryTime.spelled(new StepTerms(figures, times, path).atItsLimit(step, limit))
                            : term;
                })
                .toList());
    }

    private static boolean isUnknownTtl(Term term) {
        return term.isUnknown()
                && term.path().filter(path -> path.endsWith(".ttl")).isPresent();
    }

    RecoveryTime.Phase limited(Failover.Step step, Duration limit, RecoveryTime.Phase phase) {
        Span rest = StepTimes.stretched(phase.span(), limit).after(phase.span());
        List<Term> terms = new ArrayList<>(phase.terms());
        if (rest.plan().filter(most -> !most.isZero()).isPresent()) {
            terms.add(RecoveryTime.spelled(
                    figures.said("limit of step " + step.name(), path + step.name() + ".timeout", limit)
                            .with(new Span(Optional.of(Duration.ZERO), rest.plan()))));
        }
        return new RecoveryTime.Phase(terms);
    }
}
