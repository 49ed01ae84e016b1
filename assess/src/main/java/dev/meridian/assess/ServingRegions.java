package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The regions from which an application serves its users, now or after a failover: those that serve today, and
/// those that stand by and are targets of the failover. A region that can never have a share of the capacity is
/// none, and neither is one that holds copies, control or votes alone.
final class ServingRegions {
    private ServingRegions() {}

    /// In the order of the file.
    static List<RegionName> of(Subject subject, Application application) {
        Capacity capacity = new Capacity(subject, application);
        return application.roles().entrySet().stream()
                .filter(role -> role.getValue() != Role.STANDBY
                        || application.failover().targets().contains(role.getKey()))
                .filter(role -> capacity.after(role.getKey()) > 0)
                .map(role -> role.getKey())
                .toList();
    }

    /// The regions in which an application goes on without one of them: the targets of its failover, and the
    /// others that serve.
    static List<RegionName> without(Subject subject, Application application, RegionName lost) {
        SequencedSet<RegionName> others =
                new LinkedHashSet<>(application.failover().targets());
        others.addAll(of(subject, application));
        others.remove(lost);
        return List.copyOf(others);
    }

    /// Those of some regions from which an application serves.
    static List<RegionName> among(Subject subject, Application application, Collection<RegionName> regions) {
        List<RegionName> serving = of(subject, application);
        return regions.stream().filter(serving::contains).toList();
    }

    /// Whether a service of an application runs in a region, or the application has none.
    static boolean hasServices(Subject subject, Application application, RegionName region) {
        List<Service> services = subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application.name()))
                .toList();
        return services.isEmpty()
                || services.stream().anyMatch(service -> service.regions().contains(region));
    }
}
