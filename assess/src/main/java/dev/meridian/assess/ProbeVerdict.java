package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The time until one declared probe has a verdict: its failures in a row, each at its rhythm, and the timeout of
/// the last one. The first failure may come right after the disruption, or nearly one rhythm later.
///
/// Values that the file does not declare are those of the profile where Meridian's agents probe, and those of the
/// provider whose checks turn the users elsewhere. A timeout that the provider does not publish is unknown.
final class ProbeVerdict {
    private final Subject subject;
    private final Application application;
    private final Figures figures;
    private final String path;
    private final Failover.Probe probe;
    private final boolean isForeign;
    private final Optional<HealthChecks> checks;

    ProbeVerdict(Subject subject, Application application, Failover.Probe probe) {
        this.subject = subject;
        this.application = application;
        this.figures = new Figures(subject);
        this.path = subject.path(application.name(), "failover.probes.");
        this.probe = probe;
        this.isForeign = subject.isProviderRun(application);
        this.checks = new Fronts(subject, application).healthChecks();
    }

    /// The terms of that time; empty where nobody knows the rhythm.
    Optional<RecoveryTime.Phase> phase() {
        Optional<Duration> rhythm = probe.every()
                .or(() -> byDefault("every", application.failover().probes().every())
                        .or(() -> checks.map(HealthChecks::every)));
        if (rhythm.isEmpty()) {
            return Optional.empty();
        }
        Duration every = rhythm.get();
        int failures = probe.failures()
                .orElseGet(() -> byDefault(
                                "failures", application.failover().probes().failures())
                        .or(() -> checks.map(HealthChecks::failures))
                        .orElse(1));
        List<Term> terms = new ArrayList<>();
        terms.add(figures.said(
                        failures + " × every " + text(every),
                        path + probe.name() + ".every",
                        every.multipliedBy(failures))
                .with(Span.of(every.multipliedBy(failures - 1L), every.multipliedBy(failures))));
        terms.add(RecoveryTime.spelled(timeout()));
        return Optional.of(new RecoveryTime.Phase(terms));
    }

    private <T> Optional<T> byDefault(String key, T value) {
        return !isForeign || subject.topology().sources().at(path + key).isPresent()
                ? Optional.of(value)
                : Optional.empty();
    }

    private Term timeout() {
        String at = path + probe.name() + ".timeout";
        Optional<Duration> declared = probe.timeout()
                .or(() -> byDefault("timeout", application.failover().probes().timeout()));
        if (declared.isPresent()) {
            return figures.upTo("timeout", at, declared.get());
        }
        return checks.filter(found -> !found.timeout().isZero())
                .map(found -> new Term(
                        "timeout",
                        Span.of(Duration.ZERO, found.timeout()),
                        Term.Basis.SOURCED,
                        found.source().cited(),
                        Optional.of(at)))
                .orElseGet(() -> Term.unknown("timeout of `" + probe.name() + "`", "declare `" + at + "`", at));
    }
}
