package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Recorded outages, held against the promises: their length against the availability of one period and the time
/// to recover of objectives and claims, the time until people knew against the notice that is planned. Where
/// nothing of that is there, a note says what the outage showed.
final class IncidentRules {
    private final Subject subject;
    private final Events.Incident incident;

    private IncidentRules(Subject subject, Events.Incident incident) {
        this.subject = subject;
        this.incident = incident;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Events.Incident incident : subject.topology().incidents().values()) {
            IncidentRules rules = new IncidentRules(subject, incident);
            List<Application> concerned = subject.blueprint().applications().values().stream()
                    .filter(rules::concerns)
                    .toList();
            List<Finding> against = concerned.stream()
                    .flatMap(application -> rules.against(application).stream())
                    .toList();
            findings.addAll(against);
            if (against.isEmpty() && concerned.stream().noneMatch(rules::isBound)) {
                concerned.stream().findFirst().flatMap(rules::besideThePlan).ifPresent(findings::add);
            }
        }
    }

    /// Whether an outage can be held against something: an availability, a time to recover, or a planned notice.
    private boolean isBound(Application application) {
        return subject.said(application).objectives().overall().availability().isPresent()
                || subject.said(application).failover().human().notice().isPresent()
                || subject.stakes().stream()
                        .anyMatch(stake ->
                                stake.application().equals(application) && stake.objective() == Promise.Objective.RTO)
                || !new OutageClaims(subject, application, incident).held().isEmpty();
    }

    /// What the outage showed, with the times of the plan beside it.
    private Optional<Finding> besideThePlan(Application application) {
        List<String> shown = new ArrayList<>();
        incident.noticed().ifPresent(time -> shown.add("people knew after " + text(time)));
        incident.lasted().ifPresent(time -> shown.add("users were served again after " + text(time)));
        incident.repaired().ifPresent(time -> shown.add("all was repaired after " + text(time)));
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Rule.OUTAGE_BESIDE_THE_PLAN,
                "incidents." + incident.name(),
                "in " + incident.title() + " " + Listed.plain(shown) + ", and no promise is held against it",
                isOfAPlaceThatServes(application) ? ofALostRegion(application) : ofOtherCauses(application),
                "`" + subject.path(application.name(), "objectives")
                        + "` with the availability and the rto that users are owed: the outage is then held against"
                        + " them"));
    }

    /// Whether the outage was in a region that users are served from by the file. One that stands by is left by no
    /// plan.
    private boolean isOfAPlaceThatServes(Application application) {
        return incident.places().stream()
                .flatMap(place -> Optional.ofNullable(application.roles().get(place)).stream())
                .anyMatch(role -> role != Role.STANDBY);
    }

    private String ofALostRegion(Application application) {
        SequencedMap<String, RecoveryTime.Phase> phases = new Recovery(subject, application)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION);
        String noticed = planned(Optional.ofNullable(phases.get("detect"))
                .flatMap(phase -> phase.span().plan()));
        return "by the file a lost region of `" + application.name() + "` is noticed " + noticed + ", and over "
                + planned(Recovery.sum(phases).plan());
    }

    /// An outage of no region that serves is noticed by a probe of what it takes, if there is one.
    private String ofOtherCauses(Application application) {
        List<String> probes = subject.said(application).failover().probes().values().stream()
                .filter(probe -> probe.to().filter(incident.affects()::contains).isPresent())
                .map(Failover.Probe::name)
                .toList();
        if (probes.isEmpty()) {
            return incident.affects().isEmpty()
                    ? "without a promise nothing says whether that is too long"
                    : "no probe of the file asks " + Listed.names(incident.affects()) + ", and without a promise"
                            + " nothing says whether that is too long";
        }
        return "by the file " + Listed.names(probes) + (probes.size() == 1 ? " asks" : " ask") + " for it, and"
                + " without a promise nothing says whether that is too long";
    }

    private static String planned(Optional<Duration> time) {
        return time.map(most -> "within " + text(most)).orElse("after a time that nothing bounds");
    }

    private boolean concerns(Application application) {
        boolean isThere =
                incident.places().isEmpty() || incident.places().stream().anyMatch(application.roles()::containsKey);
        return isThere && (incident.affects().isEmpty() || isNeeded(application));
    }

    /// Whether the application serves with one of the parts that the outage took, or owns what one of them keeps.
    private boolean isNeeded(Application application) {
        Reach reach = Reach.of(subject, application.name());
        return incident.affects().stream()
                .anyMatch(name -> reach.services().contains(name)
                        || reach.stores().contains(name)
                        || reach.externals().contains(name)
                        || reach.lost().contains(name));
    }

    private Optional<Finding> against(Application application) {
        Topology.Application said = subject.said(application);
        List<String> broken = new ArrayList<>();
        List<String> promises = new ArrayList<>();
        String path = subject.path(application.name(), "objectives.");
        availability(said.objectives()).ifPresent(share -> {
            broken.add(share);
            promises.add(path + "availability");
        });
        Optional<Duration> rto = rto(said.objectives());
        incident.lasted()
                .flatMap(time -> rto.filter(most -> time.compareTo(most) > 0))
                .ifPresent(most -> {
                    broken.add("an rto of " + text(most) + " is promised");
                    promises.add(path + "rto");
                });
        notice(application, rto).ifPresent(broken::add);
        List<OutageClaims.Held> claims = claims(application, promises);
        claims.forEach(claim -> {
            broken.add(claim.broken().orElseThrow());
            promises.add(claim.path());
        });
        boolean isUsual = broken.size() == claims.size() && claims.stream().noneMatch(OutageClaims.Held::isBound);
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(broken(broken, promises)).map(found -> isUsual ? found.with(Severity.NOTE) : found);
    }

    /// The claims that the outage breaks, bounds first, where no objective of the same kind is broken already.
    ///
    /// @param promises the objectives that are broken
    private List<OutageClaims.Held> claims(Application application, List<String> promises) {
        return new OutageClaims(subject, application, incident)
                .held().stream()
                        .filter(claim -> claim.broken().isPresent()
                                && promises.stream()
                                        .noneMatch(path -> path.endsWith(
                                                "." + claim.objective().text())))
                        .sorted(Comparator.comparing(claim -> !claim.isBound()))
                        .toList();
    }

    /// @param broken what is broken
    /// @param promises where it is promised
    private Finding broken(List<String> broken, List<String> promises) {
        Finding finding = Finding.of(
                Rule.OUTAGE_BREAKS_A_PROMISE,
                "incidents." + incident.name(),
                incident.title() + ends() + ": " + String.join("; ", broken),
                "it has happened, so a sum over failures that are independent of each other does not exclude it"
                        + (incident.causes().isEmpty() ? "" : " (" + Listed.plain(incident.causes()) + ")"),
                "promises that such an outage keeps, or a change after which its cause cannot take "
                        + (incident.places().size() > 1
                                ? Listed.regions(incident.places()) + " together"
                                : "the system")
                        + " again");
        return promises.isEmpty() ? finding : finding.about(promises.getFirst());
    }

    /// How long it lasted, and how long its repair took, where the file says so.
    private String ends() {
        return incident.lasted().map(time -> " lasted " + text(time)).orElse("")
                + incident.repaired()
                        .map(time -> ", was repaired after " + text(time))
                        .orElse("");
    }

    private Optional<String> availability(Topology.Objectives said) {
        return said.overall().availability().isEmpty()
                ? Optional.empty()
                : incident.lasted()
                        .flatMap(lasted -> beyond(
                                said.overall().availability().getAsDouble(),
                                "",
                                said.measured().orElse(Topology.Cadence.YEARLY),
                                lasted));
    }

    /// What a promised availability leaves of one period, where an outage took more.
    ///
    /// @param owner who promises it, as ` of NAME`; nothing for an application
    static Optional<String> beyond(double promised, String owner, Topology.Cadence measured, Duration lasted) {
        Duration period = AvailabilityFindings.term(measured);
        Duration left = Duration.ofSeconds(Math.round((1 - promised) * period.toSeconds()));
        double reached = 1 - lasted.toMillis() / (double) period.toMillis();
        return lasted.compareTo(left) > 0
                ? Optional.of(Availability.percent(promised) + owner + " leaves " + text(left) + " in "
                        + AvailabilityFindings.text(measured) + ", and one outage like it leaves "
                        + Availability.percent(reached))
                : Optional.empty();
    }

    private static Optional<Duration> rto(Topology.Objectives said) {
        return Optional.ofNullable(said.disruptions().get(Topology.Disruption.REGION))
                .flatMap(Topology.Bounds::rto)
                .or(said::rto);
    }

    private Optional<String> notice(Application application, Optional<Duration> rto) {
        Optional<Duration> planned =
                subject.said(application).failover().human().notice();
        return incident.noticed().flatMap(noticed -> {
            boolean later = planned.filter(time -> noticed.compareTo(time) > 0).isPresent();
            boolean tooLate = rto.filter(time -> noticed.compareTo(time) > 0).isPresent();
            if (!later && !tooLate) {
                return Optional.empty();
            }
            return Optional.of("people knew after " + text(noticed)
                    + (later ? ", and `human.notice` plans " + text(planned.orElseThrow()) : "")
                    + (tooLate ? ", which is past the time to recover before any decision" : ""));
        });
    }
}
