package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.ServiceLevel;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// The parts that a request of an application passes through, each with the availability that its provider owes.
///
/// Parts in series multiply. What serves and what operates are two products: pods go on without the API that
/// started them. The front that all regions share stands apart, because it caps whatever the regions reach
/// together.
///
/// @param front shared by all regions
/// @param region one copy in each region
/// @param operating needed to change or scale, beside what serves
record Supply(List<Part> front, List<Part> region, List<Part> operating) {

    /// @param share as a fraction; empty where none is known
    record Part(String name, OptionalDouble share, String source) {}

    static Supply of(Subject subject, Application application) {
        List<Part> front = new ArrayList<>();
        List<Part> region = new ArrayList<>();
        List<Part> operating = new ArrayList<>();
        Suppliers suppliers = Suppliers.of(subject, application.roles().sequencedKeySet());
        if (!subject.topology().traffic().entrances().isEmpty()) {
            front.addAll(front(subject.topology().traffic(), suppliers));
        }
        Reach reach = Reach.of(subject, application.name());
        boolean balanced = !subject.topology().traffic().entrances().isEmpty()
                && (reach.services().isEmpty()
                        || !platforms(subject, reach).stream().allMatch(Suppliers::isServerless));
        if (balanced) {
            region.add(suppliers.loadBalancer());
        }
        if (!reach.services().isEmpty()) {
            boolean copies = hasCopies(subject, application, reach);
            List<Compute.Platform> platforms = platforms(subject, reach);
            platforms.forEach(platform -> region.add(suppliers.compute(platform, copies)));
            operating.addAll(suppliers.operating(platforms));
        }
        for (String name : reach.stores()) {
            Store store = Objects.requireNonNull(subject.blueprint().stores().get(name));
            Optional<Part> elected = majority(subject, store);
            boolean shared = elected.isPresent() || store.members().size() == 1;
            (shared ? front : region).add(elected.orElseGet(() -> store(subject, name)));
        }
        for (String name : reach.externals()) {
            Topology.External external =
                    Objects.requireNonNull(subject.topology().externals().get(name));
            boolean shared = external.scope().orElse(Topology.Scope.GLOBAL) == Topology.Scope.GLOBAL
                    || external.in().size() == 1;
            (shared ? front : region).add(external(external));
        }
        operated(subject, reach).forEach((name, part) -> operating.add(part));
        return new Supply(front, region, operating);
    }

    /// The services that all regions share. A provider of an entrance that answers with a fixed address of its
    /// own, such
    /// as a global load balancer, counts once, wherever the file names it.
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
        fronts.stream()
                .filter(word ->
                        !Optional.of(word).equals(cdn) && !Optional.of(word).equals(accelerator))
                .forEach(word -> parts.add(Suppliers.named(word, List.of(word), Supply::front)));
        traffic.cdn()
                .ifPresent(_ -> parts.add(Suppliers.named("CDN", cdn.stream().toList(), Supply::front)));
        traffic.accelerator()
                .filter(_ -> accelerator.isEmpty() || !accelerator.equals(cdn))
                .ifPresent(_ -> parts.add(
                        Suppliers.named("accelerator", accelerator.stream().toList(), Supply::front)));
        return parts;
    }

    private static boolean isFront(String word) {
        return front(word).isPresent();
    }

    private static Optional<ServiceLevel> front(String word) {
        return ServiceLevels.accelerator(word).or(() -> ServiceLevels.cdn(word));
    }

    private static List<Compute.Platform> platforms(Subject subject, Reach reach) {
        return reach.services().stream()
                .map(name ->
                        Objects.requireNonNull(subject.topology().services().get(name)))
                .map(service -> subject.topology().platform(service).orElse(Compute.Platform.KUBERNETES))
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
                .noneMatch(entry -> entry.getValue().most().orElse(2) == 1);
    }

    /// The same with more that the regions need.
    Supply with(List<Part> more) {
        List<Part> all = new ArrayList<>(region);
        all.addAll(more);
        return new Supply(front, all, operating);
    }

    /// What is needed with `soft` or `operate`.
    private static SequencedMap<String, Part> operated(Subject subject, Reach reach) {
        SequencedMap<String, Part> parts = new LinkedHashMap<>();
        for (String service : reach.services()) {
            Service known =
                    Objects.requireNonNull(subject.blueprint().services().get(service));
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

    /// A self-run store that elects its leader over several regions, which serves while a majority of its votes
    /// does. Regions fail independently of each other in this sum.
    private static Optional<Part> majority(Subject subject, Store store) {
        List<Votes> groups = Votes.of(
                store, Objects.requireNonNull(subject.topology().stores().get(store.name())));
        if (store.managed() || groups.isEmpty()) {
            return Optional.empty();
        }
        double least = 1;
        for (Votes votes : groups) {
            double[] up = new double[votes.total() + 1];
            up[0] = 1;
            for (Map.Entry<RegionName, Integer> voters : votes.byRegion().entrySet()) {
                Part one = machine(subject, store, voters.getKey());
                if (one.share().isEmpty()) {
                    return Optional.of(new Part(store.name(), one.share(), one.source()));
                }
                double share = one.share().getAsDouble();
                for (int count = votes.total(); count >= 0; count--) {
                    double without = up[count] * (1 - share);
                    double with = count >= voters.getValue() ? up[count - voters.getValue()] * share : 0;
                    up[count] = without + with;
                }
            }
            double serves = 0;
            for (int count = votes.majority(); count <= votes.total(); count++) {
                serves += up[count];
            }
            least = Math.min(least, serves);
        }
        return Optional.of(new Part(
                store.name() + " by a majority",
                OptionalDouble.of(least),
                "the share of time in which a majority of its votes is up, each region with the SLA of its machines"
                        + " (2026-11)"));
    }

    /// The machines of a voter. A place outside the file has the figures of the writer's cloud if it is a region
    /// of it.
    private static Part machine(Subject subject, Store store, RegionName place) {
        String cloud = Objects.requireNonNull(subject.blueprint().regions().get(store.writer()))
                .cloud();
        boolean ofTheFile = subject.blueprint().regions().containsKey(place);
        return ofTheFile || Catalogue.zones(cloud, place.text()).isPresent()
                ? Suppliers.of(subject, List.of(ofTheFile ? place : store.writer()))
                        .store(store)
                : new Part(store.name(), OptionalDouble.empty(), "no SLA is known for a voter in " + place);
    }

    static Part store(Subject subject, String name) {
        Store store = Objects.requireNonNull(subject.blueprint().stores().get(name));
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
        return parts.stream().mapToDouble(part -> part.share().orElse(1)).reduce(1, (a, b) -> a * b);
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
