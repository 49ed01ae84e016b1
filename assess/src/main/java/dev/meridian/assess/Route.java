package dev.meridian.assess;

import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How users get to the new side. An answer of DNS lives for its TTL, and in some places longer; a fixed
/// address needs no new answer. With several entrances the slowest way counts.
final class Route {
    private final Subject subject;
    private final Figures figures;
    private final List<Topology.Entrance> byName;

    Route(Subject subject, Figures figures) {
        this.subject = subject;
        this.figures = figures;
        this.byName = subject.topology().traffic().entrances().values().stream()
                .filter(entrance -> !keepsItsAddress(entrance))
                .toList();
    }

    private boolean keepsItsAddress(Topology.Entrance entrance) {
        boolean accelerated = subject.topology().traffic().accelerator().isPresent();
        return entrance.turned()
                .map(turned -> turned == Topology.Switch.ANYCAST || turned == Topology.Switch.CDN_ORIGIN)
                .orElse(accelerated);
    }

    /// The time that an answer may be kept, and before it that of a change of the answer where somebody makes one.
    Term ttl() {
        if (byName.isEmpty()) {
            return Figures.none("TTL");
        }
        Optional<Topology.Entrance> alias = byName.stream()
                .filter(entrance -> entrance.alias().orElse(false))
                .findFirst();
        Duration said = subject.blueprint().traffic().ttl();
        Duration fixed = Mechanism.ALIAS.recovery().plan().orElseThrow();
        Term ttl = alias.isPresent() && fixed.compareTo(said) > 0
                ? Figures.recovery(
                        Mechanism.ALIAS, "traffic.entrances." + alias.get().name() + ".alias")
                : figures.said("TTL", "traffic.ttl", said);
        boolean changes = byName.stream()
                .anyMatch(entrance -> entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL)));
        return changes ? ttl.with(ttl.span().plus(Mechanism.RECORD_CHANGE.recovery())) : ttl;
    }

    /// What the file says of its clients, else what was measured of the world's.
    Term tail() {
        if (byName.isEmpty()) {
            return Figures.none("resolvers");
        }
        String path = "traffic.clients.ignoreTtl";
        return subject.topology()
                .traffic()
                .clients()
                .ignoreTtl()
                .map(time -> figures.said("clients beyond the TTL", path, time).with(Span.of(Duration.ZERO, time)))
                .orElseGet(() -> Figures.recovery(Mechanism.RESOLVER_TAIL, path));
    }
}
