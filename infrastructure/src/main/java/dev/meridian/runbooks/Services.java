package dev.meridian.runbooks;

import dev.meridian.estate.Site;
import dev.meridian.estate.Unit;
import dev.meridian.estate.Workload;
import java.util.List;
import java.util.Optional;

/// How services are spoken to, by what they run on.
final class Services {
    private Services() {}

    /// The services of a region that somebody runs there.
    static List<Workload> of(Site site) {
        return site.services().stream()
                .filter(service -> site.cluster().isPresent() || service.image().isPresent())
                .toList();
    }

    /// Starts every copy anew of those that use a store.
    static List<String> restarts(Known known, Site site, String store) {
        return of(site).stream()
                .filter(service -> service.stores().contains(store))
                .map(service -> restart(known, site, service.name()))
                .toList();
    }

    static String restart(Known known, Site site, String service) {
        return site.cluster().isPresent()
                ? kubectl(known, site) + " rollout restart deployment/" + service
                : "aws ecs update-service --region " + site.region() + " --cluster " + site.name() + " --service "
                        + service + " --force-new-deployment --query 'service.deployments[].rolloutState'";
    }

    /// Stops whichever service somebody names.
    static String stopped(Known known, Site site) {
        return site.cluster().isPresent()
                ? kubectl(known, site) + " scale deployment NAME --replicas 0"
                : "aws ecs update-service --region " + site.region() + " --cluster " + site.name()
                        + " --service NAME --desired-count 0";
    }

    /// As every command for a cluster begins.
    static String kubectl(Known known, Site site) {
        return "kubectl --context " + site.region() + " -n " + namespace(known);
    }

    static String namespace(Known known) {
        return known.estate()
                .fleet()
                .map(fleet -> fleet.namespace())
                .orElse(known.estate().name());
    }

    /// The service as clusters run it; empty where none does.
    static Optional<Unit> unit(Known known, String service) {
        return known.estate()
                .fleet()
                .flatMap(fleet -> Optional.ofNullable(fleet.units().get(service)));
    }
}
