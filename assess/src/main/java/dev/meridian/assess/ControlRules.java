package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Whether what decides and acts survives the region that it has to leave.
final class ControlRules {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    private ControlRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            ControlRules rules = new ControlRules(subject, application, findings);
            Optional<Failover.Control> control =
                    subject.said(application).failover().control();
            control.ifPresent(rules::control);
            rules.alarms();
            rules.switches();
        }
        traffic(subject, findings);
    }

    private void control(Failover.Control control) {
        RegionName primary = application.primary();
        if (isOnlyIn(control.in(), primary)) {
            findings.add(
                    inTheLostRegion(path("in"), "the control of the failover runs in " + primary + " only", primary));
        }
        if (isOnlyIn(control.stateIn(), primary)) {
            findings.add(inTheLostRegion(
                    path("stateIn"), "the control of the failover keeps its state in " + primary + " only", primary));
        }
    }

    /// What is woken by an alarm is as far away as the alarm.
    private void alarms() {
        Failover said = subject.said(application).failover();
        for (Failover.Trigger trigger : said.triggers().values()) {
            boolean there = trigger.in().equals(Optional.of(application.primary()));
            if (there && trigger.act() == Failover.Act.FAILOVER) {
                findings.add(inTheLostRegion(
                        subject.path(application.name(), "failover.triggers." + trigger.name() + ".in"),
                        "the alarm behind the trigger `" + trigger.name() + "` lives in " + application.primary(),
                        application.primary()));
            }
        }
    }

    /// A switch that is a change of the provider's settings needs the region where these are changed.
    private void switches() {
        for (Topology.Entrance entrance :
                subject.topology().traffic().entrances().values()) {
            boolean changes = entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL));
            for (String provider : changes ? turned(entrance) : List.<String>of()) {
                controlPlane(provider)
                        .filter(application.primary()::equals)
                        .ifPresent(plane -> findings.add(Finding.of(
                                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION,
                                "traffic.entrances." + entrance.name() + ".switch",
                                "moving the users of `" + entrance.name() + "` changes settings of " + provider
                                        + ", which is done in " + plane,
                                "answers go on without " + plane + ", changes of them do not",
                                provider.equals("route53")
                                        ? "`switch: dns` with health checks that decide by themselves, or `anycast`"
                                        : "`switch: anycast`: health checks of its endpoints decide by themselves")));
            }
        }
    }

    /// Whose settings are changed to move users: those of who answers for the name; where nobody is named, of the
    /// fixed addresses before it.
    private List<String> turned(Topology.Entrance entrance) {
        return entrance.providers().isEmpty()
                ? subject.topology().traffic().accelerator().flatMap(Topology.Accelerator::kind).stream()
                        .toList()
                : entrance.providers();
    }

    /// Where the settings of a global service are changed (AWS Whitepaper, Fault Isolation Boundaries, global
    /// services; 2026-11).
    private static Optional<RegionName> controlPlane(String provider) {
        return switch (provider) {
            case "route53" -> Optional.of(new RegionName("us-east-1"));
            case "global-accelerator" -> Optional.of(new RegionName("us-west-2"));
            default -> Optional.empty();
        };
    }

    private String path(String key) {
        return subject.path(application.name(), "failover.control." + key);
    }

    private static void traffic(Subject subject, List<Finding> findings) {
        List<RegionName> in = subject.topology().traffic().controlIn();
        for (Application application : subject.blueprint().applications().values()) {
            if (isOnlyIn(in, application.primary())) {
                boolean isTold = findings.stream()
                        .anyMatch(finding -> finding.rule() == Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION
                                && finding.at().startsWith("traffic.entrances."));
                if (!isTold && isTurnedByControl(subject, application)) {
                    findings.add(ofTraffic(subject, application));
                } else if (!isTold) {
                    findings.add(besideChecks(application.primary()));
                }
                return;
            }
        }
    }

    /// The place of a provider's control plane cannot be moved; an action of its data plane does without it.
    private static Finding ofTraffic(Subject subject, Application application) {
        RegionName primary = application.primary();
        Finding finding = inTheLostRegion(
                "traffic.control.in", "the control that turns the traffic runs in " + primary + " only", primary);
        boolean isProviders = subject.topology().traffic().entrances().values().stream()
                .flatMap(entrance -> entrance.providers().stream())
                .anyMatch(provider -> controlPlane(provider).equals(Optional.of(primary)));
        return isProviders
                ? finding.withFix(
                        "health checks that decide by themselves, or routing controls (`switch: routing-control`) that"
                                + " are ready beforehand: both are data plane; the place of the provider's own control"
                                + " plane cannot be changed")
                : finding;
    }

    /// Health checks go on without the control; a move that a person or a script starts does not.
    private static Finding besideChecks(RegionName primary) {
        return Finding.of(
                        Rule.CONTROL_IN_THE_LOST_REGION,
                        "traffic.control.in",
                        "the control that turns the traffic runs in " + primary + " only",
                        "health checks turn users without it; while " + primary
                                + " is gone, nobody can turn them by hand or hold them where they are",
                        "a way to turn users that does not need " + primary + ", tried in a drill")
                .with(Severity.NOTE);
    }

    /// Whether some entrance is not turned by health checks alone.
    private static boolean isTurnedByControl(Subject subject, Application application) {
        Fronts fronts = new Fronts(subject, application);
        return fronts.entrances().isEmpty() || !fronts.entrances().stream().allMatch(fronts::isTurnedByChecks);
    }

    private static boolean isOnlyIn(List<RegionName> places, RegionName primary) {
        return !places.isEmpty() && places.stream().allMatch(primary::equals);
    }

    static Finding inTheLostRegion(String path, String statement, RegionName primary) {
        return Finding.of(
                Rule.CONTROL_IN_THE_LOST_REGION,
                path,
                statement,
                "with " + primary + " it is gone at the one moment for which it was built",
                "a place outside " + primary + " too, best three places of which one is neither source nor target");
    }
}
