package dev.meridian.assess;

import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import dev.meridian.mechanisms.ServiceLevel;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.mechanisms.StoreQuery;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.function.Function;

/// The service levels of the providers of some regions. Of several providers the lowest level counts, since each
/// region reaches at least that one; where one of them has none, none is known. A level of one provider is never
/// used for the region of another.
final class Suppliers {
    private final Subject subject;
    private final SequencedSet<String> clouds = new LinkedHashSet<>();
    private final SequencedSet<RegionName> regions = new LinkedHashSet<>();
    private final boolean overZones;

    private Suppliers(Subject subject, Iterable<RegionName> regions) {
        this.subject = subject;
        boolean several = true;
        for (RegionName name : regions) {
            Region region = Objects.requireNonNull(subject.blueprint().regions().get(name));
            clouds.add(region.cloud());
            this.regions.add(name);
            several &= spansZones(name);
        }
        this.overZones = several;
    }

    static Suppliers of(Subject subject, Iterable<RegionName> regions) {
        return new Suppliers(subject, regions);
    }

    /// Whether the network of a region spreads over two zones or more, or the topology declares no number.
    private boolean spansZones(RegionName region) {
        Optional<Topology.Count> own = Optional.ofNullable(
                        subject.topology().regions().get(region))
                .flatMap(found -> found.regional().zones());
        return own.or(() -> subject.topology().network().zones())
                .map(zones -> zones.least().orElse(2) >= 2)
                .orElse(true);
    }

    /// The DNS service of the one cloud of the regions, for a topology that names no provider of its names.
    Supply.Part dns() {
        if (clouds.size() > 1) {
            return new Supply.Part("DNS", OptionalDouble.empty(), "the topology does not name its `providers`");
        }
        Supply.Part usual = part("DNS", ServiceLevels::dns);
        return usual.share().isEmpty()
                ? usual
                : new Supply.Part(
                        usual.name(),
                        usual.share(),
                        usual.source() + "; the one of its cloud, as `providers` names none");
    }

    Supply.Part loadBalancer() {
        return part("load balancer", provider -> ServiceLevels.loadBalancer(provider, overZones));
    }

    /// @param copies whether each service has two copies or more, so that they can be in several zones
    /// @param platform of some services; platforms without machines spread over zones by themselves
    Supply.Part compute(Compute.Platform platform, boolean copies) {
        boolean spread = isServerless(platform) || (overZones && copies);
        String what = spread ? "compute" : copies ? "compute in one zone" : "compute, one copy";
        return part(what, provider -> ServiceLevels.compute(provider, word(platform, provider), spread));
    }

    /// Whether a platform has neither machines nor a load balancer of the user's.
    static boolean isServerless(Compute.Platform platform) {
        return switch (platform) {
            case FUNCTIONS, CONTAINER_SERVICE, CLOUD_RUN, APP_SERVICE -> true;
            case KUBERNETES, ECS_FARGATE, ECS_EC2, VIRTUAL_MACHINES, BARE_METAL -> false;
        };
    }

    /// The word of the tables for a platform that has a name of its own at each provider.
    private static String word(Compute.Platform platform, Provider provider) {
        return switch (platform) {
            case CONTAINER_SERVICE ->
                switch (provider) {
                    case GOOGLE_CLOUD -> "cloud-run";
                    case AZURE -> "container-apps";
                    case AWS, CLOUDFLARE, SOFTWARE -> "container-service";
                };
            case KUBERNETES, ECS_FARGATE, ECS_EC2, CLOUD_RUN, APP_SERVICE, FUNCTIONS, VIRTUAL_MACHINES, BARE_METAL ->
                platform.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /// The parts that change and scale what runs.
    ///
    /// @param platforms of the services
    List<Supply.Part> operating(List<Compute.Platform> platforms) {
        return platforms.stream()
                .flatMap(platform -> operating(platform).stream())
                .distinct()
                .toList();
    }

    private List<Supply.Part> operating(Compute.Platform platform) {
        return switch (platform) {
            case KUBERNETES ->
                List.of(
                        part("cluster API", provider -> ServiceLevels.clusterApi(provider, "kubernetes", overZones)),
                        images());
            case ECS_FARGATE, ECS_EC2, CLOUD_RUN, CONTAINER_SERVICE -> List.of(images());
            case VIRTUAL_MACHINES, BARE_METAL, APP_SERVICE, FUNCTIONS -> List.of();
        };
    }

    private Supply.Part images() {
        return part("image registry", ServiceLevels::images);
    }

    /// One machine, for example the one of a voter.
    Supply.Part machine(String name) {
        return part(name, provider -> ServiceLevels.compute(provider, "virtual-machines", false));
    }

    /// Whether each provider owes one level for all machines of a region together. Amazon does: its region level
    /// is broken when no instance of the region can be reached (Amazon Compute SLA, read 2026-11).
    boolean oweOneLevelForAllMachines() {
        return clouds.stream()
                .allMatch(
                        cloud -> Provider.of(cloud).filter(Provider.AWS::equals).isPresent());
    }

    /// A store in each of the regions.
    Supply.Part store(Store store) {
        return ofStore(store).of(Supply.Part.Kind.STORE);
    }

    /// Silence about who runs a store means agents of Meridian, which run PostgreSQL and nothing else.
    private Supply.Part ofStore(Store store) {
        Storage.Store declared = subject.said(store);
        if (declared.sla().isPresent()) {
            return new Supply.Part(store.name(), declared.sla(), "declared: `data." + store.name() + ".sla`");
        }
        Optional<Integer> said = zones(store);
        int zones = overZones ? said.orElse(isOfSeveralMachines(store) ? 2 : 1) : 1;
        if (declared.runs().isEmpty() && !store.managed() && store.kind() != StoreKind.POSTGRESQL) {
            return new Supply.Part(
                    store.name(),
                    OptionalDouble.empty(),
                    "nothing says who runs it; declare `data." + store.name() + ".runs`, or `sla`");
        }
        Optional<String> via = store.replication().edges().stream()
                .flatMap(edge -> edge.transport().via().stream())
                .findFirst()
                .or(() -> declared.replication().flatMap(Storage.Replication::via))
                .filter(word -> isProductHere(store, word) && !isWayOfCopies(store, word));
        Supply.Part found = store(store, via, zones);
        boolean wouldBeKnown =
                said.isEmpty() && overZones && store(store, via, 2).share().isPresent();
        return found.share().isEmpty() && wouldBeKnown
                ? new Supply.Part(found.name(), found.share(), found.source() + ", or declare its `zones`")
                : found;
    }

    /// The least number of zones of its members in these regions; empty where one of them says none. A store
    /// without a member here is that of its writer, and so is one of a provider that has one writer: what an
    /// asynchronous copy in another region is owed says nothing of what takes the writes.
    private Optional<Integer> zones(Store store) {
        List<RegionName> members =
                regions.stream().filter(store.members()::contains).toList();
        boolean isOfItsWriter = members.isEmpty()
                || (store.managed()
                        && store.replication().mode() == ReplicationMode.ASYNC
                        && members.contains(store.writer()));
        List<Optional<Integer>> all = (isOfItsWriter ? List.of(store.writer()) : members)
                .stream()
                        .map(member -> new StoreZones(subject, store, member).least())
                        .toList();
        return all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : all.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /// Whether a store that its user runs has two machines or more where it is written, or else in each of these
    /// regions, so that they may be in several zones: the level of one machine is then not the most that is owed.
    private boolean isOfSeveralMachines(Store store) {
        List<RegionName> members =
                regions.stream().filter(store.members()::contains).toList();
        return !store.managed()
                && !members.isEmpty()
                && (members.contains(store.writer()) ? List.of(store.writer()) : members)
                        .stream().allMatch(member -> new StoreZones(subject, store, member).machines() > 1);
    }

    /// Whether a word of `via` only says how files are copied to another region: the service is then the usual one
    /// of its kind.
    private static boolean isWayOfCopies(Store store, String via) {
        return store.replication().edges().stream().allMatch(edge -> edge.mode() == ReplicationMode.COPY)
                && Mechanisms.named(via).stream().noneMatch(row -> row.kinds().contains(store.kind()));
    }

    /// Whether a word of `via` may name a product of these regions. Where a store has members at several
    /// providers, it names the way between them, or the product of the one that has it.
    private boolean isProductHere(Store store, String via) {
        long providers = store.members().stream()
                .map(member -> Objects.requireNonNull(
                                subject.blueprint().regions().get(member))
                        .cloud())
                .distinct()
                .count();
        return providers < 2
                || Mechanisms.named(via).stream()
                        .anyMatch(row -> row.kinds().contains(store.kind())
                                && clouds.stream()
                                        .flatMap(cloud -> Provider.of(cloud).stream())
                                        .anyMatch(row.provider()::equals));
    }

    private Supply.Part store(Store store, Optional<String> via, int zones) {
        int regions = isOneOverRegions(store) ? store.members().size() : 1;
        Supply.Part found = part(
                store.name(),
                provider -> ServiceLevels.store(
                        new StoreQuery(provider, store.kind(), via, zones, store.managed(), regions)));
        return found.share().isPresent()
                ? found
                : new Supply.Part(
                        found.name(),
                        found.share(),
                        "no SLA of `" + String.join("`, `", clouds) + "` is known for "
                                + store.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
                                + via.map(word -> " via `" + word + "`").orElse("") + "; declare `data." + store.name()
                                + ".sla`");
    }

    /// Whether members in several regions may be one service of the provider. Stores that something copies, that
    /// have nothing to do with each other, or of which nobody knows it are services of one region each. Cosmos DB
    /// owes more only where several regions take writes.
    private static boolean isOneOverRegions(Store store) {
        return switch (store.replication().mode()) {
            case SYNC, QUORUM, ASYNC, PROVIDER -> store.kind() != StoreKind.COSMOSDB;
            case MULTI_PRIMARY -> true;
            case COPY, NONE, UNKNOWN -> false;
        };
    }

    /// The part of a service that no region has of its own, by the words of the topology; the lowest of them.
    static Supply.Part named(String name, List<String> words, Function<String, Optional<ServiceLevel>> level) {
        if (words.isEmpty()) {
            return new Supply.Part(name, OptionalDouble.empty(), "the topology does not name its provider");
        }
        List<ServiceLevel> levels = new ArrayList<>();
        for (String word : words) {
            Optional<ServiceLevel> found = level.apply(word);
            if (found.isEmpty()) {
                return unknown(name, word);
            }
            levels.add(found.get());
        }
        return lowest(name, levels);
    }

    private Supply.Part part(String name, Function<Provider, Optional<ServiceLevel>> level) {
        List<ServiceLevel> levels = new ArrayList<>();
        for (String cloud : clouds) {
            Optional<ServiceLevel> found = Provider.of(cloud).flatMap(level);
            if (found.isEmpty()) {
                return unknown(name, cloud);
            }
            levels.add(found.get());
        }
        return lowest(name, levels);
    }

    private static Supply.Part unknown(String name, String of) {
        return new Supply.Part(
                name,
                OptionalDouble.empty(),
                "no SLA of `" + of + "` is known for it; an entry of `external` with its `sla` can stand for it");
    }

    private static Supply.Part lowest(String name, List<ServiceLevel> levels) {
        ServiceLevel lowest = levels.getFirst();
        for (ServiceLevel level : levels) {
            lowest = level.share() < lowest.share() ? level : lowest;
        }
        return new Supply.Part(
                name, OptionalDouble.of(lowest.share()), lowest.source().cited());
    }
}
