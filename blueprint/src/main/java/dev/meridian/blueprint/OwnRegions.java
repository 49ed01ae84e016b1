package dev.meridian.blueprint;

import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.stream.Stream;

/// The regions of an application: those under its `roles`, and those with a `role` under `regions`.
///
/// An application that names a primary of its own, and nothing about the region that `regions` calls the primary,
/// would have two. It lives apart from the others: of `regions` it then has only those regions that one of its
/// services, stores or entrances names.
final class OwnRegions {
    private OwnRegions() {}

    /// The role of an application in a region; empty where it has nothing there.
    static Optional<Topology.Role> role(Topology topology, Topology.Application application, RegionName region) {
        return Optional.ofNullable(application.roles().get(region))
                .or(() -> Optional.ofNullable(topology.regions().get(region))
                        .flatMap(Topology.Region::role)
                        .filter(_ -> !isApart(topology, application) || isNamed(topology, application, region)));
    }

    private static boolean isApart(Topology topology, Topology.Application application) {
        boolean hasAPrimary = application.roles().containsValue(Topology.Role.PRIMARY);
        return hasAPrimary
                && topology.regions().values().stream()
                        .anyMatch(region -> region.role().equals(Optional.of(Topology.Role.PRIMARY))
                                && !application.roles().containsKey(region.name()));
    }

    private static boolean isNamed(Topology topology, Topology.Application application, RegionName region) {
        Optional<String> name = Optional.of(application.name());
        return Stream.of(
                        topology.services().values().stream()
                                .filter(service -> service.application().equals(name))
                                .flatMap(service -> service.in().stream()),
                        topology.stores().values().stream()
                                .filter(store -> store.application().equals(name))
                                .flatMap(store -> Stream.concat(
                                        store.in().stream(),
                                        store.members().values().stream().map(member -> member.region()))),
                        topology.traffic().entrances().values().stream()
                                .filter(entrance -> entrance.application().equals(name))
                                .flatMap(entrance -> entrance.in().stream()))
                .flatMap(regions -> regions)
                .anyMatch(region::equals);
    }
}
