package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A check of what the control of a failover needs (`failover.control.dependsOn`): it has to be there when the
/// region is not.
final class ControlNeeds {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    private ControlNeeds(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            List<String> needed = subject.said(application).failover().control().stream()
                    .map(Failover.Control::dependsOn)
                    .flatMap(List::stream)
                    .toList();
            ControlNeeds needs = new ControlNeeds(subject, application, findings);
            needed.forEach(needs::place);
            needs.unknown(needed);
        }
    }

    private String path() {
        return subject.path(application.name(), "failover.control.dependsOn");
    }

    /// Something that lives where the primary is, or where one event takes both.
    private void place(String needed) {
        RegionName primary = application.primary();
        List<RegionName> places = places(needed);
        if (places.isEmpty()) {
            return;
        }
        if (places.stream().allMatch(primary::equals)) {
            findings.add(Finding.of(
                    Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION,
                    path(),
                    "the control of the failover needs `" + needed + "`, which lives in " + primary,
                    "when " + primary + " is lost, the failover waits for the very thing that is lost",
                    subject.topology().externals().containsKey(needed)
                            ? "do without it in the failover, or one whose control is in another region"
                            : "do without it in the failover, or have it outside " + primary + " too"));
            return;
        }
        for (Events.Fate fate : subject.topology().fates().values()) {
            if (fate.places().contains(primary) && fate.places().containsAll(places)) {
                findings.add(Finding.of(
                                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION,
                                path(),
                                "the control of the failover needs `" + needed + "`, which is in "
                                        + Listed.regions(places) + ", and one event of `" + fate.name()
                                        + "` takes that together with " + primary,
                                "after such an event the failover waits for something that is lost too",
                                "do without it in the failover, or one outside of the places of `" + fate.name() + "`")
                        .with(Severity.WARNING));
            }
        }
    }

    /// The regions without which it is gone; empty where the file does not say, or it survives the loss of each.
    private List<RegionName> places(String name) {
        Topology.External external = subject.topology().externals().get(name);
        if (external != null) {
            return external.controlIn()
                    .filter(application.primary()::equals)
                    .map(List::of)
                    .orElse(external.in());
        }
        Service service = subject.blueprint().services().get(name);
        if (service != null) {
            return service.regions();
        }
        return Optional.ofNullable(subject.blueprint().stores().get(name))
                .filter(store -> store.members().size() == 1)
                .map(Store::members)
                .orElse(List.of());
    }

    /// One note for all external services of which the file says neither the place nor the level of service.
    private void unknown(List<String> needed) {
        List<String> unknown = new ArrayList<>();
        for (String name : needed) {
            Topology.External external = subject.topology().externals().get(name);
            boolean isSilent = external != null
                    && external.sla().isEmpty()
                    && external.in().isEmpty()
                    && external.controlIn().isEmpty();
            if (isSilent) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            boolean isOne = unknown.size() == 1;
            findings.add(Finding.of(
                    Rule.CONTROL_NEEDS_UNKNOWN,
                    path(),
                    "the failover of `" + application.name() + "` needs " + Listed.names(unknown)
                            + ", and the file says neither where " + (isOne ? "it is" : "they are")
                            + " nor what is owed for " + (isOne ? "it" : "them"),
                    "while " + (isOne ? "it is" : "one of them is")
                            + " out the control moves nothing, and no time to recover includes that",
                    "its `sla`, `in` or `controlIn` under `external`, or a way to move without it, tried in a drill"));
        }
    }
}
