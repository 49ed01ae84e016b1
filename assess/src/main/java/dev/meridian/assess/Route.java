package dev.meridian.assess;

import dev.meridian.blueprint.Application;
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
    private final boolean throughCdn;

    /// @param application whose users they are
    Route(Subject subject, Figures figures, Application application) {
        this.subject = subject;
        this.figures = figures;
        List<Topology.Entrance> own = subject.topology().traffic().entrances().values().stream()
                .filter(entrance -> isOf(application, entrance))
                .toList();
        this.byName =
                own.stream().filter(entrance -> !keepsItsAddress(entrance)).toList();
        this.throughCdn =
                own.stream().anyMatch(entrance -> entrance.turned().equals(Optional.of(Topology.Switch.CDN_ORIGIN)));
    }

    private boolean isOf(Application application, Topology.Entrance entrance) {
        String service = entrance.to().orElse(entrance.name());
        String owner = entrance.application()
                .or(() -> Optional.ofNullable(subject.blueprint().services().get(service))
                        .map(found -> found.application()))
                .orElse("");
        return owner.isEmpty() || owner.equals(application.name());
    }

    private boolean keepsItsAddress(Topology.Entrance entrance) {
        boolean accelerated = subject.topology().traffic().accelerator().isPresent();
        return entrance.turned()
                .map(turned -> turned == Topology.Switch.ANYCAST || turned == Topology.Switch.CDN_ORIGIN)
                .orElse(accelerated);
    }

    /// The time that an answer may be kept, and before it that of a change of the answer where somebody makes one.
    /// An alias has a time of its own, whatever the file says.
    Term ttl() {
        if (byName.isEmpty()) {
            return throughCdn ? Figures.recovery(Mechanism.CDN_ORIGIN, "traffic.cdn") : Figures.none("TTL");
        }
        List<Topology.Entrance> aliases = byName.stream()
                .filter(entrance -> entrance.alias().orElse(false))
                .toList();
        Duration said = subject.blueprint().traffic().ttl();
        boolean onlyAliases = aliases.size() == byName.size();
        boolean longer = !aliases.isEmpty()
                && Mechanism.ALIAS.recovery().plan().orElseThrow().compareTo(said) > 0;
        Term ttl = onlyAliases || longer
                ? Figures.recovery(
                        Mechanism.ALIAS,
                        "traffic.entrances." + aliases.getFirst().name() + ".alias")
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
