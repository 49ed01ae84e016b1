package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out which services each region runs, and which stores each of them uses.
final class Workloads {
    /// IAM user guide, quotas, 2026-11.
    private static final int LONGEST_ROLE = 64;

    private final Blueprint meant;
    private final Ledger ledger;

    Workloads(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
    }

    /// Those of the applications that live in a region.
    List<Workload> in(RegionName region, String estate) {
        List<Workload> workloads = new ArrayList<>();
        for (Service service : meant.services().values()) {
            boolean livesHere = Optional.ofNullable(meant.applications().get(service.application()))
                    .map(application -> application.roles().containsKey(region))
                    .orElse(true);
            if (livesHere) {
                fits(estate + "-" + region + "-" + service.name(), service);
                workloads.add(workload(service));
            }
        }
        return workloads;
    }

    private void fits(String role, Service service) {
        if (role.length() > LONGEST_ROLE) {
            ledger.problem(
                    "services." + service.name(),
                    new Message(
                            "`" + role + "` has " + role.length() + " letters",
                            "the role of a service is called after its application, region and name, and IAM takes "
                                    + LONGEST_ROLE,
                            "a shorter name of the service or the application"));
        }
    }

    private Workload workload(Service service) {
        List<String> stores = service.dependsOn().sequencedKeySet().stream()
                .filter(meant.stores()::containsKey)
                .toList();
        return new Workload(service.name(), stores);
    }
}
