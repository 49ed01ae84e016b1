package dev.meridian.runbooks;

import dev.meridian.estate.Site;
import dev.meridian.estate.Unit;
import dev.meridian.estate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How services are spoken to, by what they run on.
final class Services {
    private Services() {}

    /// The services of a region that something written here runs.
    static List<Workload> of(Site site) {
        return site.compute().running();
    }

    /// Those that their team runs elsewhere, or otherwise than anything here says: no command can be known.
    static List<String> ofTheirTeam(Site site) {
        return site.compute().runsServices()
                ? List.of()
                : site.services().stream().map(Workload::name).toList();
    }

    /// Starts every copy anew of those that use a store; what nothing here starts is named.
    static List<String> restarts(Known known, Site site, String store) {
        List<String> commands = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        site.services().stream()
                .filter(service -> service.stores().contains(store))
                .map(Workload::name)
                .forEach(name -> {
                    if (ofTheirTeam(site).contains(name)) {
                        theirs.add(name);
                    } else if (of(site).stream()
                            .anyMatch(service -> service.name().equals(name))) {
                        commands.add(restart(known, site, name));
                    }
                });
        if (!theirs.isEmpty()) {
            commands.add("# nothing written here runs " + Words.and(theirs) + " of " + site.region()
                    + ": start it anew where its team runs it");
        }
        return commands;
    }

    static String restart(Known known, Site site, String service) {
        return site.cluster().isPresent()
                ? kubectl(known, site) + " rollout restart deployment/" + service
                : "aws ecs update-service --region " + site.region() + " --cluster " + site.name() + " --service "
                        + service + " --force-new-deployment --query 'service.deployments[].rolloutState'";
    }

    /// How whichever service somebody names is stopped, as the end of a sentence.
    static String stopped(Known known, Site site) {
        if (!site.compute().runsServices()) {
            return "where their team runs them, since nothing written here does";
        }
        return site.cluster().isPresent()
                ? "`" + kubectl(known, site) + " scale deployment NAME --replicas 0`"
                : "`aws ecs update-service --region " + site.region() + " --cluster " + site.name()
                        + " --service NAME --desired-count 0`";
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
