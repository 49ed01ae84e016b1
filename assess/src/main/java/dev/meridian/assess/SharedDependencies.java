package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Objects;

/// A check of external services that all regions share (`scope: global`) and that users cannot do without: a fault
/// of one is a fault of every region at once.
final class SharedDependencies {
    private SharedDependencies() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            List<Topology.External> shared = Reach.of(subject, application.name()).externals().stream()
                    .map(name -> Objects.requireNonNull(
                            subject.topology().externals().get(name)))
                    .filter(external -> external.scope()
                            .filter(Topology.Scope.GLOBAL::equals)
                            .isPresent())
                    .toList();
            if (application.roles().size() > 1 && !shared.isEmpty()) {
                findings.add(finding(subject, application, shared));
            }
        }
    }

    /// A promise of availability rests on it; where its provider owes a level, the sum of the promise has that.
    private static Finding finding(Subject subject, Application application, List<Topology.External> shared) {
        boolean isOne = shared.size() == 1;
        boolean isPromised =
                subject.said(application).objectives().overall().availability().isPresent()
                        && shared.stream().anyMatch(external -> external.sla().isEmpty());
        List<String> paths = shared.stream()
                .map(external -> "external." + external.name() + ".scope")
                .toList();
        Finding finding = Finding.of(
                        Rule.SHARED_BY_ALL_REGIONS,
                        paths.getFirst(),
                        "`" + application.name() + "` needs "
                                + Listed.names(shared.stream()
                                        .map(Topology.External::name)
                                        .toList())
                                + ", which " + (isOne ? "is" : "are") + " one for all regions",
                        "a fault of " + (isOne ? "it" : "one of them")
                                + " is a fault of every region at once, and no failover between regions helps",
                        "`soft` in `dependsOn` and a way to serve without it, or a second provider beside it"
                                + (isPromised ? "; else its `sla`, so that the availability counts it" : ""))
                .andAt(paths.subList(1, paths.size()));
        return isPromised ? finding : finding.with(Severity.NOTE);
    }
}
