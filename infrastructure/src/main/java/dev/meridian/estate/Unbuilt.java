package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Says of a region that is of no cloud that roots are written for what the file has there and nobody builds.
final class Unbuilt {
    private Unbuilt() {}

    static void note(Ledger ledger, Blueprint meant, RegionName region) {
        List<String> services = meant.services().values().stream()
                .filter(service -> Optional.ofNullable(meant.applications().get(service.application()))
                        .filter(application -> application.roles().containsKey(region))
                        .isPresent())
                .map(service -> "`" + service.name() + "`")
                .toList();
        List<String> stores = meant.stores().values().stream()
                .filter(store -> store.members().contains(region))
                .map(Store::name)
                .map(store -> "`" + store + "`")
                .toList();
        ledger.left(
                "regions." + region + ".provider",
                "nothing at all is written for this region"
                        + (services.isEmpty() ? "" : "; services that do not run there: " + listed(services))
                        + (stores.isEmpty() ? "" : "; stores that it has no copy of: " + listed(stores)));
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }
}
