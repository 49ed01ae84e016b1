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

/// Services that run where no copy is of a store that they use.
///
/// @param store that is missing
/// @param need how they use it: who cannot do without it does not serve there, who can does so with less
/// @param services by name
/// @param regions in which they run and are told nothing of it
record Bereft(String store, Need need, SequencedSet<String> services, SequencedSet<RegionName> regions) {
    /// One for each store that a cloud operates, and each way to need it. Of volumes a service is never told; of
    /// what the cloud does not operate each line says already that nothing is written.
    static List<Bereft> of(Blueprint meant, Estate estate) {
        List<Bereft> all = new ArrayList<>();
        for (Store store : meant.stores().values()) {
            for (Need need : Need.values()) {
                Bereft bereft = new Bereft(store.name(), need, new LinkedHashSet<>(), new LinkedHashSet<>());
                if (store.managed() && store.kind() != StoreKind.VOLUME && bereft.isWritten(estate)) {
                    estate.sites().values().forEach(site -> bereft.look(meant, estate, site));
                }
                if (!bereft.regions.isEmpty()) {
                    all.add(bereft);
                }
            }
        }
        return all;
    }

    private boolean isWritten(Estate estate) {
        return estate.sites().values().stream().anyMatch(site -> site.stores().has(store));
    }

    /// Of a service that nothing here runs it is not known where it is, nor what it is told.
    private void look(Blueprint meant, Estate estate, Site site) {
        site.compute().running().stream()
                .filter(workload -> isNeeded(meant, workload.name())
                        && Settings.untold(workload, site, estate.peers(site)).contains(store))
                .forEach(workload -> {
                    services.add(workload.name());
                    regions.add(site.region());
                });
    }

    private boolean isNeeded(Blueprint meant, String name) {
        Service service = meant.services().get(name);
        return service != null && service.dependsOn().get(store) == need;
    }

    String why() {
        String who = services.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return "no copy of it is written there, and " + who
                + switch (need) {
                    case HARD -> ", which cannot do without it (`hard`), is told of none";
                    case SOFT -> ", which can do without it (`soft`), runs there without it";
                    case OPERATE -> ", which needs it to change or scale (`operate`), runs there without it";
                };
    }

    String asked() {
        return switch (need) {
            case HARD -> "needed in ";
            case SOFT, OPERATE -> "used in ";
        };
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
