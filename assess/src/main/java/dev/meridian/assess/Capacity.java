package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/// How large a region is beside the one that it stands in for.
final class Capacity {
    private final Subject subject;
    private final Application application;

    Capacity(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    /// The first target's size before a failover, as a share of the primary's; 1 where nothing else is said.
    double before(RegionName target) {
        return said(target)
                .map(capacity -> capacity.min().orElse(capacity.share().orElse(1)))
                .orElse(1.0);
    }

    /// The most that it can be scaled to.
    double after(RegionName target) {
        return said(target)
                .map(capacity -> capacity.max().orElse(capacity.share().orElse(1)))
                .orElse(1.0);
    }

    Optional<Topology.Capacity> said(RegionName target) {
        return Objects.requireNonNull(subject.topology().regions().get(target)).capacity();
    }

    /// What the file says of its machines: the slowest group counts.
    private Optional<Term> declared() {
        Figures figures = new Figures(subject);
        return subject.topology().compute().nodes().values().stream()
                .filter(nodes -> nodes.scaleOut().isPresent())
                .max(Comparator.comparing(nodes -> nodes.scaleOut().orElseThrow()))
                .map(nodes -> figures.said(
                        "scaling out `" + nodes.name() + "`",
                        "compute.nodes." + nodes.name() + ".scaleOut",
                        nodes.scaleOut().orElseThrow()));
    }

    /// Until the target carries the load.
    Term scale() {
        Optional<RegionName> target = application.failover().targets().stream().findFirst();
        if (target.isEmpty() || application.roles().get(target.get()) != Role.STANDBY || before(target.get()) >= 1) {
            return Figures.none("scale");
        }
        Optional<Term> declared = declared();
        if (declared.isPresent() && before(target.get()) > 0) {
            return declared.get();
        }
        String path = "regions." + target.get() + ".capacity";
        return Figures.recovery(before(target.get()) > 0 ? Mechanism.WARM_STANDBY : Mechanism.PILOT_LIGHT, path);
    }
}
