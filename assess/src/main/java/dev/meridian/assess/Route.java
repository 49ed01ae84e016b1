package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The way of users to another region. An answer of DNS lives for its TTL, and in some places longer; a fixed
/// address needs no new answer. With several entrances the slowest way counts.
final class Route {
    private final Subject subject;
    private final Figures figures;
    private final Fronts fronts;
    private final List<Topology.Entrance> own;
    private final List<Topology.Entrance> byName;

    /// @param application whose users they are
    Route(Subject subject, Figures figures, Application application) {
        this.subject = subject;
        this.figures = figures;
        this.fronts = new Fronts(subject, application);
        this.own = fronts.entrances();
        this.byName =
                own.stream().filter(entrance -> !keepsItsAddress(entrance)).toList();
    }

    private boolean keepsItsAddress(Topology.Entrance entrance) {
        boolean accelerated = subject.topology().traffic().accelerator().isPresent();
        return entrance.turned()
                .map(turned -> turned == Topology.Switch.ANYCAST || turned == Topology.Switch.CDN_ORIGIN)
                .orElse(accelerated);
    }

    /// Whether health checks move the users of every entrance, and no person or control does.
    boolean movesByItself() {
        return !own.isEmpty()
                && own.stream()
                        .allMatch(entrance -> entrance.route().contains(Topology.Route.HEALTH)
                                || (keepsItsAddress(entrance)
                                        && !entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL))));
    }

    /// The time that an answer may be kept, and before it that of a change of the answer where a person or a
    /// control makes one. An alias has a time that its provider sets.
    Term ttl() {
        if (byName.isEmpty()) {
            return throughCdn();
        }
        Duration said = subject.blueprint().traffic().ttl();
        Term ttl = figures.said("TTL", "traffic.ttl", said);
        for (Topology.Entrance entrance : byName) {
            if (entrance.alias().orElse(false)) {
                ttl = alias(entrance, ttl, said);
            }
        }
        for (Topology.Entrance entrance : byName) {
            if (entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL))) {
                return changed(entrance, ttl);
            }
        }
        return ttl;
    }

    private Term throughCdn() {
        boolean throughCdn =
                own.stream().anyMatch(entrance -> entrance.turned().equals(Optional.of(Topology.Switch.CDN_ORIGIN)));
        if (!throughCdn) {
            return Figures.none("TTL");
        }
        Optional<String> kind = subject.topology()
                .traffic()
                .cdn()
                .flatMap(Topology.Cdn::kind)
                .or(() -> own.stream()
                        .flatMap(entrance -> entrance.providers().stream())
                        .filter(word -> HealthChecks.of(word).isPresent())
                        .findFirst())
                .or(() -> subject.topology().traffic().accelerator().flatMap(Topology.Accelerator::kind))
                .or(fronts::cdnOfItsCloud);
        return kind.flatMap(HealthChecks::of)
                .map(checks -> new Term(
                        checks.service(),
                        Span.of(Duration.ofSeconds(1), checks.timeout().multipliedBy(checks.failures())),
                        Term.Basis.SOURCED,
                        checks.source().cited(),
                        Optional.of("traffic.cdn")))
                .orElseGet(() -> Term.unknown(
                        "change of the origin",
                        "no figure is known for the CDN `" + kind.orElse("") + "`; declare a step `route` with `takes`",
                        "traffic.cdn"));
    }

    private Term alias(Topology.Entrance entrance, Term ttl, Duration said) {
        boolean only = byName.stream().allMatch(other -> other.alias().orElse(false));
        String path = "traffic.entrances." + entrance.name() + ".alias";
        return fronts.names(entrance)
                .filter(names -> names.alias()
                        .filter(time -> only || time.compareTo(said) > 0)
                        .isPresent())
                .map(names -> new Term(
                        "TTL of an alias",
                        Span.exactly(names.alias().orElseThrow()),
                        Term.Basis.SOURCED,
                        names.source().cited(),
                        Optional.of(path)))
                .orElse(ttl);
    }

    private Term changed(Topology.Entrance entrance, Term ttl) {
        return fronts.names(entrance)
                .map(names ->
                        ttl.with(ttl.span().plus(names.change())).named(ttl.name() + " and the change of a record"))
                .orElseGet(() -> Term.unknown(
                        "change of the settings that send users of `" + entrance.name() + "`",
                        "no figure is known for its provider; declare a step `route` with `takes`",
                        "traffic.entrances." + entrance.name() + ".providers"));
    }

    /// The file's own figure of its clients, else a measurement of the world's.
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
                .orElseGet(() -> Figures.planned(PlanningValue.RESOLVERS, path));
    }
}
