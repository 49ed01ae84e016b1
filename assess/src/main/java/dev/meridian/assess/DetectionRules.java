package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A check that something notices a failure at all, and that it sees a dead store. A probe that only observes
/// starts nothing; a page or a port that needs no database stays healthy without one.
final class DetectionRules {
    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final Watch watch;

    private DetectionRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.watch = new Watch(subject, application);
    }

    static void check(Subject subject, List<Finding> findings) {
        if (subject.blueprint().regions().size() < 2) {
            return;
        }
        for (Application application : subject.blueprint().applications().values()) {
            DetectionRules rules = new DetectionRules(subject, application);
            rules.nothing().ifPresent(findings::add);
            rules.shallow().or(rules::outside).ifPresent(findings::add);
        }
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    private Optional<Finding> nothing() {
        boolean signal = said.triggers().values().stream()
                .anyMatch(trigger -> trigger.act() == Failover.Act.FAILOVER
                        && trigger.signal().isPresent());
        if (application.failover().mode() != Mode.AUTOMATIC || signal || watch.decides() || waitsForNothing()) {
            return Optional.empty();
        }
        String why = watch.whyUndetected();
        String place = said.probes().values().stream()
                .filter(probe -> !probe.decides())
                .findFirst()
                .map(probe -> path("probes." + probe.name() + ".decides"))
                .orElseGet(() -> unchecked()
                        .map(entrance -> "traffic.entrances." + entrance.name() + ".health")
                        .orElse(path("mode")));
        return Optional.of(Finding.of(
                Rule.NOTHING_DETECTS,
                place,
                "`mode: automatic`, and no check starts a failover of `" + application.name() + "`: " + why,
                "a check that observes reports a dead region and moves no user; what is left is a person who notices",
                new Route(subject, new Figures(subject), application, List.of()).hasNoTurn()
                        ? before() + "; then a probe that decides, attached to them (`health: PROBE`)"
                        : "a probe that decides, attached to the entrance (`health: PROBE`), or `mode: manual` with"
                                + " `human.notice` and `human.decide`"));
    }

    /// Whether no move begins with a check: each store elects or goes on by itself, no user can be turned, and the
    /// plan has no step of the owner.
    private boolean waitsForNothing() {
        Reach reach = Reach.of(subject, application.name());
        boolean elect = !reach.stores().isEmpty()
                && reach.stores().stream()
                        .map(subject::store)
                        .allMatch(store -> store.replication().mode() == ReplicationMode.QUORUM
                                || subject.wayBack(store, Promise.Disruption.REGION)
                                                .starts()
                                        == Comeback.Starts.ITSELF);
        return elect
                && new Route(subject, new Figures(subject), application, List.of()).hasNoTurn()
                && said.steps().values().stream().allMatch(Failover.Step::builtIn);
    }

    /// What has to be there before a check can move anybody, where nothing turns the users today.
    private String before() {
        Fronts fronts = new Fronts(subject, application);
        boolean isOnePlace = fronts.entrances().stream()
                .anyMatch(entrance -> fronts.onlyPlace(entrance).isPresent());
        return isOnePlace
                ? "first a second place and a `switch` of the entrances, since a check moves nobody to a place that is"
                        + " not there"
                : "first a `switch` of the entrances that can turn their users";
    }

    private Optional<Topology.Entrance> unchecked() {
        return subject.topology().traffic().entrances().values().stream()
                .filter(entrance -> Watch.isOf(subject, application, entrance))
                .filter(entrance -> entrance.health()
                        .filter(health -> health instanceof Topology.EntranceHealth.None)
                        .isPresent())
                .findFirst();
    }

    /// Probes of the front page or of a port, of a service that cannot do without a store. Another probe that
    /// asks the store sees what they do not.
    private Optional<Finding> shallow() {
        boolean deep = said.probes().values().stream()
                .anyMatch(probe -> probe.decides() && (isOfData(probe) || asksAStore(probe)));
        return deep
                ? Optional.empty()
                : said.probes().values().stream()
                        .filter(DetectionRules::isShallow)
                        .flatMap(probe -> asked(probe)
                                .flatMap(service -> store(service)
                                        .map(store -> shallow(
                                                probe,
                                                service,
                                                (probe.shallow() ? "and which" : "which") + " cannot do without `"
                                                        + store + "`",
                                                store))
                                        .or(() -> ofJourney(probe, service)))
                                .stream())
                        .findFirst();
    }

    /// A store that a journey through the service needs, where the service itself names none.
    private Optional<Finding> ofJourney(Failover.Probe probe, String service) {
        for (Journey journey : subject.topology().journeys().values()) {
            Optional<String> store = Stream.concat(journey.writes().stream(), journey.reads().stream())
                    .filter(subject.blueprint().stores()::containsKey)
                    .findFirst();
            if (journey.uses().contains(service) && store.isPresent()) {
                return Optional.of(shallow(
                        probe,
                        service,
                        "and the journey `" + journey.name() + "` through it needs `" + store.get() + "`",
                        store.get()));
            }
        }
        return probe.shallow() ? ofAny(probe, service) : Optional.empty();
    }

    /// A store of the application, where no service says what it needs.
    private Optional<Finding> ofAny(Failover.Probe probe, String service) {
        return Reach.of(subject, application.name()).stores().stream()
                .filter(_ -> Reach.areNeedsUnsaid(subject, application.name()))
                .findFirst()
                .map(store -> shallow(probe, service, "and the service may need `" + store + "`", store));
    }

    private Finding shallow(Failover.Probe probe, String service, String needs, String store) {
        boolean port = probe.kind() == Failover.ProbeKind.TCP;
        String asked = port ? "a port" : "`" + probe.path().orElse("/") + "`";
        return Finding.of(
                Rule.SHALLOW_CHECK,
                path("probes." + probe.name() + (port ? ".kind" : probe.shallow() ? ".shallow" : ".path")),
                "the probe `" + probe.name() + "` asks " + asked + " of `" + service + "`, "
                        + (probe.shallow() ? "where no store is asked, " : "") + needs,
                "a dead `" + store + "` may leave it healthy: nothing is noticed, and users meet errors",
                "a `path` that asks the store, or a probe `{kind: sql-read, to: " + store + "}` beside it");
    }

    /// Whether the probe of a finding stays healthy in a disruption: it takes a store that the asked service
    /// cannot do without, and leaves the service. A region takes all that runs there alone; a zone of several
    /// takes a store that has to leave its region.
    static boolean misses(Subject subject, Finding finding, Application application, Promise.Disruption disruption) {
        DetectionRules rules = new DetectionRules(subject, application);
        return rules.said.probes().values().stream()
                .filter(probe -> finding.at().startsWith(rules.path("probes." + probe.name() + ".")))
                .anyMatch(probe -> rules.asked(probe)
                        .map(service -> rules.outlivesItsStore(service, disruption))
                        .orElseGet(() -> rules.isOutside(probe) && disruption == Promise.Disruption.ZONE));
    }

    /// Whether a probe asks something outside of the services, such as a gateway with a page of its own.
    private boolean isOutside(Failover.Probe probe) {
        return probe.to().filter(subject.topology().externals()::containsKey).isPresent();
    }

    /// A probe of a gateway before the services, where it alone decides: the gateway may outlive the zone of what
    /// is behind it.
    private Optional<Finding> outside() {
        List<Failover.Probe> deciding =
                said.probes().values().stream().filter(Failover.Probe::decides).toList();
        Optional<String> store = Reach.of(subject, application.name()).services().stream()
                .flatMap(service -> store(service).stream())
                .findFirst();
        return store.isEmpty() || !deciding.stream().allMatch(this::isOutside)
                ? Optional.empty()
                : deciding.stream()
                        .findFirst()
                        .map(probe -> Finding.of(
                                Rule.SHALLOW_CHECK,
                                path("probes." + probe.name() + ".to"),
                                "the probe `" + probe.name() + "` asks `"
                                        + probe.to().orElseThrow() + "`, and no service or store behind it",
                                "it may stay healthy while `" + store.get()
                                        + "` or the services behind it are dead: nothing is noticed, and users meet"
                                        + " errors",
                                "a probe that asks a service behind it, with a `path` that asks `" + store.get()
                                        + "`"));
    }

    private boolean outlivesItsStore(String service, Promise.Disruption disruption) {
        return switch (disruption) {
            case ZONE ->
                !StoreZones.isOne(subject.topology().network().zones())
                        && Reach.ofService(subject, service).stores().stream()
                                .map(subject::store)
                                .anyMatch(store ->
                                        subject.wayBack(store, disruption).way() != Comeback.Way.STAYS);
            case REGION -> !subject.service(service).regions().contains(application.primary());
            case CORRUPTION, BAD_DEPLOY, PLANNED -> false;
        };
    }

    private static boolean isShallow(Failover.Probe probe) {
        return switch (probe.kind()) {
            case TCP -> true;
            case HTTP, HTTPS -> probe.shallow() || probe.path().equals(Optional.of("/"));
            case SQL_READ, CANARY_WRITE, REPLICATION, APPLICATION -> false;
        };
    }

    private static boolean isOfData(Failover.Probe probe) {
        return switch (probe.kind()) {
            case SQL_READ, CANARY_WRITE, REPLICATION, APPLICATION -> true;
            case TCP, HTTP, HTTPS -> false;
        };
    }

    private boolean asksAStore(Failover.Probe probe) {
        return probe.to().filter(subject.blueprint().stores()::containsKey).isPresent();
    }

    /// The service that a probe asks: by name, or behind the entrance of its host.
    private Optional<String> asked(Failover.Probe probe) {
        return Stream.concat(
                        probe.to().stream(),
                        probe.host().stream()
                                .flatMap(host -> subject.blueprint().traffic().entrances().values().stream()
                                        .filter(entrance -> entrance.host().equalsIgnoreCase(host))
                                        .map(entrance -> entrance.service())))
                .filter(subject.blueprint().services()::containsKey)
                .findFirst();
    }

    /// A store that a service cannot do without, itself or through others.
    private Optional<String> store(String service) {
        Service found = subject.service(service);
        return Reach.ofService(subject, found.name()).stores().stream().findFirst();
    }
}
