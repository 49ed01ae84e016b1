package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;
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
            Optional<Failover.Control> control = Objects.requireNonNull(
                            subject.topology().applications().get(application.name()))
                    .failover()
                    .control();
            control.ifPresent(rules::control);
        }
        traffic(subject, findings);
    }

    private void control(Failover.Control control) {
        RegionName primary = application.primary();
        if (isOnlyIn(control.in(), primary)) {
            findings.add(
                    inTheLostRegion(path("in"), "the control of the failover runs in " + primary + " only", primary));
        }
        for (String needed : control.dependsOn()) {
            livesIn(needed)
                    .filter(primary::equals)
                    .ifPresent(region -> findings.add(Finding.of(
                            Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION,
                            path("dependsOn"),
                            "the control of the failover needs `" + needed + "`, which lives in " + region,
                            "when " + region + " is lost, the failover waits for the very thing that is lost",
                            "do without it in the failover, or one whose control is in another region")));
        }
    }

    private String path(String key) {
        return subject.path(application.name(), "failover.control." + key);
    }

    private static void traffic(Subject subject, List<Finding> findings) {
        List<RegionName> in = subject.topology().traffic().controlIn();
        for (Application application : subject.blueprint().applications().values()) {
            if (isOnlyIn(in, application.primary())) {
                findings.add(inTheLostRegion(
                        "traffic.control.in",
                        "what turns the traffic runs in " + application.primary() + " only",
                        application.primary()));
                return;
            }
        }
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

    /// The one region that something is lost with; empty if there is none.
    private Optional<RegionName> livesIn(String name) {
        Topology.External external = subject.topology().externals().get(name);
        if (external != null) {
            return external.controlIn();
        }
        Store store = subject.blueprint().stores().get(name);
        return Optional.ofNullable(store)
                .filter(found -> found.members().size() == 1)
                .map(Store::writer);
    }
}
