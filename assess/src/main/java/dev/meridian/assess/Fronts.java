package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Role;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.NameChanges;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.OriginFailover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/// The services in front of an application: the DNS that answers for its names, global balancers, CDNs and proxies
/// before it, and for each entrance the thing that moves its users. Where the file names no provider, the DNS of
/// the cloud counts in which all of its regions are.
final class Fronts {
    /// Global balancers and accelerators, whose addresses stay.
    private static final List<String> FRONTS_BY_ADDRESS = List.of(
            "global-accelerator",
            "global-load-balancer",
            "global-external-load-balancer",
            "cloud-load-balancing",
            "azure-global-load-balancer");

    /// CDNs and application fronts, which choose an origin.
    private static final List<String> FRONTS_BY_ORIGIN =
            List.of("front-door", "azure-front-door", "cloudfront", "cloud-cdn", "fastly");

    private final Subject subject;
    private final Application application;
    private final List<Topology.Entrance> entrances;

    Fronts(Subject subject, Application application) {
        this(subject, application, subject.blueprint().services().keySet());
    }

    /// @param services those that users come for; an entrance of the application that leads to none of them is
    ///     left out, unless none is left then
    Fronts(Subject subject, Application application, Collection<String> services) {
        this.subject = subject;
        this.application = application;
        List<Topology.Entrance> all = subject.topology().traffic().entrances().values().stream()
                .filter(entrance -> Watch.isOf(subject, application, entrance))
                .toList();
        List<Topology.Entrance> asked = all.stream()
                .filter(entrance -> services.contains(service(entrance)))
                .toList();
        this.entrances = asked.isEmpty() ? all : asked;
    }

    /// @param reach the services that users come for, or the one entrance by which they come
    Fronts(Subject subject, Application application, Reach reach) {
        this.subject = subject;
        this.application = application;
        List<Topology.Entrance> all = new Fronts(subject, application, reach.services()).entrances;
        List<Topology.Entrance> one = all.stream()
                .filter(entrance -> reach.entrance().equals(Optional.of(entrance.name())))
                .toList();
        this.entrances = one.isEmpty() ? all : one;
    }

    /// The way in which the users of an entrance are moved to another region.
    enum Turn {
        /// By another answer of DNS, which resolvers and clients keep for its TTL.
        NAMES,
        /// By a global network behind an address that stays.
        ADDRESS,
        /// By another origin behind a CDN, whose name and address stay.
        ORIGIN,
        /// By the clients, which know several places and choose one.
        CLIENT,
        /// By nothing: it has one place, or the file says that nothing can move its users.
        NOTHING
    }

    List<Topology.Entrance> entrances() {
        return entrances;
    }

    /// Whether something may move users: the file has no entrance, or one that can be turned to another region.
    boolean moveUsers() {
        return entrances.isEmpty() || entrances.stream().anyMatch(entrance -> turn(entrance) != Turn.NOTHING);
    }

    /// The entrances whose users nothing moves, where those of another one can be moved.
    List<Topology.Entrance> leftBehind() {
        return moveUsers()
                ? entrances.stream()
                        .filter(entrance -> turn(entrance) == Turn.NOTHING && !standsByAlone(entrance))
                        .toList()
                : List.of();
    }

    /// Whether nobody comes by an entrance on a quiet day: it stands in a region that stands by, and users of its
    /// service have another one.
    boolean standsByAlone(Topology.Entrance entrance) {
        return isOfAStandby(entrance)
                && entrances.stream()
                        .anyMatch(other -> service(other).equals(service(entrance)) && !isOfAStandby(other));
    }

    private boolean isOfAStandby(Topology.Entrance entrance) {
        return onlyPlace(entrance)
                .filter(place -> application.roles().get(place) == Role.STANDBY)
                .isPresent();
    }

    Turn turn(Topology.Entrance entrance) {
        if (entrance.turned().equals(Optional.of(Topology.Switch.NONE))
                || onlyPlace(entrance).isPresent()) {
            return Turn.NOTHING;
        }
        Optional<Turn> said = entrance.turned().flatMap(turned -> switch (turned) {
            case DNS, ROUTING_CONTROL -> Optional.of(Turn.NAMES);
            case ANYCAST -> Optional.of(Turn.ADDRESS);
            case CDN_ORIGIN -> Optional.of(Turn.ORIGIN);
            case NONE -> Optional.of(Turn.NOTHING);
            case PROVIDER_CONTROL -> Optional.empty();
        });
        return said.orElseGet(() -> silent(entrance));
    }

    private Turn silent(Topology.Entrance entrance) {
        Topology.Traffic traffic = subject.topology().traffic();
        boolean named = entrance.providers().stream().anyMatch(Fronts::answersNames);
        boolean changed = entrance.turned().equals(Optional.of(Topology.Switch.PROVIDER_CONTROL));
        if (changed && named && !isBehindABalancer(traffic)) {
            return Turn.NAMES;
        }
        if (entrance.turned().isEmpty() && isChosenByClients(entrance)) {
            return Turn.CLIENT;
        }
        if (traffic.accelerator().isPresent()
                || entrance.providers().stream().anyMatch(word -> FRONTS_BY_ADDRESS.contains(normal(word)))) {
            return Turn.ADDRESS;
        }
        if (entrance.originFailover().isPresent()) {
            return Turn.ORIGIN;
        }
        if (changed && itsCloud().isEmpty()) {
            return Turn.ADDRESS;
        }
        boolean foreign = subject.isProviderRun(application);
        return (foreign && !named && traffic.cdn().isPresent())
                        || entrance.providers().stream().anyMatch(word -> FRONTS_BY_ORIGIN.contains(normal(word)))
                ? Turn.ORIGIN
                : Turn.NAMES;
    }

    /// Whether a global balancer stands before the regions: people take a region out of it, and its name is
    /// answered as before.
    private static boolean isBehindABalancer(Topology.Traffic traffic) {
        return traffic.accelerator()
                .flatMap(Topology.Accelerator::kind)
                .filter(kind -> FRONTS_BY_ADDRESS.contains(normal(kind)))
                .isPresent();
    }

    /// Whether the clients alone choose a region, and no answer of DNS does.
    private static boolean isChosenByClients(Topology.Entrance entrance) {
        return !entrance.route().isEmpty() && entrance.route().stream().allMatch(Topology.Route.CLIENT::equals);
    }

    /// Whether a provider of an entrance answers for names, and is no network or CDN before the regions.
    static boolean answersNames(String word) {
        return !FRONTS_BY_ADDRESS.contains(normal(word)) && !FRONTS_BY_ORIGIN.contains(normal(word));
    }

    static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /// The region without which an entrance reaches nothing: that of the proxy before it, of the service behind
    /// it, or the only one of its application. Empty where there are several, and for private names.
    Optional<RegionName> onlyPlace(Topology.Entrance entrance) {
        if (entrance.scope().equals(Optional.of(Topology.Exposure.INTERNAL))) {
            return Optional.empty();
        }
        List<RegionName> behind = places(entrance);
        return entrance.in().size() == 1
                ? Optional.of(entrance.in().getFirst())
                : behind.size() == 1 ? Optional.of(behind.getFirst()) : Optional.empty();
    }

    private List<RegionName> places(Topology.Entrance entrance) {
        List<RegionName> in = Optional.ofNullable(subject.topology().services().get(service(entrance)))
                .map(Topology.Service::in)
                .orElse(List.of());
        return application.roles().keySet().stream()
                .filter(region -> in.isEmpty() || in.contains(region))
                .toList();
    }

    static String service(Topology.Entrance entrance) {
        return entrance.to().orElse(entrance.name());
    }

    /// Whether health checks turn the users of an entrance. A switch of people or of a control, weights for one
    /// region alone and an entrance without a check leave the users where they are.
    boolean isTurnedByChecks(Topology.Entrance entrance) {
        boolean unchecked = entrance.health()
                .filter(health -> health instanceof Topology.EntranceHealth.None)
                .isPresent();
        if (isTurnedByAControl(entrance)
                || unchecked
                || turn(entrance) == Turn.NOTHING
                || weightsOfOne(entrance).isPresent()) {
            return false;
        }
        boolean failsOver = entrance.route().contains(Topology.Route.FAILOVER)
                && application.failover().mode() == Mode.AUTOMATIC;
        return entrance.route().contains(Topology.Route.HEALTH)
                || failsOver
                || entrance.health().isPresent();
    }

    private static boolean isTurnedByAControl(Topology.Entrance entrance) {
        return entrance.turned()
                .filter(by -> by == Topology.Switch.PROVIDER_CONTROL || by == Topology.Switch.ROUTING_CONTROL)
                .isPresent();
    }

    /// Whether each request tries another region by itself when its own does not answer in a declared time, also one
    /// that writes: nothing has to be detected for its users, and nobody decides.
    boolean triesEachRequest(Topology.Entrance entrance) {
        return !isTurnedByAControl(entrance)
                && turn(entrance) == Turn.ORIGIN
                && entrance.originFailover()
                        .filter(said -> said.timeout().isPresent()
                                && said.methods().stream().anyMatch(OriginFailover.Method::writes))
                        .isPresent();
    }

    /// Whether the requests of all users who are moved do so.
    boolean tryEachRequest() {
        List<Topology.Entrance> moved = entrances.stream()
                .filter(entrance -> turn(entrance) != Turn.NOTHING)
                .toList();
        return !moved.isEmpty() && moved.stream().allMatch(this::triesEachRequest);
    }

    /// The region that all users are sent to by weight, where no health check sends them elsewhere. A record of
    /// weight 0 answers only when the checks of all others fail, and an accelerator passes over a dial of 0 only
    /// then; a balancer's weight 0 never does.
    Optional<RegionName> weightsOfOne(Topology.Entrance entrance) {
        List<RegionName> positive = entrance.weights().entrySet().stream()
                .filter(weight -> weight.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        boolean weighted = entrance.route().contains(Topology.Route.WEIGHTED)
                && !entrance.route().contains(Topology.Route.FAILOVER);
        boolean zero = entrance.weights().size() > positive.size();
        boolean answersBehind =
                zero && entrance.route().contains(Topology.Route.HEALTH) && standsBehindOthers(entrance);
        return weighted && positive.size() == 1 && !answersBehind ? Optional.of(positive.getFirst()) : Optional.empty();
    }

    /// Whether a region of weight 0 gets the users when the health checks of all others fail: by the answers of a
    /// name, and behind AWS Global Accelerator, which fails over to a healthy endpoint of another group without
    /// regard to the traffic dial of that group (AWS Global Accelerator Developer Guide, How failover works for
    /// unhealthy endpoints; 2026-11).
    boolean standsBehindOthers(Topology.Entrance entrance) {
        return switch (turn(entrance)) {
            case NAMES -> true;
            case ADDRESS -> {
                List<String> named = entrance.providers().stream()
                        .map(Fronts::normal)
                        .filter(FRONTS_BY_ADDRESS::contains)
                        .toList();
                yield named.isEmpty()
                        && subject.topology()
                                .traffic()
                                .accelerator()
                                .flatMap(Topology.Accelerator::kind)
                                .filter(kind -> normal(kind).equals("global-accelerator"))
                                .isPresent();
            }
            case ORIGIN, CLIENT, NOTHING -> false;
        };
    }

    /// The slowest health checks of the providers that turn users by checks; empty where none is known.
    Optional<HealthChecks> healthChecks() {
        HealthChecks slowest = null;
        SequencedSet<String> words = new LinkedHashSet<>();
        entrances.stream()
                .filter(this::isTurnedByChecks)
                .forEach(entrance -> words.addAll(
                        turn(entrance) == Turn.ORIGIN
                                ? origin(entrance).stream().toList()
                                : providers(entrance)));
        for (String word : words) {
            HealthChecks found = HealthChecks.of(word).orElse(null);
            boolean slower = found != null
                    && (slowest == null
                            || found.every()
                                            .multipliedBy(found.failures())
                                            .compareTo(slowest.every().multipliedBy(slowest.failures()))
                                    > 0);
            slowest = slower ? found : slowest;
        }
        return Optional.ofNullable(slowest);
    }

    /// The behaviour of the names of an entrance; empty for a DNS provider without facts.
    Optional<NameChanges> names(Topology.Entrance entrance) {
        return providers(entrance).stream()
                .flatMap(word -> NameChanges.of(word).stream())
                .findFirst();
    }

    private List<String> providers(Topology.Entrance entrance) {
        if (!entrance.providers().isEmpty()) {
            return entrance.providers();
        }
        Optional<String> accelerator =
                subject.topology().traffic().accelerator().flatMap(Topology.Accelerator::kind);
        return switch (turn(entrance)) {
            case ADDRESS -> accelerator.stream().toList();
            case ORIGIN -> origin(entrance).stream().toList();
            case NAMES, CLIENT, NOTHING -> dnsOfItsCloud().stream().toList();
        };
    }

    /// The switches of an entrance that the plan turns in its order. Routing controls are those of Route 53
    /// (Amazon Route 53 Application Recovery Controller, Routing Control API Reference, Welcome; read 2026-11).
    String switchesOfThePlan(Topology.Entrance entrance) {
        boolean hasRoutingControls = turn(entrance) == Turn.NAMES
                && providers(entrance).stream().map(Fronts::normal).anyMatch(List.of("route53", "route-53")::contains);
        return hasRoutingControls ? "`switch: routing-control` or `provider-control`" : "`switch: provider-control`";
    }

    /// The CDN that chooses the origin of an entrance.
    Optional<String> origin(Topology.Entrance entrance) {
        return subject.topology()
                .traffic()
                .cdn()
                .flatMap(Topology.Cdn::kind)
                .or(() -> entrance.providers().stream()
                        .filter(word -> HealthChecks.of(word).isPresent())
                        .findFirst())
                .or(() -> subject.topology().traffic().accelerator().flatMap(Topology.Accelerator::kind))
                .or(() -> entrance.scope()
                                .filter(Topology.Exposure.INTERNAL::equals)
                                .isPresent()
                        ? Optional.empty()
                        : cdnOfItsCloud());
    }

    /// The CDN of the one cloud in which all regions are.
    Optional<String> cdnOfItsCloud() {
        return itsCloud().flatMap(provider -> switch (provider) {
            case AWS -> Optional.of("cloudfront");
            case GOOGLE_CLOUD -> Optional.of("cloud-cdn");
            case AZURE -> Optional.of("front-door");
            case CLOUDFLARE -> Optional.of("cloudflare");
            case SOFTWARE -> Optional.empty();
        });
    }

    private Optional<String> dnsOfItsCloud() {
        return itsCloud().flatMap(Fronts::dns);
    }

    /// Whether one provider has all regions and offers addresses before them that stay. Between clouds, or without
    /// one, no such network is there to be switched on.
    boolean haveFixedAddresses() {
        return itsCloud().filter(provider -> provider != Provider.SOFTWARE).isPresent();
    }

    private Optional<Provider> itsCloud() {
        List<String> clouds = application.roles().keySet().stream()
                .map(name ->
                        Objects.requireNonNull(subject.blueprint().regions().get(name)))
                .map(Region::cloud)
                .distinct()
                .toList();
        return clouds.size() == 1 ? Provider.of(clouds.getFirst()) : Optional.empty();
    }

    private static Optional<String> dns(Provider provider) {
        return switch (provider) {
            case AWS -> Optional.of("route53");
            case GOOGLE_CLOUD -> Optional.of("google-cloud-dns");
            case AZURE -> Optional.of("traffic-manager");
            case CLOUDFLARE -> Optional.of("cloudflare");
            case SOFTWARE -> Optional.empty();
        };
    }
}
