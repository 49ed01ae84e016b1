package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A plan that takes longer than what carries it out is allowed to run: it is ended in the middle. The time until
/// the plan starts and the way of users after it do not count; what carries it out waits for neither. Steps before
/// the users are moved do.
final class PlanLimitRules {
    /// The phases that what carries out the plan waits for.
    private static final List<String> COUNTED = List.of("fence", "promote", "scale");

    private PlanLimitRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            subject.said(application)
                    .failover()
                    .control()
                    .flatMap(control -> control.timeout())
                    .ifPresent(limit -> check(subject, application, limit, findings));
        }
    }

    private static void check(Subject subject, Application application, Duration limit, List<Finding> findings) {
        Span plan = work(subject, application, Steps.Figure.PLANNED);
        Span longest = work(subject, application, Steps.Figure.LIMIT);
        if (isAbove(plan.best(), limit)) {
            findings.add(
                    ended(subject, application, limit, plan.best(), "at best").with(Severity.ERROR));
        } else if (isAbove(plan.plan(), limit)) {
            findings.add(ended(subject, application, limit, plan.plan(), "as planned"));
        } else if (isAbove(longest.plan(), limit)) {
            findings.add(ended(subject, application, limit, longest.plan(), "by the limits of its steps"));
        }
    }

    private static boolean isAbove(Optional<Duration> time, Duration limit) {
        return time.filter(known -> known.compareTo(limit) > 0).isPresent();
    }

    private static Finding ended(
            Subject subject, Application application, Duration limit, Optional<Duration> takes, String which) {
        String time = text(takes.orElseThrow());
        Finding finding = Finding.of(
                Rule.PLAN_ENDS_EARLY,
                subject.path(application.name(), "failover.control.timeout"),
                "the plan of `" + application.name() + "` is ended after " + text(limit) + ", and takes " + time + " "
                        + which,
                "it stops in the middle: stores may be promoted, and the steps after them never run",
                "a limit above " + time + " for what carries it out, or a plan in parts of which each is within "
                        + text(limit));
        return subject.stakes().stream()
                .filter(stake -> stake.application().equals(application)
                        && stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION)
                .findFirst()
                .map(stake -> finding.about(stake.path()))
                .orElse(finding);
    }

    private static Span work(Subject subject, Application application, Steps.Figure figure) {
        SequencedMap<String, RecoveryTime.Phase> phases = new Recovery(subject, application, figure)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION);
        List<Term> waited = phases.entrySet().stream()
                .flatMap(phase -> phase.getValue().terms().stream()
                        .filter(term -> COUNTED.contains(phase.getKey())
                                || (phase.getKey().equals("route") && isOfAStep(subject, application, term))))
                .toList();
        return new RecoveryTime.Phase(waited).span();
    }

    /// Whether a time is that of a step of the plan, and not that of the way of users.
    private static boolean isOfAStep(Subject subject, Application application, Term term) {
        String steps = subject.path(application.name(), "failover.steps.");
        return term.path().filter(path -> path.startsWith(steps)).isPresent();
    }
}
