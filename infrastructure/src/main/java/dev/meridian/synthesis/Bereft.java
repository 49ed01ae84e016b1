package dev.meridian.synthesis;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// Services that run where no copy is of a store that they cannot do without.
///
/// @param store that is missing
/// @param services by name
/// @param regions in which they run and are told nothing of it
record Bereft(String store, SequencedSet<String> services, SequencedSet<RegionName> regions) {
    /// One for each store that a cloud operates. Of volumes a service is never told; of what the cloud does
    /// not operate each line says already that nothing is written.
    static List<Bereft> of(Blueprint meant, Estate estate) {
        List<Bereft> all = new ArrayList<>();
        for (Store store : meant.stores().values()) {
            Bereft bereft = new Bereft(store.name(), new LinkedHashSet<>(), new LinkedHashSet<>());
            if (store.managed() && store.kind() != StoreKind.VOLUME && bereft.isWritten(estate)) {
                estate.sites().values().forEach(site -> bereft.look(meant, estate, site));
            }
            if (!bereft.regions.isEmpty()) {
                all.add(bereft);
            }
        }
        return all;
    }

    private boolean isWritten(Estate estate) {
        return estate.sites().values().stream().anyMatch(site -> site.stores().has(store));
    }

    private void look(Blueprint meant, Estate estate, Site site) {
        site.services().stream()
                .filter(workload -> isHard(meant, workload.name())
                        && Settings.untold(workload, site, estate.peers(site)).contains(store))
                .forEach(workload -> {
                    services.add(workload.name());
                    regions.add(site.region());
                });
    }

    private boolean isHard(Blueprint meant, String name) {
        Service service = meant.services().get(name);
        return service != null && service.dependsOn().get(store) == Need.HARD;
    }

    String why() {
        return "no copy of it is written there, and "
                + services.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                + ", which cannot do without it (`hard`), is told of none";
    }

    String place() {
        return regions.stream().map(region -> "`" + region + "`").collect(Collectors.joining(", "));
    }

    /// What follows a store is of the same cloud.
    String possible() {
        return "these regions in `data." + store
                + ".in`: a follower within one cloud, in another one a store that takes writes of its own and has none of"
                + " the data; what brings it there is yours";
    }
}
