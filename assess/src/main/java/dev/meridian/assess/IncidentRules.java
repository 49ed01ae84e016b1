package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Recorded outages, held against the promises: their length against the availability of one period and the time
/// to recover, the time until people knew against the notice that is planned. Where nothing of that is there, a
/// note says what the outage showed.
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
                                stake.application().equals(application) && stake.objective() == Promise.Objective.RTO);
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
                incident.places().isEmpty() ? ofOtherCauses(application) : ofALostRegion(application),
                "`" + subject.path(application.name(), "objectives")
                        + "` with the availability and the rto that users are owed: the outage is then held against"
                        + " them"));
    }

    private String ofALostRegion(Application application) {
        SequencedMap<String, RecoveryTime.Phase> phases = new Recovery(subject, application)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION);
        String noticed = planned(Optional.ofNullable(phases.get("detect"))
                .flatMap(phase -> phase.span().plan()));
        return "by the file a lost region of `" + application.name() + "` is noticed " + noticed + ", and over "
                + planned(Recovery.sum(phases).plan());
    }

    /// An outage of no region is noticed by a probe of what it takes, if there is one.
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
        Optional<String> promise = Optional.empty();
        Optional<String> share = availability(said.objectives());
        if (share.isPresent()) {
            broken.add(share.get());
            promise = Optional.of("availability");
        }
        Optional<Duration> rto = rto(said.objectives());
        Optional<Duration> lasted = incident.lasted()
                .filter(time -> rto.filter(most -> time.compareTo(most) > 0).isPresent());
        if (lasted.isPresent()) {
            broken.add("an rto of " + text(rto.orElseThrow()) + " is promised");
            promise = promise.or(() -> Optional.of("rto"));
        }
        notice(application, rto).ifPresent(broken::add);
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        String key = promise.orElse("rto");
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
        return Optional.of(
                promise.isPresent() ? finding.about(subject.path(application.name(), "objectives." + key)) : finding);
    }

    /// How long it lasted, and how long its repair took, where the file says so.
    private String ends() {
        return incident.lasted().map(time -> " lasted " + text(time)).orElse("")
                + incident.repaired()
                        .map(time -> ", was repaired after " + text(time))
                        .orElse("");
    }

    /// What the promised availability leaves of one period, where the outage took more.
    private Optional<String> availability(Topology.Objectives said) {
        if (said.overall().availability().isEmpty() || incident.lasted().isEmpty()) {
            return Optional.empty();
        }
        double promised = said.overall().availability().getAsDouble();
        Topology.Cadence measured = said.measured().orElse(Topology.Cadence.YEARLY);
        Duration period = AvailabilityFindings.term(measured);
        Duration left = Duration.ofSeconds(Math.round((1 - promised) * period.toSeconds()));
        Duration lasted = incident.lasted().get();
        double reached = 1 - lasted.toMillis() / (double) period.toMillis();
        return lasted.compareTo(left) > 0
                ? Optional.of(Availability.percent(promised) + " leaves " + text(left) + " in "
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
