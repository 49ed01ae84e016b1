package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            region.add(suppliers.loadBalancer());
        }
        Reach reach = Reach.of(subject, application.name());
        if (!reach.services().isEmpty()) {
            region.add(suppliers.compute(hasCopies(subject, application, reach)));
            operating.addAll(suppliers.operating());
        }
        for (String name : reach.stores()) {
            boolean once = Objects.requireNonNull(subject.blueprint().stores().get(name))
                            .members()
                            .size()
                    == 1;
            (once ? front : region).add(store(subject, name));
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

    /// The services that all regions share.
    private static List<Part> front(Topology.Traffic traffic, Suppliers suppliers) {
        List<Part> parts = new ArrayList<>();
        List<String> names = traffic.entrances().values().stream()
                .flatMap(entrance -> entrance.providers().stream())
                .distinct()
                .toList();
        parts.add(names.isEmpty() ? suppliers.dns() : Suppliers.named("DNS", names, ServiceLevels::dns));
        traffic.cdn()
                .ifPresent(cdn ->
                        parts.add(Suppliers.named("CDN", cdn.kind().stream().toList(), ServiceLevels::cdn)));
        traffic.accelerator()
                .ifPresent(accelerator -> parts.add(Suppliers.named(
                        "accelerator", accelerator.kind().stream().toList(), ServiceLevels::accelerator)));
        return parts;
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

    static Part store(Subject subject, String name) {
        Store store = Objects.requireNonNull(subject.blueprint().stores().get(name));
        return Suppliers.of(subject, store.members()).store(store);
    }

    private static Part external(Topology.External external) {
        return new Part(external.name(), external.sla(), external.sla().isPresent() ? "declared" : "states no SLA");
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
