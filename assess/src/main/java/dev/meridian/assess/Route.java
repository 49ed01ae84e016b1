package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.OriginFailover;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Ttl;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The way of users to another region. An answer of DNS lives for its TTL, and in some places longer; an address
/// or a CDN before all regions needs no new answer, and an entrance with one place has no way at all. With
/// several entrances the slowest way counts.
final class Route {
    private final Subject subject;
    private final Application application;
    private final Figures figures;
    private final Fronts fronts;
    private final List<Topology.Entrance> own;
    private final List<Topology.Entrance> byName;

    /// @param application whose users they are
    /// @param services those that users come for
    Route(Subject subject, Figures figures, Application application, Collection<String> services) {
        this(subject, figures, application, new Fronts(subject, application, services));
    }

    /// @param reach the services that users come for, or the one entrance by which they come
    Route(Subject subject, Figures figures, Application application, Reach reach) {
        this(subject, figures, application, new Fronts(subject, application, reach));
    }

    private Route(Subject subject, Figures figures, Application application, Fronts fronts) {
        this(
                subject,
                figures,
                application,
                fronts,
                fronts.entrances().stream()
                        .filter(entrance -> !fronts.standsByAlone(entrance))
                        .toList());
    }

    private Route(
            Subject subject, Figures figures, Application application, Fronts fronts, List<Topology.Entrance> own) {
        this.subject = subject;
        this.application = application;
        this.figures = figures;
        this.fronts = fronts;
        this.own = own;
        this.byName = own.stream()
                .filter(entrance -> fronts.turn(entrance) == Fronts.Turn.NAMES)
                .toList();
    }

    /// The same without the users whom nothing moves, where others are moved.
    Route ofTheMoved() {
        List<Topology.Entrance> left = fronts.leftBehind();
        return new Route(
                subject,
                figures,
                application,
                fronts,
                own.stream().filter(entrance -> !left.contains(entrance)).toList());
    }

    /// Whether health checks or their own requests move the users of every entrance that has another place, and no
    /// person or control does.
    boolean movesByItself() {
        List<Topology.Entrance> moved = ofTheMoved().own;
        return !moved.isEmpty()
                && moved.stream()
                        .allMatch(entrance -> fronts.isTurnedByChecks(entrance)
                                || fronts.triesEachRequest(entrance)
                                || (fronts.turn(entrance) == Fronts.Turn.ADDRESS && !isChangedByControl(entrance)));
    }

    /// Whether some users move as answers for their name do.
    boolean isByName() {
        return !byName.isEmpty();
    }

    /// Whether there are entrances and none of them can be turned to another region.
    boolean hasNoTurn() {
        return !own.isEmpty() && own.stream().allMatch(entrance -> fronts.turn(entrance) == Fronts.Turn.NOTHING);
    }

    /// Whether a person or a control changes settings to move the users: the switch says so, or the weights name
    /// one region.
    private boolean isChangedByControl(Topology.Entrance entrance) {
        return entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL))
                || (subject.isProviderRun(application)
                        && fronts.weightsOfOne(entrance).isPresent());
    }

    /// The time until users are sent elsewhere: that of a kept answer, before it that of a change where a
    /// person or a control makes one, and no end where nothing can send any of them.
    ///
    /// @param reach what users come for
    /// @param disruption an entrance with one place is reached again after the loss of a zone
    /// @param counted as much of a term as counts
    Term ttl(Reach reach, Promise.Disruption disruption, UnaryOperator<Term> counted) {
        if (isUnsaid() && !reach.services().isEmpty()) {
            return counted.apply(Term.unknown(
                    "way of users to another region",
                    "the file has no entrance, and says `ttl: unknown`; declare `traffic.entrances`, and how long"
                            + " answers for their names are kept",
                    "traffic.ttl"));
        }
        Term slowest = Figures.none("TTL");
        for (Topology.Entrance entrance : ofTheMoved().own) {
            Term next = counted.apply(ttl(entrance, disruption));
            slowest = isSlower(next, slowest) ? next : slowest;
        }
        return slowest;
    }

    /// Whether the file says that nobody knows how long answers are kept, and no entrance that users come by. A
    /// file that is silent about both may have users who need no new answer.
    private boolean isUnsaid() {
        return subject.topology().traffic().entrances().isEmpty()
                && subject.topology()
                        .traffic()
                        .ttl()
                        .filter(ttl -> ttl.time().isEmpty())
                        .isPresent()
                && application.roles().size() > 1;
    }

    /// The users whom nothing moves, where others are moved: they wait until the lost region is back.
    List<Term> leftBehind() {
        return fronts.leftBehind().stream()
                .filter(own::contains)
                .map(this::unmoved)
                .toList();
    }

    /// The same of one entrance.
    Term ttl(Topology.Entrance entrance, Promise.Disruption disruption) {
        return switch (fronts.turn(entrance)) {
            case NOTHING -> disruption == Promise.Disruption.REGION ? unmoved(entrance) : Figures.none("one place");
            case NAMES -> byName(entrance);
            case ADDRESS -> isChangedByControl(entrance) ? changed(entrance) : Figures.none("address");
            case ORIGIN -> ofOrigin(entrance);
            case CLIENT -> byClients(entrance);
        };
    }

    private static boolean isSlower(Term next, Term known) {
        if (known.span().equals(Span.NEVER) || next.span().equals(Span.NEVER)) {
            return !known.span().equals(Span.NEVER);
        }
        if (known.span().plan().isEmpty() || next.span().plan().isEmpty()) {
            return known.span().plan().isPresent();
        }
        return next.span().plan().get().compareTo(known.span().plan().get()) > 0;
    }

    private Term unmoved(Topology.Entrance entrance) {
        String path = "traffic.entrances." + entrance.name();
        return fronts.onlyPlace(entrance)
                .map(place -> Figures.derived(
                        "no other place of `" + entrance.name() + "` than " + place,
                        Span.NEVER,
                        "its users reach " + place + " alone, and nothing while that is gone",
                        path + (entrance.in().isEmpty() ? "" : ".in")))
                .orElseGet(() -> Figures.derived(
                        "nothing moves the users of `" + entrance.name() + "`",
                        Span.NEVER,
                        "`switch: none`",
                        path + ".switch"));
    }

    private Term byName(Topology.Entrance entrance) {
        Term ttl = kept(entrance);
        if (entrance.alias().orElse(false)) {
            ttl = alias(entrance, ttl);
        }
        if (isChangedByControl(entrance)) {
            return changed(entrance, ttl);
        }
        return isRewritten(entrance) ? change(entrance, ttl).orElse(ttl) : ttl;
    }

    /// How long an answer for an entrance is kept, by its own key or that of all; unknown where the file says so.
    private Term kept(Topology.Entrance entrance) {
        String path = entrance.ttl().isPresent() ? "traffic.entrances." + entrance.name() + ".ttl" : "traffic.ttl";
        Optional<Ttl> said = entrance.ttl().or(subject.topology().traffic()::ttl);
        Duration time =
                said.flatMap(Ttl::time).orElse(subject.blueprint().traffic().ttl());
        return said.filter(ttl -> ttl.time().isEmpty()).isPresent()
                ? Term.unknown(
                        "TTL of `" + entrance.name() + "`",
                        "the file says `ttl: unknown`; ask the name's own servers for it, and declare `" + path + "`",
                        path)
                : figures.said("TTL", path, time);
    }

    /// The longest time for which an answer is kept that users move by; empty where one of these is unknown.
    Optional<Duration> longestKept() {
        Optional<Ttl> ofAll = subject.topology().traffic().ttl();
        List<Optional<Ttl>> said = byName.isEmpty()
                ? List.of(ofAll)
                : byName.stream()
                        .map(entrance -> entrance.ttl().or(() -> ofAll))
                        .toList();
        boolean isUnknown = said.stream()
                .flatMap(Optional::stream)
                .anyMatch(ttl -> ttl.time().isEmpty());
        Duration silent = subject.blueprint().traffic().ttl();
        return isUnknown
                ? Optional.empty()
                : said.stream()
                        .map(ttl -> ttl.flatMap(Ttl::time).orElse(silent))
                        .max(Duration::compareTo);
    }

    /// Whether a record is written anew to move the users, at a provider that the file names: no health check and
    /// no routing control turns it.
    private boolean isRewritten(Topology.Entrance entrance) {
        return !entrance.providers().isEmpty()
                && !fronts.isTurnedByChecks(entrance)
                && !entrance.turned().equals(Optional.of(Topology.Switch.ROUTING_CONTROL));
    }

    /// Checks that have a rhythm are part of the detection; those of each request are not.
    private Term ofOrigin(Topology.Entrance entrance) {
        Optional<String> kind = fronts.origin(entrance);
        Optional<HealthChecks> checks = kind.flatMap(HealthChecks::of);
        if (turnsReadsOnly(entrance, checks) && mayWrite()) {
            return Term.unknown(
                    "requests to `" + entrance.name() + "` that write",
                    "only requests that read are sent to the next origin; declare a step `route` with `takes` for what"
                            + " moves the others",
                    "traffic.entrances." + entrance.name());
        }
        if (entrance.originFailover().flatMap(OriginFailover::timeout).isPresent()) {
            return perRequest(entrance, checks);
        }
        if (!subject.isProviderRun(application) || fronts.isTurnedByChecks(entrance)) {
            return checks.map(found -> found.every().isZero() ? perRequest(found) : Figures.none("origin"))
                    .orElseGet(() -> Term.unknown(
                            "change of the origin",
                            "no figure is known for the CDN `" + kind.orElse("")
                                    + "`; declare a step `route` with `takes`",
                            "traffic.cdn"));
        }
        return Term.unknown(
                "change of the origin of `" + entrance.name() + "`",
                "no health check is said to change it, and no time of a change of its settings is known; declare a step"
                        + " `route` with `takes`",
                "traffic.entrances." + entrance.name());
    }

    /// Whether a request that writes fails while one that reads is answered by the next origin. A CDN that tries
    /// each request by itself does so by default: see the row of CloudFront.
    private static boolean turnsReadsOnly(Topology.Entrance entrance, Optional<HealthChecks> checks) {
        List<OriginFailover.Method> methods =
                entrance.originFailover().map(OriginFailover::methods).orElse(List.of());
        return methods.isEmpty()
                ? checks.filter(found -> found.every().isZero()).isPresent()
                : methods.stream().noneMatch(OriginFailover.Method::writes);
    }

    /// Whether the services behind the entrances keep anything that requests may change.
    private boolean mayWrite() {
        return own.stream()
                .map(Fronts::service)
                .flatMap(service -> Reach.ofService(subject, service).stores().stream())
                .anyMatch(store -> !subject.said(subject.store(store)).disposable());
    }

    /// The declared time of the attempts at an origin that does not answer.
    private Term perRequest(Topology.Entrance entrance, Optional<HealthChecks> checks) {
        OriginFailover said = entrance.originFailover().orElseThrow();
        int attempts = said.attempts().orElse(checks.map(HealthChecks::failures).orElse(1));
        String path = "traffic.entrances." + entrance.name() + ".originFailover.timeout";
        Duration all = said.timeout().orElseThrow().multipliedBy(attempts);
        return figures.said("attempts at the lost origin", path, all).with(Span.of(Duration.ZERO, all));
    }

    private static Term perRequest(HealthChecks checks) {
        Duration first = Duration.ofSeconds(1);
        Duration all = checks.timeout().multipliedBy(checks.failures());
        return new Term(
                checks.service(),
                Span.of(first, all.compareTo(first) < 0 ? first : all),
                Term.Basis.SOURCED,
                checks.source().cited(),
                Optional.of("traffic.cdn"));
    }

    private static Term byClients(Topology.Entrance entrance) {
        return Term.unknown(
                "turn of the clients of `" + entrance.name() + "`",
                "the clients choose a region themselves, and no time is known after which they try another one; declare"
                        + " a step `route` with `takes`",
                "traffic.entrances." + entrance.name() + ".route");
    }

    private Term alias(Topology.Entrance entrance, Term ttl) {
        boolean only = byName.stream().allMatch(other -> other.alias().orElse(false));
        String path = "traffic.entrances." + entrance.name() + ".alias";
        return fronts.names(entrance)
                .filter(names -> names.alias()
                        .filter(time -> only
                                || ttl.span()
                                        .plan()
                                        .filter(said -> time.compareTo(said) <= 0)
                                        .isEmpty())
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
        return change(entrance, ttl).orElseGet(() -> changed(entrance));
    }

    /// A kept answer with the time before it until all servers have the new one, where that is published.
    private Optional<Term> change(Topology.Entrance entrance, Term ttl) {
        return fronts.names(entrance)
                .filter(names -> names.change().plan().isPresent())
                .map(names ->
                        ttl.with(ttl.span().plus(names.change())).named(ttl.name() + " and the change of a record"));
    }

    private Term changed(Topology.Entrance entrance) {
        boolean weights = fronts.weightsOfOne(entrance).isPresent();
        return Term.unknown(
                (weights ? "change of the weights of `" : "change of the settings that send users of `")
                        + entrance.name() + "`",
                (weights ? "a weight of 0 is changed by a person or a control; " : "")
                        + "no time of such a change is known for its provider; declare a step `route` with `takes`",
                "traffic.entrances." + entrance.name() + (weights ? ".weights" : ".providers"));
    }

    /// The file's own figure of its clients, else a measurement of the world's. Names that are internal are
    /// answered by the resolvers of the network, which the measurement is not about.
    Term tail() {
        boolean isInternal =
                byName.stream().allMatch(entrance -> entrance.scope().equals(Optional.of(Topology.Exposure.INTERNAL)));
        if (isInternal) {
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
