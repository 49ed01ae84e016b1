package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;

/// The first copy of services on platforms without machines of one's own. Nothing of a cluster is made for it: the
/// platform starts a copy when a request comes, or a task when it is asked to. How long that takes depends on the
/// program: Google writes that a cold start can take a significant time and gives no bound (Google Cloud
/// documentation, Configure minimum instances; 2026-11).
final class ColdStart {
    private ColdStart() {}

    /// Whether all that starts from nothing in a region is on platforms without machines.
    static boolean isOf(Subject subject, Application application, RegionName target) {
        Regional there = regional(subject, target);
        boolean hasMachines = there.nodes().values().stream()
                .anyMatch(nodes -> nodes.isIn(target)
                        && nodes.count()
                                .filter(count -> count.most().orElse(1) > 0)
                                .isPresent());
        List<Topology.Service> starting = starting(subject, application, target);
        return !hasMachines
                && !starting.isEmpty()
                && starting.stream().allMatch(service -> isOf(subject, service, target));
    }

    /// Whether a service is on such a platform in a region.
    static boolean isOf(Subject subject, Topology.Service service, RegionName target) {
        return switch (platform(subject, service, target)) {
            case FUNCTIONS, CONTAINER_SERVICE, CLOUD_RUN, APP_SERVICE, ECS_FARGATE -> true;
            case KUBERNETES, ECS_EC2, VIRTUAL_MACHINES, BARE_METAL -> false;
        };
    }

    /// The services that have no copy in a region before a failover: those with 0 copies, or all of them where the
    /// region itself has nothing, or where the file has none of them in it.
    static List<Topology.Service> starting(Subject subject, Application application, RegionName target) {
        Regional there = regional(subject, target);
        boolean isEmpty = new Capacity(subject, application).share(target) == 0;
        List<Topology.Service> all = Reach.of(subject, application.name()).services().stream()
                .map(subject::saidService)
                .toList();
        List<Topology.Service> placed =
                all.stream().filter(service -> isIn(service, target)).toList();
        return (placed.isEmpty() ? all : placed)
                .stream()
                        .filter(service -> {
                            Topology.Count copies = there.replicas().get(service.name());
                            boolean hasNone = copies != null && copies.least().orElse(0) == 0;
                            return isEmpty || placed.isEmpty() || hasNone;
                        })
                        .toList();
    }

    private static boolean isIn(Topology.Service service, RegionName region) {
        return service.in().isEmpty() || service.in().contains(region);
    }

    /// The missing time of the first copy.
    static Term unknown(Subject subject, Application application, Topology.Service service, RegionName target) {
        String path = subject.path(application.name(), "failover.steps.scale.of." + service.name() + ".takes");
        boolean isTask = platform(subject, service, target) == Compute.Platform.ECS_FARGATE;
        String place = isIn(service, target) ? "" : "the file has none in " + target + "; ";
        return Term.unknown(
                "first start of `" + service.name() + "`",
                place
                        + (isTask ? "a task starts when it is asked to" : "a copy starts on a request")
                        + ", and no provider publishes how long that takes at most; declare `" + path + "`",
                path);
    }

    private static Regional regional(Subject subject, RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    private static Compute.Platform platform(Subject subject, Topology.Service service, RegionName region) {
        return subject.topology().platform(service, region).orElse(Compute.Platform.KUBERNETES);
    }
}
