package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.ServiceLevel;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The parts that a request of an application passes through, each with the availability that its provider owes.
///
/// Parts in series multiply. What serves and what operates are two products: pods go on without the API that
/// started them. The front that all regions share stands apart, because it caps whatever the regions reach
/// together.
///
/// @param front shared by all regions, counted once
/// @param regions of each cloud, what one of its regions needs to serve; the level of one provider is never used
///     for a region of another
/// @param operating needed to change or scale, beside what serves
record Supply(List<Part> front, SequencedMap<String, List<Part>> regions, List<Part> operating) {

    /// @param share as a fraction; empty where none is known
    /// @param most the upper bound of a share that is not known
    /// @param kind what can be done about it
    record Part(String name, OptionalDouble share, String source, double most, Kind kind) {
        /// What a part is to an application, and so how its share can be raised.
        enum Kind {
            /// A service that another supplier may stand for, or stand beside.
            SERVICE,
            /// A store: another product may stand for it, and a second one beside it would hold other data.
            STORE,
            /// No supplier's: a majority of votes, a vote, or a copy that commits wait for.
            RULE
        }

        Part(String name, OptionalDouble share, String source) {
            this(name, share, source, share.orElse(1), Kind.SERVICE);
        }

        Part of(Kind other) {
            return new Part(name, share, source, most, other);
        }
    }

    static Supply of(Subject subject, Application application) {
        Reach reach = Reach.of(subject, application.name());
        SequencedMap<String, List<RegionName>> clouds = new LinkedHashMap<>();
        ServingRegions.of(subject, application)
                .forEach(region -> clouds.computeIfAbsent(cloud(subject, region), _ -> new ArrayList<>())
                        .add(region));
        Suppliers all = Suppliers.of(subject, application.roles().sequencedKeySet());
        List<Part> front = new ArrayList<>();
        if (!subject.topology().traffic().entrances().isEmpty()) {
            front.addAll(front(subject.topology().traffic(), all));
        }
        sharedStores(subject, reach).forEach(name -> front.add(whole(subject, name)));
        sharedExternals(subject, reach).forEach(external -> front.add(external(external)));
        SequencedMap<String, List<Part>> regions = new LinkedHashMap<>();
        List<Part> operating = new ArrayList<>();
        clouds.forEach((cloud, in) -> {
            Suppliers suppliers = Suppliers.of(subject, in);
            regions.put(cloud, region(subject, application, suppliers, in));
            if (!reach.services().isEmpty()) {
                operating.addAll(suppliers.operating(platforms(subject, reach, in)));
            }
        });
        operated(subject, reach).forEach((name, part) -> operating.add(part));
        return new Supply(front, regions, operating.stream().distinct().toList());
    }

    private static String cloud(Subject subject, RegionName region) {
        return Objects.requireNonNull(subject.blueprint().regions().get(region)).cloud();
    }

    /// The parts of one region: only what the file has there. Machines over several zones count once for what runs
    /// on the same ones: the services and self-run stores of a cluster, or all of a region where they have one
    /// level.
    ///
    /// @param in the regions of one cloud
    private static List<Part> region(
            Subject subject, Application application, Suppliers suppliers, List<RegionName> in) {
        Reach reach = Reach.of(subject, application.name());
        List<Part> parts = new ArrayList<>();
        if (reach.services().stream().anyMatch(service -> hasBalancer(subject, service))
                && !isBalancedInFront(subject)) {
            parts.add(suppliers.loadBalancer());
        }
        if (!reach.services().isEmpty()) {
            boolean copies = hasCopies(subject, application, reach);
            platforms(subject, reach, in).forEach(platform -> parts.add(suppliers.compute(platform, copies)));
        }
        boolean areShared = suppliers.oweOneLevelForAllMachines()
                || platforms(subject, reach, in).equals(List.of(Compute.Platform.KUBERNETES));
        List<String> shared = sharedStores(subject, reach);
        for (String name : reach.stores()) {
            Store store = subject.store(name);
            List<RegionName> members =
                    store.members().stream().filter(in::contains).toList();
            if (!shared.contains(name) && !Reach.isNeededByNoRequest(subject, name)) {
                Part part = members.isEmpty()
                        ? store(subject, name)
                        : Suppliers.of(subject, members).store(store);
                if (store.managed() || !areShared || !isCounted(parts, part, suppliers)) {
                    parts.add(part);
                }
            }
        }
        List<Topology.External> everywhere = sharedExternals(subject, reach);
        for (String name : reach.externals()) {
            Topology.External external =
                    Objects.requireNonNull(subject.topology().externals().get(name));
            if (!everywhere.contains(external)) {
                parts.add(external(external));
            }
        }
        return parts;
    }

    /// Whether a store's level is that of machines over several zones which counts already. That of single
    /// machines is of each of them.
    private static boolean isCounted(List<Part> parts, Part part, Suppliers suppliers) {
        boolean isOfOne = part.source().equals(suppliers.machine(part.name()).source());
        return !isOfOne
                && part.share().isPresent()
                && parts.stream()
                        .anyMatch(other -> other.share().equals(part.share())
                                && other.source().equals(part.source()));
    }

    /// Whether the file declares a balancer before a service. Without that none is counted.
    private static boolean hasBalancer(Subject subject, String service) {
        String path = "services." + service + ".loadBalancer";
        return subject.topology().sources().at(path).isPresent()
                || subject.topology().sources().at(path + ".kind").isPresent();
    }

    /// Reports whether a global load balancer is the balancer of the regions too, so that it counts once.
    private static boolean isBalancedInFront(Subject subject) {
        Topology.Traffic traffic = subject.topology().traffic();
        return Stream.concat(
                        traffic.entrances().values().stream().flatMap(entrance -> entrance.providers().stream()),
                        traffic.accelerator().flatMap(Topology.Accelerator::kind).stream())
                .anyMatch(word -> word.equals("global-load-balancer") || word.equals("cross-region-load-balancer"));
    }

    /// Stores that all regions use as one: a majority of votes over the regions, or the only copy.
    private static List<String> sharedStores(Subject subject, Reach reach) {
        return reach.stores().stream()
                .filter(name -> !Reach.isNeededByNoRequest(subject, name))
                .filter(name -> {
                    Store store = subject.store(name);
                    boolean votes = !Votes.of(
                                    store,
                                    Objects.requireNonNull(
                                            subject.topology().stores().get(name)))
                            .isEmpty();
                    return votes || store.members().size() == 1 || isOneService(subject, store);
                })
                .toList();
    }

    /// Whether a provider runs a store as one service over its regions, so that its level is that of all of them
    /// and no failover replaces it.
    private static boolean isOneService(Subject subject, Store store) {
        boolean oneCloud = store.members().stream()
                        .map(member -> cloud(subject, member))
                        .distinct()
                        .count()
                == 1;
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.managed()
                && oneCloud
                && (store.replication().mode() == ReplicationMode.PROVIDER || isOneBucket(store))
                && !store.replication().edges().isEmpty()
                && store.replication().edges().stream()
                        .allMatch(edge -> mechanisms
                                .across(store, edge)
                                .filter(row -> row.starter() == Mechanism.Starter.ITSELF)
                                .isPresent());
    }

    /// A bucket of Google Cloud that spans its regions.
    private static boolean isOneBucket(Store store) {
        return store.kind() == StoreKind.OBJECT
                && StoreMechanisms.via(store)
                        .filter(via ->
                                via.contains("dual-region") || via.contains("multi-region") || via.contains("turbo"))
                        .isPresent();
    }

    private static Part whole(Subject subject, String name) {
        Store store = subject.store(name);
        return MajorityShare.of(subject, store).orElseGet(() -> store(subject, name));
    }

    private static List<Topology.External> sharedExternals(Subject subject, Reach reach) {
        return reach.externals().stream()
                .map(name ->
                        Objects.requireNonNull(subject.topology().externals().get(name)))
                .filter(external -> external.scope().orElse(Topology.Scope.GLOBAL) == Topology.Scope.GLOBAL
                        || external.in().size() == 1)
                .toList();
    }

    /// The services that all regions share. A provider of an entrance that answers with a fixed address of its
    /// own, such as a global load balancer, counts once, wherever the file names it.
    private static List<Part> front(Topology.Traffic traffic, Suppliers suppliers) {
        List<Part> parts = new ArrayList<>();
        Optional<String> cdn = traffic.cdn().flatMap(Topology.Cdn::kind);
        Optional<String> accelerator = traffic.accelerator().flatMap(Topology.Accelerator::kind);
        List<String> named = traffic.entrances().values().stream()
                .flatMap(entrance -> entrance.providers().stream())
                .distinct()
                .toList();
        List<String> fronts = named.stream()
                .filter(word -> ServiceLevels.dns(word).isEmpty() && isFront(word))
                .toList();
        List<String> names =
                named.stream().filter(word -> !fronts.contains(word)).toList();
        if (!names.isEmpty() || named.isEmpty()) {
            parts.add(names.isEmpty() ? suppliers.dns() : Suppliers.named("DNS", names, ServiceLevels::dns));
        }
        List<ServiceLevel> counted = new ArrayList<>();
        fronts.forEach(word -> once(word, List.of(word), counted, parts));
        traffic.cdn().ifPresent(_ -> once("CDN", cdn.stream().toList(), counted, parts));
        traffic.accelerator()
                .filter(_ -> accelerator.isEmpty() || !accelerator.equals(cdn))
                .ifPresent(_ -> once("accelerator", accelerator.stream().toList(), counted, parts));
        return parts;
    }

    /// One product counts once, by whichever key and word the file names it.
    private static void once(String name, List<String> words, List<ServiceLevel> counted, List<Part> parts) {
        List<ServiceLevel> levels =
                words.stream().flatMap(word -> front(word).stream()).toList();
        if (levels.isEmpty() || !counted.containsAll(levels)) {
            parts.add(Suppliers.named(name, words, Supply::front));
            counted.addAll(levels);
        }
    }

    private static boolean isFront(String word) {
        return front(word).isPresent();
    }

    private static Optional<ServiceLevel> front(String word) {
        return ServiceLevels.accelerator(word).or(() -> ServiceLevels.cdn(word));
    }

    private static List<Compute.Platform> platforms(Subject subject, Reach reach, Collection<RegionName> in) {
        return reach.services().stream()
                .map(subject::saidService)
                .filter(service -> !service.onlyInFailover())
                .flatMap(service -> subject.topology().platforms(service, in).stream())
                .distinct()
                .toList();
    }

    /// Whether no service that is needed is declared to have one copy only in some region.
    private static boolean hasCopies(Subject subject, Application application, Reach reach) {
        return application.roles().sequencedKeySet().stream()
                .flatMap(region ->
                        Optional.ofNullable(subject.topology().regions().get(region)).stream())
                .flatMap(region -> region.regional().replicas().entrySet().stream())
                .filter(entry -> reach.services().contains(entry.getKey()))
                .filter(entry -> !subject.isOnlyInFailover(entry.getKey()))
                .noneMatch(entry -> entry.getValue().most().orElse(2) == 1);
    }

    /// The same with more places that writes need, wherever they are taken.
    Supply with(List<Part> more) {
        List<Part> all = new ArrayList<>(front);
        all.addAll(more);
        return new Supply(all, regions, operating);
    }

    /// The same with another share for each part of a name, to try a change.
    Supply replacing(String name, double share) {
        SequencedMap<String, List<Part>> changed = new LinkedHashMap<>();
        regions.forEach((cloud, parts) -> changed.put(cloud, replacing(parts, name, share)));
        return new Supply(replacing(front, name, share), changed, operating);
    }

    private static List<Part> replacing(List<Part> parts, String name, double share) {
        return parts.stream()
                .map(part -> part.name().equals(name)
                        ? new Part(name, OptionalDouble.of(share), part.source(), share, part.kind())
                        : part)
                .toList();
    }

    /// One part alone.
    static Supply of(Part alone) {
        return new Supply(List.of(alone), new LinkedHashMap<>(), List.of());
    }

    /// The same for the regions of one cloud alone.
    Supply of(String cloud) {
        SequencedMap<String, List<Part>> own = new LinkedHashMap<>();
        own.put(cloud, regions.getOrDefault(cloud, List.of()));
        return new Supply(front, own, operating);
    }

    /// The regions whose parts reach least at most. An unknown part can only lower it.
    List<Part> region() {
        List<Part> lowest = List.of();
        for (List<Part> parts : regions.values()) {
            if (lowest.isEmpty() || most(parts) < most(lowest)) {
                lowest = parts;
            }
        }
        return lowest;
    }

    /// Whether a part of some region, or of what all share, has no known share.
    boolean isUnknown() {
        return Stream.concat(front.stream(), regions.values().stream().flatMap(List::stream))
                .anyMatch(part -> part.share().isEmpty());
    }

    /// What is needed with `soft` or `operate`.
    private static SequencedMap<String, Part> operated(Subject subject, Reach reach) {
        SequencedMap<String, Part> parts = new LinkedHashMap<>();
        for (String service : reach.services()) {
            Service known = subject.service(service);
            known.dependsOn().forEach((name, need) -> {
                if (need == Need.OPERATE && subject.topology().externals().containsKey(name)) {
                    parts.put(
                            name,
                            external(Objects.requireNonNull(
                                    subject.topology().externals().get(name))));
                } else if (need == Need.OPERATE && subject.blueprint().stores().containsKey(name)) {
                    parts.put(name, store(subject, name));
                }
            });
        }
        return parts;
    }

    static Part store(Subject subject, String name) {
        Store store = subject.store(name);
        return Suppliers.of(subject, List.of(store.writer())).store(store);
    }

    private static Part external(Topology.External external) {
        return new Part(
                external.name(),
                external.sla(),
                external.sla().isPresent()
                        ? "declared"
                        : "states no SLA; declare `external." + external.name() + ".sla`");
    }

    /// The product of some parts; empty if one of them states nothing.
    static OptionalDouble product(List<Part> parts) {
        double product = 1;
        for (Part part : parts) {
            if (part.share().isEmpty()) {
                return OptionalDouble.empty();
            }
            product *= part.share().getAsDouble();
        }
        return OptionalDouble.of(product);
    }

    /// The product as if parts without a figure never failed.
    static double most(List<Part> parts) {
        return parts.stream().mapToDouble(part -> part.most()).reduce(1, (a, b) -> a * b);
    }

    /// The part that takes most; one that states nothing before all others.
    static Optional<Part> weakest(List<Part> parts) {
        Part weakest = null;
        for (Part part : parts) {
            if (weakest == null || part.share().orElse(-1) < weakest.share().orElse(-1)) {
                weakest = part;
            }
        }
        return Optional.ofNullable(weakest);
    }
}
