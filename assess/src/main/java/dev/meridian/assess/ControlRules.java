package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
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
            state(control, primary).ifPresent(findings::add);
        }
    }

    /// A state that is kept in a store of the file is where the copies of that are.
    private Optional<Finding> state(Failover.Control control, RegionName primary) {
        Optional<ControlState> store = ControlState.of(subject, application, control);
        return store.isPresent()
                ? store.get().finding(path("stateIn"))
                : Optional.of(inTheLostRegion(
                        path("stateIn"),
                        "the control of the failover keeps its state in " + primary + " only",
                        primary));
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
        Fronts fronts = new Fronts(subject, application);
        for (Topology.Entrance entrance :
                subject.topology().traffic().entrances().values()) {
            for (String provider : isChanged(fronts, entrance) ? turned(fronts, entrance) : List.<String>of()) {
                controlPlane(provider)
                        .filter(application.primary()::equals)
                        .ifPresent(plane -> findings.add(changed(entrance, provider, plane)));
            }
        }
    }

    /// Whether the users of an entrance move when a person or a control changes settings: the switch says so, or
    /// no health check turns what answers for them.
    private boolean isChanged(Fronts fronts, Topology.Entrance entrance) {
        boolean isUnchecked = entrance.health().equals(Optional.of(new Topology.EntranceHealth.None()));
        boolean isRecord = fronts.turn(entrance) == Fronts.Turn.NAMES
                && (isUnchecked
                        || (application.failover().mode() != Mode.AUTOMATIC
                                && entrance.turned().equals(Optional.of(Topology.Switch.DNS))));
        boolean isOrigin = fronts.turn(entrance) == Fronts.Turn.ORIGIN
                && isUnchecked
                && entrance.originFailover().isEmpty();
        boolean isRewritten = (isRecord || isOrigin)
                && subject.isProviderRun(application)
                && (isOrigin || !entrance.providers().isEmpty())
                && application.roles().size() > 1
                && Watch.isOf(subject, application, entrance)
                && !fronts.isTurnedByChecks(entrance)
                && !entrance.turned().equals(Optional.of(Topology.Switch.ROUTING_CONTROL));
        return entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL)) || isRewritten;
    }

    private static Finding changed(Topology.Entrance entrance, String provider, RegionName plane) {
        boolean isSaid = entrance.turned().isPresent();
        return Finding.of(
                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION,
                "traffic.entrances." + entrance.name() + (isSaid ? ".switch" : ".providers"),
                "moving the users of `" + entrance.name() + "` changes settings of " + provider + ", which is done in "
                        + plane,
                "answers go on without " + plane + ", changes of them do not (AWS Whitepaper, Fault Isolation"
                        + " Boundaries, Global services, 2026-11)",
                switch (Fronts.normal(provider)) {
                    case "global-accelerator" ->
                        "`switch: anycast`: health checks of its endpoints decide by themselves";
                    case "cloudfront" -> "an origin group, whose next origin is tried without " + plane;
                    default ->
                        "health checks that decide by themselves, or routing controls that are ready beforehand"
                                + " (`switch: routing-control`): both go on without " + plane;
                });
    }

    /// Whose settings are changed to move users: those of who answers for the name; where nobody is named, of the
    /// fixed addresses or of the CDN before it.
    private List<String> turned(Fronts fronts, Topology.Entrance entrance) {
        Topology.Traffic traffic = subject.topology().traffic();
        return entrance.providers().isEmpty()
                ? traffic
                        .accelerator()
                        .flatMap(Topology.Accelerator::kind)
                        .or(() -> traffic.cdn()
                                .filter(_ -> fronts.turn(entrance) == Fronts.Turn.ORIGIN)
                                .flatMap(Topology.Cdn::kind))
                        .stream()
                        .toList()
                : entrance.providers();
    }

    /// Where the settings of a global service are changed (AWS Whitepaper, Fault Isolation Boundaries, Global
    /// services and Appendix B, 2026-11; that of CloudFront recalled, not verified). With accelerated recovery
    /// Route 53 takes changes of a public zone again about 60 min after the loss is noticed (Amazon Route 53
    /// Developer Guide, 2026-11), which no key of a file says.
    private static Optional<RegionName> controlPlane(String provider) {
        return switch (Fronts.normal(provider)) {
            case "route53", "route-53", "cloudfront" -> Optional.of(new RegionName("us-east-1"));
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
