package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How large a region is beside the one that it stands in for.
final class Capacity {
    private final Subject subject;
    private final Application application;

    Capacity(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    /// A region's size before a failover, as a share of the primary's: the smallest of what the file says about
    /// the region, its services and its machines; 1 where it says nothing. A region that serves today has machines
    /// of its own in place of a group that is not there, and so has one of another provider.
    double before(RegionName target) {
        double share = share(target);
        Regional there = regional(target);
        Regional here = regional(application.primary());
        for (var replicas : there.replicas().entrySet()) {
            share = Math.min(share, ratio(replicas.getValue(), here.replicas().get(replicas.getKey())));
        }
        boolean serves = application.roles().get(target) == Role.ACTIVE;
        if (!serves && isWithoutMachines(target)) {
            return 0;
        }
        for (var nodes : there.nodes().entrySet()) {
            if ((serves && !nodes.getValue().isIn(target)) || !areComparable(nodes.getKey(), target)) {
                continue;
            }
            Compute.Nodes known = here.nodes().get(nodes.getKey());
            Topology.Count same = known == null ? null : known.count().orElse(null);
            share = Math.min(
                    share,
                    nodes.getValue().count().map(count -> ratio(count, same)).orElse(1.0));
        }
        return share;
    }

    /// Whether a group of machines of the primary says how large a target has to be: between regions of two
    /// providers only a group that the file declares for both does.
    boolean areComparable(String group, RegionName target) {
        return cloud(target).equals(cloud(application.primary()))
                || (hasGroup(group, target) && hasGroup(group, application.primary()));
    }

    /// Whether the file describes machines of the primary, and neither machines nor a size of a target of another
    /// provider.
    boolean isWithoutMachines(RegionName target) {
        return runsMachines(application.primary())
                && !cloud(target).equals(cloud(application.primary()))
                && !isSizeSaid(target)
                && regional(target).nodes().values().stream().noneMatch(nodes -> nodes.isIn(target));
    }

    /// Whether the file has machines that run in a region all the time.
    private boolean runsMachines(RegionName region) {
        return regional(region).nodes().values().stream()
                .anyMatch(nodes -> nodes.isIn(region)
                        && nodes.count()
                                .filter(count -> count.least().orElse(0) > 0)
                                .isPresent());
    }

    private boolean isSizeSaid(RegionName target) {
        return said(target)
                .filter(size -> size.share().isPresent() || size.min().isPresent())
                .isPresent();
    }

    private String cloud(RegionName region) {
        return Objects.requireNonNull(subject.blueprint().regions().get(region)).cloud();
    }

    private boolean hasGroup(String group, RegionName region) {
        return Optional.ofNullable(regional(region).nodes().get(group))
                .filter(nodes -> nodes.isIn(region))
                .isPresent();
    }

    /// What the file says about the region alone.
    double share(RegionName target) {
        return said(target)
                .map(capacity -> capacity.min().orElse(capacity.share().orElse(1)))
                .orElse(1.0);
    }

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    private static double ratio(Topology.Count there, Topology.@Nullable Count here) {
        if (here == null || here.least().orElse(0) == 0) {
            return 1;
        }
        return Math.min(1, there.least().orElse(0) / (double) here.least().getAsInt());
    }

    /// The most that it can be scaled to. The share of a standby is its size before a failover and no limit,
    /// unless `max` sets one; the share of a region that serves is what it has.
    double after(RegionName target) {
        boolean standby = application.roles().get(target) == Role.STANDBY;
        return said(target)
                .map(capacity ->
                        capacity.max().orElse(standby ? 1 : capacity.share().orElse(1)))
                .orElse(1.0);
    }

    /// Reports whether the file has the target grow in a failover: a scale of the plan, a step that scales,
    /// machines with a time to scale out, or a region with a larger `max`. A fixed number of copies is no limit
    /// then.
    boolean isScaled(RegionName target) {
        Failover failover = subject.said(application).failover();
        return failover.scale().isPresent()
                || failover.steps().containsKey("scale")
                || subject.topology().compute().nodes().values().stream()
                        .anyMatch(nodes -> nodes.scaleOut().isPresent())
                || said(target)
                        .flatMap(capacity -> capacity.max().stream().boxed().findFirst())
                        .isPresent();
    }

    /// Reports whether what the file says of the target is below the load and nothing lets it grow: then no time
    /// is counted, and the size itself is the finding.
    private boolean staysSmall(RegionName target) {
        return after(target) < 1 && after(target) <= share(target) && !isScaled(target);
    }

    /// Whether a term is a value to plan growing with, in whose place a declared time of `scale` stands.
    static boolean isPlanned(Term term) {
        return PlanningValue.WARM_STANDBY.isSourceOf(term) || PlanningValue.PILOT_LIGHT.isSourceOf(term);
    }

    /// Why a target has to be as large as the load.
    static String wholeLoad(Application application) {
        return "it has to take the whole load of " + application.primary() + " when that is lost";
    }

    /// Why a smaller target is a risk where the load is not known, or nothing says what the target bears.
    String unknownLoad(RegionName target) {
        return wholeLoad(application) + "; "
                + DeclaredLoad.of(subject, application).missing(target);
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
                .map(nodes -> figures.upTo(
                        "scaling out `" + nodes.name() + "`",
                        "compute.nodes." + nodes.name() + ".scaleOut",
                        nodes.scaleOut().orElseThrow()));
    }

    /// The services that a failover to the target starts, and that run nowhere before it.
    List<Topology.Service> started(RegionName target) {
        return subject.topology().services().values().stream()
                .filter(Topology.Service::onlyInFailover)
                .filter(service -> service.shared()
                        || service.application().orElse(application.name()).equals(application.name()))
                .filter(service -> service.in().isEmpty() || service.in().contains(target))
                .toList();
    }

    /// Until all of these serve: the longest of their declared times, and the planning value where one has none.
    private Term started(List<Topology.Service> services, RegionName target) {
        Optional<Term> longest = Optional.empty();
        for (Topology.Service service : services) {
            Optional<Term> takes = declaredStart(service);
            if (takes.isEmpty()) {
                return ColdStart.isOf(subject, service, target)
                        ? ColdStart.unknown(subject, application, service, target)
                        : Figures.planned(PlanningValue.PILOT_LIGHT, "services." + service.name() + ".starts");
            }
            longest = longest.map(known -> slower(known, takes.get())).or(() -> takes);
        }
        return longest.orElseThrow();
    }

    /// The declared time of a service, or its limit: the plan waits no longer for it.
    private Optional<Term> declaredStart(Topology.Service service) {
        return Optional.ofNullable(subject.said(application).failover().steps().get("scale"))
                .flatMap(step -> Optional.ofNullable(step.of().get(service.name())))
                .flatMap(times -> times.forcedTakes()
                        .map(time -> start(service, time))
                        .or(() ->
                                times.forced().timeout().or(times::timeout).map(limit -> startLimit(service, limit))));
    }

    private Term startLimit(Topology.Service service, Duration limit) {
        String path = subject.path(application.name(), "failover.steps.scale.of." + service.name() + ".timeout");
        return new Figures(subject).upTo("limit of starting `" + service.name() + "`", path, limit);
    }

    /// The longest of the declared times of the services that a region takes over and starts from nothing; empty
    /// where one of them has none.
    private Optional<Term> declaredStarts(RegionName target) {
        List<Optional<Term>> starts = ColdStart.starting(subject, application, target).stream()
                .filter(service -> service.in().isEmpty() || service.in().contains(application.primary()))
                .map(this::declaredStart)
                .toList();
        return starts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : starts.stream().flatMap(Optional::stream).reduce(Capacity::slower);
    }

    private Term start(Topology.Service service, Failover.Takes takes) {
        String path = subject.path(application.name(), "failover.steps.scale.of." + service.name() + ".takes");
        return new Figures(subject)
                .said("starting `" + service.name() + "`", path, takes.most())
                .with(new Span(Optional.of(takes.least()), Optional.of(takes.most())));
    }

    /// Until the target carries the load, or as much as `failover.scale` asks for.
    Term scale() {
        Optional<RegionName> target = subject.destination(application);
        Optional<Failover.Scale> asked = subject.said(application).failover().scale();
        List<Topology.Service> started = target.map(this::started).orElse(List.of());
        Term grown = grown(target, asked);
        Term whole = started.isEmpty() ? grown : slower(started(started, target.orElseThrow()), grown);
        return target.filter(region -> whole.isNothing() && isScaledWithoutATime(region))
                .map(this::unstatedScale)
                .orElse(whole);
    }

    /// Whether the plan scales a standby whose size before that nobody states, and says no time of it.
    private boolean isScaledWithoutATime(RegionName target) {
        Failover plan = subject.said(application).failover();
        Optional<Failover.Step> step = Optional.ofNullable(plan.steps().get("scale"));
        boolean isTimed = step.filter(scale -> scale.takes().isPresent()
                        || scale.forced().takes().isPresent()
                        || !scale.of().isEmpty())
                .isPresent();
        return step.isPresent() && !isTimed && application.roles().get(target) == Role.STANDBY && !isSizeSaid(target);
    }

    /// Whether machines of a provider other than the primary's run in a target before a failover. No share of the
    /// primary's size follows from them.
    private boolean hasMachinesOfAnotherProvider(RegionName target) {
        return !cloud(target).equals(cloud(application.primary())) && runsMachines(target);
    }

    private Term unstatedScale(RegionName target) {
        return hasMachinesOfAnotherProvider(target)
                ? Figures.planned(PlanningValue.WARM_STANDBY, "regions." + target + ".capacity")
                : unknownScale();
    }

    private Term unknownScale() {
        String path = subject.path(application.name(), "failover.steps.scale.takes");
        return Term.unknown(
                "step scale",
                "the plan scales, and the file says neither how large the target is before nor how long that takes;"
                        + " declare `" + path + "`, or `capacity: 100%` of the region",
                path);
    }

    /// Two things that go on at the same time, by the name of the one that is planned to end later.
    private static Term slower(Term one, Term other) {
        Span both = one.span().max(other.span());
        return (both.plan().equals(one.span().plan()) ? one : other).with(both);
    }

    private Term grown(Optional<RegionName> target, Optional<Failover.Scale> asked) {
        double needed = asked.map(Failover.Scale::to).orElse(1.0);
        if (target.isEmpty() || before(target.get()) >= needed || staysSmall(target.get())) {
            return Figures.none("scale");
        }
        Optional<Term> declared = declared();
        if (declared.isPresent() && before(target.get()) > 0) {
            return declared.get();
        }
        Optional<Term> whole = before(target.get()) == 0 ? declaredStarts(target.get()) : Optional.empty();
        if (whole.isPresent()) {
            return whole.get();
        }
        if (before(target.get()) == 0 && ColdStart.isOf(subject, application, target.get())) {
            return ColdStart.starting(subject, application, target.get()).stream()
                    .map(service -> declaredStart(service)
                            .orElseGet(() -> ColdStart.unknown(subject, application, service, target.get())))
                    .reduce(Capacity::slower)
                    .orElseThrow();
        }
        String path = before(target.get()) < 1
                ? "regions." + target.get() + ".capacity"
                : subject.path(application.name(), "failover.scale");
        return Figures.planned(before(target.get()) > 0 ? PlanningValue.WARM_STANDBY : PlanningValue.PILOT_LIGHT, path);
    }
}
