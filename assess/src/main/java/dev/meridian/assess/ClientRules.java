package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;

/// A check of what clients do while they do not know the primary.
final class ClientRules {
    private static final String PATH = "traffic.clients.whenUnknown";

    private ClientRules() {}

    static void check(Subject subject, List<Finding> findings) {
        boolean assumes = subject.topology()
                .traffic()
                .clients()
                .whenUnknown()
                .equals(Optional.of(Topology.WhenUnknown.ASSUME_PRIMARY));
        List<String> promoted = subject.blueprint().stores().values().stream()
                .filter(store -> ActionRules.hasToBePromoted(store)
                        && !store.mayTakeOver().isEmpty())
                .map(Store::name)
                .toList();
        if (assumes && !promoted.isEmpty()) {
            findings.add(Finding.of(
                    Rule.CLIENTS_ASSUME_PRIMARY,
                    PATH,
                    "clients that do not know the primary write to the last primary that they knew, and another member of "
                            + Listed.names(promoted) + " can be promoted",
                    "after a failover, and behind a cut link, they write to the old primary: behind a fence that fails,"
                            + " and without one it is a second writer",
                    "`whenUnknown: wait`"));
        }
    }
}
