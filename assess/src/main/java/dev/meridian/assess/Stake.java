package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A promise about a time, and what it is about.
///
/// @param path where it is made
/// @param owner who makes it, for people: `shop`, `journey buy`, `orders`
/// @param application whose failover it depends on
/// @param reach what has to be there again, or must not be lost
record Stake(
        String path,
        String owner,
        Promise.Objective objective,
        Promise.Disruption disruption,
        Duration bound,
        Application application,
        Reach reach) {
    /// Words of `provider` for places that nobody divides into zones.
    private static final List<String> SITES = List.of("other", "on-premises");

    /// Blocks of a file that no lost region takes and no recovery brings back.
    private static final List<String> BESIDE_RECOVERY =
            List.of("deploy", "observability", "security", "operations", "cost", "external", "environments");

    /// Every promise about a time, in the order in which a file makes them: applications, journeys, stores.
    static List<Stake> of(Subject subject) {
        List<Stake> stakes = new ArrayList<>();
        for (Application application : subject.blueprint().applications().values()) {
            Topology.Application said = subject.said(application);
            Maker maker = new Maker(
                    subject.path(application.name(), "objectives"),
                    application.name(),
                    application,
                    Reach.of(subject, application.name()),
                    hasZones(subject, application));
            maker.add(said.objectives(), stakes);
        }
        subject.topology()
                .journeys()
                .forEach((name, journey) -> owner(subject, journey)
                        .ifPresent(application -> new Maker(
                                        "journeys." + name + ".objectives",
                                        "journey " + name,
                                        application,
                                        Reach.of(subject, journey).ofUsersOf(subject, application),
                                        hasZones(subject, application))
                                .add(journey.objectives(), stakes)));
        subject.topology()
                .stores()
                .forEach((name, store) -> application(subject, name)
                        .ifPresent(application -> new Maker(
                                        "data." + name + ".objectives",
                                        name,
                                        application,
                                        Reach.ofStore(subject, name),
                                        hasZones(subject, application))
                                .add(store.objectives(), stakes)));
        subject.topology().claims().forEach((name, claim) -> claims(subject, claim, stakes));
        return stakes;
    }

    /// A claim is about one store, journey or application where it says so, else about every application.
    private static void claims(Subject subject, Claim claim, List<Stake> stakes) {
        boolean isFailure = claim.about().filter(kind -> !kind.isFailure()).isEmpty();
        if (isFailure && claim.figure() == Claim.Figure.BOUND) {
            stakes.addAll(of(subject, claim));
        }
    }

    /// The times of every claim about a failure, bounds and usual figures.
    static List<Stake> claimed(Subject subject) {
        return subject.topology().claims().values().stream()
                .filter(claim -> claim.about().filter(kind -> !kind.isFailure()).isEmpty())
                .flatMap(claim -> of(subject, claim).stream())
                .toList();
    }

    /// The times of a claim, whether they are bounds or not. It is about some failure, or about a planned move.
    static List<Stake> of(Subject subject, Claim claim) {
        List<Stake> stakes = new ArrayList<>();
        String about = claim.at().orElse("");
        String[] path = about.split("\\.", -1);
        Journey journey = path[0].equals("journeys") && path.length > 1
                ? subject.topology().journeys().get(path[1])
                : null;
        for (Application application : subject.blueprint().applications().values()) {
            if (!isAbout(subject, path, journey, application)
                    || isOfAnotherCopy(subject, path)
                    || isBesideRecovery(claim)) {
                continue;
            }
            Reach reach = reach(subject, path, journey, application);
            Maker maker = new Maker(
                    "claims." + claim.name(),
                    "claim " + claim.name(),
                    application,
                    reach,
                    hasZones(subject, application));
            Promise.Disruption disruption = claim.about()
                    .map(kind -> Promise.Disruption.valueOf(kind.name()))
                    .orElseGet(() -> disruption(about));
            claim.figures()
                    .rto()
                    .ifPresent(
                            bound -> maker.add(maker.path + ".rto", Promise.Objective.RTO, disruption, bound, stakes));
            claim.figures()
                    .rpo()
                    .ifPresent(
                            bound -> maker.add(maker.path + ".rpo", Promise.Objective.RPO, disruption, bound, stakes));
        }
        return stakes;
    }

    /// Whether a claim about a path concerns an application.
    private static boolean isAbout(Subject subject, String[] path, @Nullable Journey journey, Application application) {
        boolean other = path[0].equals("applications") && path.length > 1 && !path[1].equals(application.name());
        boolean others = path[0].equals("data")
                && path.length > 1
                && !application(subject, path[1]).equals(Optional.of(application));
        boolean served = service(subject, path)
                .flatMap(name -> owner(subject, name))
                .filter(owner -> !owner.equals(application))
                .isPresent();
        boolean travels = journey != null && !owner(subject, journey).equals(Optional.of(application));
        return !other && !others && !served && !travels;
    }

    /// Whether a claim is about a copy that does not take over: the way back of its store says nothing of it.
    static boolean isOfAnotherCopy(Subject subject, Claim claim) {
        return isOfAnotherCopy(subject, claim.at().orElse("").split("\\.", -1));
    }

    /// Whether a claim is about something that no sum of a recovery counts, such as the place of a configuration.
    /// A rollout is what a return from a bad version goes by.
    static boolean isBesideRecovery(Claim claim) {
        String part = claim.at().orElse("").split("\\.", 2)[0];
        boolean isOfARollout = part.equals("deploy") && claim.about().equals(Optional.of(Claim.About.BAD_DEPLOY));
        return BESIDE_RECOVERY.contains(part) && !isOfARollout;
    }

    private static boolean isOfAnotherCopy(Subject subject, String[] path) {
        boolean isOfAnEdge = path.length > 4
                && path[0].equals("data")
                && path[3].equals("edges")
                && subject.blueprint().stores().containsKey(path[1]);
        if (!isOfAnEdge) {
            return false;
        }
        Store store = subject.store(path[1]);
        Optional<RegionName> successor = new Takeover(subject).successor(store);
        return store.replication().edges().stream()
                .filter(edge -> edge.name().replaceFirst("\\..*", "").equals(path[4]))
                .noneMatch(edge -> edge.promotes()
                        && successor.filter(region -> !region.equals(edge.to())).isEmpty());
    }

    private static Reach reach(Subject subject, String[] path, @Nullable Journey journey, Application application) {
        if (path[0].equals("data") && path.length > 1) {
            return Reach.ofStore(subject, path[1]).ofUsersOf(subject, application);
        }
        Optional<String> service = service(subject, path);
        if (service.isPresent()) {
            return path[0].equals("services")
                    ? Reach.ofService(subject, service.get())
                    : Reach.ofEntrance(path[2], service.get());
        }
        return journey != null
                ? Reach.of(subject, journey).ofUsersOf(subject, application)
                : Reach.of(subject, application.name());
    }

    /// The service that a claim names, or the one behind the entrance that it names.
    private static Optional<String> service(Subject subject, String[] path) {
        Optional<String> named = path.length > 1 && path[0].equals("services")
                ? Optional.of(path[1])
                : path.length > 2 && path[0].equals("traffic") && path[1].equals("entrances")
                        ? Optional.ofNullable(
                                        subject.topology().traffic().entrances().get(path[2]))
                                .map(Fronts::service)
                        : Optional.empty();
        return named.filter(name -> subject.blueprint().services().containsKey(name));
    }

    private static Optional<Application> owner(Subject subject, String service) {
        return Optional.ofNullable(subject.blueprint().services().get(service))
                .flatMap(found ->
                        Optional.ofNullable(subject.blueprint().applications().get(found.application())));
    }

    /// Whether it is a claim about a store that users find elsewhere once they are moved: those whom nothing moves
    /// never see it.
    boolean isOfTheMoved() {
        return isClaim() && reach.elsewhere();
    }

    /// The phases of a recovery that it is about. A claim about a store ends when the store takes writes, and one
    /// about an entrance knows only the detection and the way of its users.
    List<String> phases(Subject subject) {
        String about = claim(subject).flatMap(Claim::at).orElse("");
        if (about.startsWith("data.") && !isOfTheMoved()) {
            return List.of("detect", "hold", "fence", "promote");
        }
        return about.startsWith("traffic.entrances.") ? List.of("detect", "hold", "route") : RecoveryTime.PHASES;
    }

    /// What a claim is about: `objectives.disruptions.corruption`, or the loss of a region.
    static Promise.Disruption disruption(String about) {
        for (Promise.Disruption disruption : Promise.Disruption.FAILURES) {
            if ((about + ".").contains(".disruptions." + key(disruption) + ".")) {
                return disruption;
            }
        }
        return Promise.Disruption.REGION;
    }

    /// As the file writes it.
    private static String key(Promise.Disruption disruption) {
        return disruption == Promise.Disruption.BAD_DEPLOY ? "badDeploy" : disruption.text();
    }

    /// The same promise with another figure.
    Stake promising(Duration other) {
        return new Stake(path, owner, objective, disruption, other, application, reach);
    }

    /// The same promise without some stores.
    Stake without(List<String> stores) {
        return new Stake(path, owner, objective, disruption, bound, application, reach.without(stores));
    }

    /// The same promise as if it were about the loss of a region.
    Stake ofRegion() {
        return new Stake(path, owner, objective, Promise.Disruption.REGION, bound, application, reach);
    }

    /// Whether a document says it, rather than the objectives.
    boolean isClaim() {
        return path.startsWith("claims.");
    }

    /// The claim that it is made by.
    Optional<Claim> claim(Subject subject) {
        return isClaim()
                ? Optional.ofNullable(subject.topology().claims().get(path.split("\\.", -1)[1]))
                : Optional.empty();
    }

    /// The moment from which a claim counts, where it says so.
    Optional<Claim.From> claimedFrom(Subject subject) {
        return claim(subject).flatMap(Claim::from);
    }

    /// Whether it is the same promise in a revised file.
    boolean isSame(Stake other) {
        return path.equals(other.path)
                && objective == other.objective
                && disruption == other.disruption
                && owner.equals(other.owner);
    }

    /// The application of a journey: the one that it names, else that of its first service.
    static Optional<Application> owner(Subject subject, Journey journey) {
        return journey.application()
                .or(() -> journey.uses().stream()
                        .flatMap(name -> Optional.ofNullable(
                                subject.blueprint().services().get(name))
                                .stream())
                        .map(service -> service.application())
                        .filter(name -> !name.isEmpty())
                        .findFirst())
                .flatMap(name ->
                        Optional.ofNullable(subject.blueprint().applications().get(name)))
                .or(() -> subject.blueprint().applications().values().stream().findFirst());
    }

    /// The application that moves a store; for a shared one, the first.
    private static Optional<Application> application(Subject subject, String store) {
        return Optional.ofNullable(subject.blueprint().stores().get(store))
                .flatMap(found -> Optional.ofNullable(
                                subject.blueprint().applications().get(found.application()))
                        .or(() -> subject.blueprint().applications().values().stream()
                                .findFirst()));
    }

    /// Whether a lost zone is something else than a lost region: some region is a cloud's, or the file speaks of
    /// zones. A site of its owner is one place.
    private static boolean hasZones(Subject subject, Application application) {
        boolean isCloud = application.roles().keySet().stream()
                .map(name ->
                        Objects.requireNonNull(subject.blueprint().regions().get(name)))
                .anyMatch(region -> !SITES.contains(region.cloud()));
        boolean isNetwork = subject.topology().network().zones().isPresent()
                || subject.topology().regions().values().stream()
                        .anyMatch(region -> region.regional().zones().isPresent());
        return isCloud
                || isNetwork
                || subject.topology().stores().values().stream()
                        .anyMatch(store -> store.zones().isPresent()
                                || store.members().values().stream()
                                        .anyMatch(member -> member.zones().isPresent()));
    }

    /// Who promises.
    ///
    /// @param hasZones whether a promise about the loss of a place is one about a zone too
    private record Maker(String path, String owner, Application application, Reach reach, boolean hasZones) {
        void add(Topology.Objectives said, List<Stake> stakes) {
            for (Promise.Disruption disruption : Promise.Disruption.FAILURES) {
                Topology.Disruption kind = Topology.Disruption.valueOf(disruption.name());
                Optional<Topology.Bounds> own =
                        Optional.ofNullable(said.disruptions().get(kind));
                boolean inherits =
                        (disruption == Promise.Disruption.ZONE && hasZones) || disruption == Promise.Disruption.REGION;
                String key = path + ".disruptions." + key(disruption);
                Optional<Duration> rto = own.flatMap(Topology.Bounds::rto);
                Optional<Duration> rpo = own.flatMap(Topology.Bounds::rpo);
                rto.ifPresent(bound -> add(key + ".rto", Promise.Objective.RTO, disruption, bound, stakes));
                rpo.ifPresent(bound -> add(key + ".rpo", Promise.Objective.RPO, disruption, bound, stakes));
                if (inherits && rto.isEmpty()) {
                    said.rto().ifPresent(bound -> add(path + ".rto", Promise.Objective.RTO, disruption, bound, stakes));
                }
                if (inherits && rpo.isEmpty()) {
                    said.rpo().ifPresent(bound -> add(path + ".rpo", Promise.Objective.RPO, disruption, bound, stakes));
                }
            }
        }

        private void add(
                String at,
                Promise.Objective objective,
                Promise.Disruption disruption,
                Duration bound,
                List<Stake> stakes) {
            stakes.add(new Stake(at, owner, objective, disruption, bound, application, reach));
        }
    }
}
