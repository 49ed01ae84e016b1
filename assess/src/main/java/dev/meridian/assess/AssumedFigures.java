package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The figures of a time to recover that come from no line of the file and from nothing that this system was
/// measured by: planning values of Meridian, the default TTL of records that Meridian does not write, and the
/// rhythm that a provider's health check has unless it is set. A verdict is as good as they are, so one note for
/// each application names them with their keys.
final class AssumedFigures {
    private AssumedFigures() {}

    /// A figure that was assumed.
    ///
    /// @param words with its value
    /// @param key the key of the file that would declare it
    private record Assumed(String words, String key) {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            List<Stake> stakes = subject.stakes().stream()
                    .filter(stake -> stake.objective() == Promise.Objective.RTO
                            && stake.disruption() == Promise.Disruption.REGION
                            && stake.application().equals(application)
                            && !stake.isClaim())
                    .toList();
            SequencedMap<String, Assumed> assumed = new LinkedHashMap<>();
            for (Stake stake : stakes) {
                Outcome.of(subject, stake).terms().stream()
                        .flatMap(term -> of(subject, application, term).stream())
                        .forEach(found -> assumed.putIfAbsent(found.key(), found));
            }
            if (!assumed.isEmpty()) {
                findings.add(note(application, stakes.getFirst(), List.copyOf(assumed.values())));
            }
        }
    }

    private static Finding note(Application application, Stake stake, List<Assumed> assumed) {
        boolean one = assumed.size() == 1;
        List<String> words = assumed.stream().map(Assumed::words).toList();
        List<String> keys =
                assumed.stream().map(found -> "`" + found.key() + "`").toList();
        return Finding.of(
                        Rule.FIGURES_ASSUMED,
                        stake.path(),
                        "the time to recover of `" + application.name() + "` counts "
                                + (one ? "a figure that" : "figures that") + " nobody declared: " + Listed.plain(words),
                        (one ? "it is a default or a value" : "they are defaults or values")
                                + " to plan with, and none of this system; the verdict is as good as "
                                + (one ? "it is" : "they are"),
                        "declare " + Listed.plain(keys))
                .about(stake.path());
    }

    /// The key that would declare the figure of a term which nobody declared.
    static Optional<String> key(Subject subject, Application application, Term term) {
        return of(subject, application, term).map(Assumed::key);
    }

    private static Optional<Assumed> of(Subject subject, Application application, Term term) {
        Optional<Duration> plan = term.span().plan().filter(time -> !time.isZero());
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        String steps = subject.path(application.name(), "failover.steps.");
        if (PlanningValue.PEOPLE.isSourceOf(term)) {
            String key = subject.path(application.name(), "failover.human");
            return Optional.of(new Assumed(text(plan.get()) + " for people who are called and decide", key));
        }
        if (PlanningValue.WARM_STANDBY.isSourceOf(term) || PlanningValue.PILOT_LIGHT.isSourceOf(term)) {
            String what = PlanningValue.WARM_STANDBY.isSourceOf(term) ? "scaling up" : "starting compute from nothing";
            return Optional.of(new Assumed(text(plan.get()) + " for " + what, steps + "scale.takes"));
        }
        boolean isWrittenByOthers = subject.isProviderRun(application);
        if (isWrittenByOthers && term.path().equals(Optional.of("traffic.ttl")) && term.basis() == Term.Basis.DERIVED) {
            return Optional.of(
                    new Assumed("a TTL of " + text(subject.blueprint().traffic().ttl()), "traffic.ttl"));
        }
        return term.path()
                .filter(path -> path.startsWith(subject.path(application.name(), "failover.probes"))
                        && path.endsWith(".every")
                        && term.basis() == Term.Basis.SOURCED)
                .map(_ -> new Assumed(
                        text(plan.get()) + " for a health check that is set as its provider sets it",
                        rhythm(subject, application)));
    }

    /// The key of the rhythm of the probe that decides; of one that is still to be declared where there is none.
    private static String rhythm(Subject subject, Application application) {
        String name = subject.said(application).failover().probes().values().stream()
                .filter(Failover.Probe::decides)
                .map(Failover.Probe::name)
                .findFirst()
                .orElse("PROBE");
        return subject.path(application.name(), "failover.probes." + name + ".every");
    }
}
