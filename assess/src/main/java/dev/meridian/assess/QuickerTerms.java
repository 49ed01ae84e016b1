package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The terms of a recovery that have to shrink before their sum keeps a promise, as instructions: as many of them
/// as are needed, the heaviest first.
///
/// A figure of the file can be made smaller. A published or measured one cannot: something quicker has to take its
/// place. One that nobody declared is no setting: the key that declares it is named. A wait that its provider does
/// not allow to be shorter stays, so something else has to do that work. People who are called keep no promise of
/// less than minutes.
final class QuickerTerms {
    /// The time within which people who are called respond at the quickest service levels (Google, Site
    /// Reliability Engineering, 2016, chapter 11 "Being On-Call": 5 minutes for services that are highly
    /// time-critical).
    private static final Duration QUICKEST_PEOPLE = Duration.ofMinutes(5);

    private final Subject subject;
    private final Application application;

    QuickerTerms(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    /// The instructions, for example ``less of `step scale 15m` and something quicker than `promotion 10m` ``;
    /// empty where no term counts.
    ///
    /// @param terms the terms of the sum
    /// @param best whether their best counts, or the plan
    Optional<String> fix(List<Term> terms, Duration bound, boolean best) {
        List<String> less = new ArrayList<>();
        List<String> quicker = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        List<String> fixed = new ArrayList<>();
        boolean arePeopleTooSlow = false;
        for (Term term : needed(terms, bound, best)) {
            Optional<String> key = assumed(term);
            if (leastHold(term).isPresent()) {
                fixed.add("`" + term.name() + "`");
            } else if (bound.compareTo(QUICKEST_PEOPLE) < 0 && isOfPeople(term)) {
                arePeopleTooSlow = true;
            } else if (key.isPresent()) {
                declared.add("`" + key.get() + "` in place of the assumed "
                        + text(Outcome.side(term, best).orElseThrow()));
            } else if (term.basis() == Term.Basis.SOURCED || term.basis() == Term.Basis.MEASURED) {
                quicker.add(AttainabilityFindings.nameOf(term));
            } else {
                less.add(AttainabilityFindings.keyed(term));
            }
        }
        List<String> parts = new ArrayList<>();
        if (arePeopleTooSlow) {
            parts.add("a way out in which no person decides");
        }
        fixed.stream()
                .map(name ->
                        "a failover that its provider does not start, since its policy allows no less than " + name)
                .forEach(parts::add);
        add(parts, "less of ", less);
        add(parts, "something quicker than ", quicker);
        add(parts, "a smaller figure, declared as ", declared);
        return parts.isEmpty() ? Optional.empty() : Optional.of(Listed.plain(parts));
    }

    private static void add(List<String> parts, String words, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(words + Listed.plain(names.stream().distinct().toList()));
        }
    }

    /// The heaviest terms without which the sum is below the promise. A wait that cannot be shorter comes last,
    /// and only where the sum does not fit without its end.
    private List<Term> needed(List<Term> terms, Duration bound, boolean best) {
        Comparator<Term> byTime =
                Comparator.comparing(term -> Outcome.side(term, best).orElseThrow());
        List<Term> counted = terms.stream()
                .filter(term ->
                        Outcome.side(term, best).filter(time -> !time.isZero()).isPresent())
                .sorted(byTime.reversed())
                .toList();
        List<Term> able =
                counted.stream().filter(term -> leastHold(term).isEmpty()).toList();
        Duration stays =
                sum(counted.stream().filter(term -> !able.contains(term)).toList(), best);
        List<Term> order = stays.compareTo(bound) < 0 ? able : counted;
        Duration left = sum(counted, best);
        List<Term> needed = new ArrayList<>();
        for (Term term : order) {
            if (left.compareTo(bound) < 0) {
                break;
            }
            needed.add(term);
            left = left.minus(Outcome.side(term, best).orElseThrow());
        }
        return needed;
    }

    private static Duration sum(List<Term> terms, boolean best) {
        return terms.stream()
                .map(term -> Outcome.side(term, best).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private boolean isOfPeople(Term term) {
        String people = subject.path(application.name(), "failover.human");
        return PlanningValue.PEOPLE.isSourceOf(term)
                || term.path()
                        .filter(path -> DefectEffects.isWithin(path, people))
                        .isPresent();
    }

    /// The key that declares a figure which stands for none of this system.
    private Optional<String> assumed(Term term) {
        return PlanningValue.RESOLVERS.isSourceOf(term) ? term.path() : AssumedFigures.key(subject, application, term);
    }

    /// The least that the provider of a store allows a declared hold to be, where it is no more than that.
    private Optional<Duration> leastHold(Term term) {
        boolean isHold = term.path().equals(Optional.of(subject.path(application.name(), "failover.hold")));
        return Optional.of(PolicyHold.LEAST)
                .filter(least -> isHold
                        && PolicyHold.isOf(subject, application)
                        && term.span()
                                .plan()
                                .filter(time -> time.compareTo(least) <= 0)
                                .isPresent());
    }
}
