package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.ServiceLevel;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What a request of an application passes through, each part with the availability that somebody owes for it.
///
/// Parts in series multiply. What serves and what operates are two products: pods go on without the API that
/// started them. The front that all regions share stands apart, because it caps whatever the regions reach
/// together.
///
/// @param front shared by all regions
/// @param region one copy in each region
/// @param operating needed to change or scale, beside what serves
record Supply(List<Part> front, List<Part> region, List<Part> operating) {

    /// @param share as a fraction; empty where nobody says
    record Part(String name, OptionalDouble share, String source) {
        static Part of(String name, ServiceLevel level) {
            return new Part(name, OptionalDouble.of(level.share()), level.source());
        }
    }

    static Supply of(Subject subject, Application application) {
        List<Part> front = new ArrayList<>();
        List<Part> region = new ArrayList<>();
        List<Part> operating = new ArrayList<>();
        boolean entrances = !subject.topology().traffic().entrances().isEmpty();
        if (entrances) {
            front.add(Part.of("DNS", ServiceLevel.DNS));
            subject.topology().traffic().cdn().ifPresent(_ -> front.add(Part.of("CDN", ServiceLevel.CDN)));
            subject.topology()
                    .traffic()
                    .accelerator()
                    .ifPresent(_ -> front.add(Part.of("accelerator", ServiceLevel.ANYCAST)));
            region.add(Part.of("load balancer", ServiceLevel.LOAD_BALANCER));
        }
        Reach reach = Reach.of(subject, application.name());
        if (!reach.services().isEmpty()) {
            region.add(Part.of("compute", ServiceLevel.COMPUTE));
            operating.add(Part.of("cluster API", ServiceLevel.CLUSTER_API));
            operating.add(Part.of("image registry", ServiceLevel.IMAGES));
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
        boolean overZones = new Comebacks(subject).spansZones(store);
        ServiceLevel level = Kinds.serviceLevel(store, overZones);
        return new Part(name + ", " + level.text(), OptionalDouble.of(level.share()), level.source());
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
