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
import java.util.Optional;

/// The rhythm of the probes that notice a lost region: declared ones, those of the profile where Meridian
/// probes, and the default health check of a provider where the file says that its checks turn the users.
///
/// A signal that moves the application without a probe has no rhythm that the file knows, and a probe that
/// decides nothing detects nothing: there people notice, if the file says when.
final class Watch {
    /// The thing that notices a lost region.
    enum Notices {
        /// Probes, health checks or a signal.
        CHECKS,
        /// People, since no check decides.
        PEOPLE,
        /// Checks whose time is not known, or people before them.
        PEOPLE_AT_LAST,
        /// Nothing that the file names.
        NOTHING
    }

    private final Subject subject;
    private final Application application;
    private final Failover declared;
    private final Figures figures;
    private final Fronts fronts;
    private final boolean providerRun;
    private final DetectingProbes detecting;
    private final Optional<HealthChecks> checks;
    private final boolean isByItself;

    Watch(Subject subject, Application application) {
        this(subject, application, false);
    }

    /// @param isByItself whether health checks move what is looked at, and neither people nor a plan are waited
    ///     for
    Watch(Subject subject, Application application, boolean isByItself) {
        this.isByItself = isByItself;
        this.subject = subject;
        this.application = application;
        this.declared = subject.said(application).failover();
        this.figures = new Figures(subject);
        this.fronts = new Fronts(subject, application);
        this.providerRun = subject.isProviderRun(application);
        this.detecting = DetectingProbes.of(subject, application, fronts, isByItself);
        this.checks = fronts.healthChecks().filter(_ -> detecting.isEmpty() || detecting.areOfAFront(fronts));
    }

    /// The thing that notices a lost region first, or at last where no time of a check is known.
    Notices notices() {
        boolean people = declared.human().notice().isPresent();
        boolean byItself = isByItself && decides() && checks.isPresent() && !isBehindServerless();
        if (!providerRun || isRhythmDeclared() || byItself || isOfEachRequest()) {
            return Notices.CHECKS;
        }
        if (application.failover().mode() != Mode.AUTOMATIC) {
            return people || checks.isEmpty() || !decides() || isBehindServerless() ? Notices.PEOPLE : Notices.CHECKS;
        }
        if (signal().isPresent() || (decides() && checks.isPresent() && !isBehindServerless())) {
            return Notices.CHECKS;
        }
        if (!decides()) {
            return people ? Notices.PEOPLE : Notices.NOTHING;
        }
        return people ? Notices.PEOPLE_AT_LAST : Notices.CHECKS;
    }

    /// The time between two probes, or until people notice where no probe decides; unknown where nothing says when
    /// they do, or a signal moves the application that no probe stands behind. A front that tries another origin
    /// for each request needs no probe.
    Term every() {
        if (isOfEachRequest()
                || (isByItself && checks.filter(found -> found.every().isZero()).isPresent())) {
            return Figures.none("probe");
        }
        if (!providerRun || isRhythmDeclared()) {
            Duration every = detecting
                    .every()
                    .filter(_ -> providerRun)
                    .orElse(application.failover().probes().every());
            return figures.said("probe", probe("every"), every);
        }
        return switch (notices()) {
            case PEOPLE -> byPeople().orElseGet(this::undetected);
            case PEOPLE_AT_LAST ->
                byPeople()
                        .map(term -> term.with(
                                new Span(Optional.of(Duration.ZERO), term.span().plan())))
                        .orElseGet(this::undetected);
            case NOTHING -> undetected();
            case CHECKS -> ofChecks();
        };
    }

    /// The time until a person looks, where no probe says so before.
    private Optional<Term> byPeople() {
        return declared.human().notice().map(time -> figures.said("people notice", path("human.notice"), time));
    }

    /// Whether the time to detect is that of people who notice.
    boolean isByPeople() {
        boolean probes = !providerRun || isRhythmDeclared();
        return !probes
                && declared.human().notice().isPresent()
                && (notices() == Notices.PEOPLE || notices() == Notices.PEOPLE_AT_LAST);
    }

    private Term ofChecks() {
        Optional<String> signal = signal();
        if (signal.isPresent()) {
            return Term.unknown(
                    "time until the signal `" + signal.get() + "`",
                    "no probe stands behind it; declare `" + path("probes") + "`",
                    probe("every"));
        }
        return checks.filter(_ -> !isBehindServerless())
                .map(found -> new Term(
                        found.service(),
                        Span.exactly(found.every()),
                        Term.Basis.SOURCED,
                        found.source().cited(),
                        Optional.of(probe("every"))))
                .orElseGet(() -> Term.unknown("time to detect", missing(), probe("every")));
    }

    /// The key that would make the time of detection known.
    private String missing() {
        return detecting
                .first()
                .map(probe -> "the probe `" + probe.name() + "` has no rhythm; declare `"
                        + path("probes." + probe.name() + ".every") + "`")
                .orElseGet(() ->
                        "no probe that decides is declared, and the file does not say that health checks of a known"
                                + " provider turn the users of `" + application.name() + "`; declare `" + path("probes")
                                + "`");
    }

    private Term undetected() {
        return Term.unknown(
                "time until a person notices",
                whyUndetected() + ": nothing detects by itself; declare `" + path("human.notice")
                        + "`, or a probe that decides",
                path("probes"));
    }

    /// The reason why no check decides, for people.
    String whyUndetected() {
        return declared.probes().values().stream()
                .filter(probe -> !probe.decides())
                .findFirst()
                .map(probe -> "the probe `" + probe.name() + "` decides nothing")
                .orElse(
                        fronts.entrances().isEmpty()
                                ? "no probe is declared"
                                : "no health check is attached to the entrance");
    }

    /// Whether some check may decide: a probe that does, or, where the file names no probe, health checks.
    /// Probes that all observe only, and entrances without a check, say that nothing does.
    boolean decides() {
        if (!declared.probes().isEmpty()) {
            return declared.probes().values().stream().anyMatch(Failover.Probe::decides);
        }
        List<Topology.Entrance> own = fronts.entrances();
        return own.isEmpty()
                || own.stream()
                        .anyMatch(entrance -> entrance.health()
                                .filter(health -> health instanceof Topology.EntranceHealth.None)
                                .isEmpty());
    }

    private boolean isOfEachRequest() {
        return isByItself && fronts.tryEachRequest();
    }

    private boolean isRhythmDeclared() {
        return detecting.every().isPresent();
    }

    /// Services without machines behind a load balancer of Google Cloud, which asks no health check of them
    /// (Google Cloud documentation, Serverless network endpoint groups overview, as quoted; read 2026-11).
    private boolean isBehindServerless() {
        boolean google = subject.blueprint().regions().values().stream()
                .filter(region -> application.roles().containsKey(region.name()))
                .allMatch(region -> Provider.of(region.cloud()).equals(Optional.of(Provider.GOOGLE_CLOUD)));
        List<Compute.Platform> platforms = Reach.of(subject, application.name()).services().stream()
                .map(subject::saidService)
                .flatMap(service ->
                        subject
                                .topology()
                                .platforms(service, application.roles().sequencedKeySet())
                                .stream())
                .distinct()
                .toList();
        return google && !platforms.isEmpty() && platforms.stream().allMatch(Suppliers::isServerless);
    }

    /// The failures in a row that make a verdict; 0 where people notice.
    int failures() {
        if (isByPeople()) {
            return 0;
        }
        return providerRun
                ? detecting
                        .failures()
                        .or(() -> checks.map(HealthChecks::failures))
                        .orElse(1)
                : application.failover().probes().failures();
    }

    /// The time until a probe counts as failed; at best it is refused at once.
    Term timeout() {
        Term every = every();
        Optional<Duration> declaredTime = detecting.timeout();
        if (every.isNothing() || isByPeople() || (providerRun && every.isUnknown() && declaredTime.isEmpty())) {
            return Figures.none("timeout");
        }
        if (!providerRun || declaredTime.isPresent() || checks.isEmpty()) {
            return figures.upTo(
                    "timeout",
                    probe("timeout"),
                    declaredTime
                            .filter(_ -> providerRun)
                            .orElse(application.failover().probes().timeout()));
        }
        HealthChecks found = checks.get();
        return new Term(
                "timeout",
                Span.of(Duration.ZERO, found.timeout()),
                Term.Basis.SOURCED,
                found.source().cited(),
                Optional.of(probe("timeout")));
    }

    /// The time until the verdict, as far as its rhythm is known.
    Span verdict() {
        Span every = every().span();
        int failures = failures();
        Span tries = failures == 0
                ? every
                : new Span(
                        every.times(failures - 1).best(), every.times(failures).plan());
        return tries.plus(timeout().span());
    }

    /// The signal of the only triggers that move the application, or of the alarm that calls the people who do,
    /// where none of them goes by probes.
    private Optional<String> signal() {
        Optional<Failover.Trigger> alarm = isByItself ? Optional.empty() : NoticeAlarms.calling(subject, application);
        if (alarm.isPresent()) {
            return alarm.filter(one -> one.when().isEmpty()).flatMap(Failover.Trigger::signal);
        }
        List<Failover.Trigger> moving = declared.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                .toList();
        return moving.stream().allMatch(trigger -> trigger.when().isEmpty())
                ? moving.stream().flatMap(trigger -> trigger.signal().stream()).findFirst()
                : Optional.empty();
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    /// The place of a value of the rhythm: that of a named probe, or that of all of them by the profile.
    private String probe(String key) {
        return detecting.at(subject, key).orElse(path("probes." + key));
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
