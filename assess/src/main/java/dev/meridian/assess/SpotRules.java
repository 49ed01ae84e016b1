package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.topology.Compute;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A check of regions that have to take over and have no other machines than spare ones of their provider.
final class SpotRules {
    private SpotRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            List<String> promises = subject.stakes().stream()
                    .filter(stake -> stake.objective() == Promise.Objective.RTO
                            && stake.disruption() == Promise.Disruption.REGION
                            && !stake.isClaim()
                            && stake.application().equals(application))
                    .map(Stake::path)
                    .distinct()
                    .toList();
            for (RegionName region : takingOver(subject, application)) {
                List<Compute.Nodes> groups = groups(subject, region);
                boolean isSpot = !groups.isEmpty()
                        && groups.stream().allMatch(group -> group.spot().orElse(false));
                if (isSpot && !promises.isEmpty()) {
                    findings.add(finding(subject, application, region, groups)
                            .about(promises.getFirst())
                            .andAt(promises.subList(1, promises.size())));
                }
            }
        }
    }

    /// The targets with services, and the primary itself where another region serves beside it.
    private static List<RegionName> takingOver(Subject subject, Application application) {
        List<RegionName> regions = new ArrayList<>(application.failover().targets());
        boolean isOneOfSeveral = application.roles().entrySet().stream()
                .anyMatch(role ->
                        role.getValue() != Role.STANDBY && !role.getKey().equals(application.primary()));
        if (isOneOfSeveral) {
            regions.addFirst(application.primary());
        }
        return regions.stream()
                .filter(region -> ServingRegions.hasServices(subject, application, region))
                .toList();
    }

    private static List<Compute.Nodes> groups(Subject subject, RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional().nodes().values().stream()
                .filter(group -> group.isIn(region))
                .toList();
    }

    private static Finding finding(
            Subject subject, Application application, RegionName region, List<Compute.Nodes> groups) {
        List<String> names = groups.stream().map(Compute.Nodes::name).toList();
        String cloud = Objects.requireNonNull(subject.blueprint().regions().get(region))
                .cloud();
        String from = region.equals(application.primary())
                ? "another region when that is lost"
                : application.primary() + " when that is lost";
        return Finding.of(
                Rule.TAKES_OVER_ON_SPOT,
                "compute.nodes." + names.getFirst() + ".spot",
                "all machines of " + region + " are spot (" + Listed.names(names) + "), and it has to take over from "
                        + from,
                notice(cloud),
                "a group without `spot` that carries at least what a recovery needs");
    }

    /// How early a provider says that it takes a machine back (Amazon EC2 User Guide, Spot Instance interruption
    /// notices; Microsoft Learn, Scheduled Events for Linux VMs, Event scheduling: 30 s for Preempt; Google Cloud,
    /// Spot VMs in GKE, 120 s at most where a node pool sets that; 2026-11).
    private static String notice(String cloud) {
        String taken = "the provider may take them back at any time, ";
        return switch (cloud) {
            case "aws" ->
                taken + "with a notice of 2m at best (Amazon EC2 User Guide, Spot Instance interruption"
                        + " notices, 2026-11)";
            case "gcp" -> taken + "with a notice of 30s by default (Google Cloud, Spot VMs in GKE, 2026-11)";
            case "azure" ->
                taken + "with a notice of 30s (Microsoft Learn, Scheduled Events, minimum notice of Preempt, 2026-11)";
            default -> taken + "and nothing is known of its notice";
        };
    }
}
