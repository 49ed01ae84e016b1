package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The rhythm of the probes that notice a lost region: declared ones, those of the profile where Meridian probes,
/// and else the default health check of the provider that answers for the names of the application.
///
/// A signal that moves the application without a probe has no rhythm that the file knows.
final class Watch {
    private final Subject subject;
    private final Application application;
    private final Failover declared;
    private final Figures figures;
    private final boolean providerRun;
    private final Optional<HealthChecks> checks;

    Watch(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.declared = Objects.requireNonNull(subject.topology().applications().get(application.name()))
                .failover();
        this.figures = new Figures(subject);
        this.providerRun = subject.isProviderRun(application);
        this.checks = new Fronts(subject, application).healthChecks();
    }

    /// The time between two probes; unknown where a signal moves the application that no probe stands behind.
    Term every() {
        if (!providerRun || isDeclared("every")) {
            return figures.said(
                    "probe", probe("every"), application.failover().probes().every());
        }
        boolean byPeople = application.failover().mode() != Mode.AUTOMATIC
                && declared.human().notice().isPresent();
        if (byPeople) {
            return Figures.none("people notice");
        }
        Optional<String> signal = signal();
        if (signal.isPresent()) {
            return Term.unknown(
                    "time until the signal `" + signal.get() + "`",
                    "no probe stands behind it; declare `" + path("probes") + "`",
                    probe("every"));
        }
        return checks.filter(_ -> isChecked())
                .map(found -> new Term(
                        found.service(),
                        Span.exactly(found.every()),
                        Term.Basis.SOURCED,
                        found.source().cited(),
                        Optional.of(probe("every"))))
                .orElseGet(() -> Term.unknown(
                        "time to detect",
                        declared.probes().values().stream().anyMatch(Failover.Probe::decides)
                                ? "the probes have no rhythm; declare `every` and `failures` of `" + path("probes")
                                        + "`"
                                : "no probe that decides is declared, and no health check is known for the names of `"
                                        + application.name() + "`; declare `" + path("probes") + "`",
                        probe("every")));
    }

    /// Whether health checks decide about the names: by their routing, by the fixed addresses before them, or,
    /// where no name leads to the application, by the control that moves it.
    private boolean isChecked() {
        List<Topology.Entrance> own = new Fronts(subject, application).entrances();
        boolean isAsked = own.isEmpty()
                || own.stream()
                        .anyMatch(entrance -> entrance.route().contains(Topology.Route.HEALTH)
                                || entrance.route().isEmpty()
                                || entrance.turned()
                                        .filter(turned -> turned != Topology.Switch.DNS)
                                        .isPresent()
                                || subject.topology().traffic().accelerator().isPresent());
        return isAsked && !isBehindServerless();
    }

    /// Services without machines behind a load balancer of Google Cloud, which asks no health check of them
    /// (Google Cloud
    /// documentation, Serverless network endpoint groups, limitations; recalled, 2026-11).
    private boolean isBehindServerless() {
        boolean google = subject.blueprint().regions().values().stream()
                .filter(region -> application.roles().containsKey(region.name()))
                .allMatch(region -> Provider.of(region.cloud()).equals(Optional.of(Provider.GOOGLE_CLOUD)));
        List<Compute.Platform> platforms = Reach.of(subject, application.name()).services().stream()
                .map(name ->
                        Objects.requireNonNull(subject.topology().services().get(name)))
                .map(service -> subject.topology().platform(service).orElse(Compute.Platform.KUBERNETES))
                .distinct()
                .toList();
        return google && !platforms.isEmpty() && platforms.stream().allMatch(Suppliers::isServerless);
    }

    /// The failures in a row that make a verdict.
    int failures() {
        return providerRun && !isDeclared("failures")
                ? checks.map(HealthChecks::failures).orElse(1)
                : application.failover().probes().failures();
    }

    /// The time until a probe counts as failed; at best it is refused at once.
    Term timeout() {
        if (every().isNothing()) {
            return Figures.none("timeout");
        }
        if (!providerRun || isDeclared("timeout") || checks.isEmpty()) {
            return figures.upTo(
                    "timeout", probe("timeout"), application.failover().probes().timeout());
        }
        HealthChecks found = checks.get();
        return new Term(
                "timeout",
                Span.of(Duration.ZERO, found.timeout()),
                Term.Basis.SOURCED,
                found.source().cited(),
                Optional.of(probe("timeout")));
    }

    /// The signal of the only triggers that move the application, where none of them goes by probes.
    private Optional<String> signal() {
        List<Failover.Trigger> moving = declared.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                .toList();
        return moving.stream().allMatch(trigger -> trigger.when().isEmpty())
                ? moving.stream().flatMap(trigger -> trigger.signal().stream()).findFirst()
                : Optional.empty();
    }

    private boolean isDeclared(String key) {
        return subject.topology().sources().at(probe(key)).isPresent();
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    /// The place of the rhythm: a named probe, or all of them by the profile.
    private String probe(String key) {
        return declared.probes().values().stream()
                .filter(Failover.Probe::decides)
                .map(probe -> path("probes." + probe.name() + "." + key))
                .filter(at -> subject.topology().sources().at(at).isPresent())
                .findFirst()
                .orElse(path("probes." + key));
    }

    /// For the entrances of an application.
    static boolean isOf(Subject subject, Application application, Topology.Entrance entrance) {
        String service = entrance.to().orElse(entrance.name());
        String owner = entrance.application()
                .or(() -> Optional.ofNullable(subject.blueprint().services().get(service))
                        .map(found -> found.application()))
                .orElse("");
        return owner.isEmpty() || owner.equals(application.name());
    }
}
