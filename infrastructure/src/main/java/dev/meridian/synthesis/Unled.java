package dev.meridian.synthesis;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// A service that is to use the primary's copy of a store (`in: primary`) and is told of the one beside it alone,
/// in some regions. Where its region has none at all, see [Bereft].
///
/// @param writer the region whose copy it is to use
/// @param regions in which nothing leads there
/// @param isNetworkMissing whether it would be told, were the networks of the two connected
record Unled(
        String service, String store, RegionName writer, SequencedSet<RegionName> regions, boolean isNetworkMissing) {

    static List<Unled> of(Topology said, Blueprint meant, Estate estate) {
        List<Unled> all = new ArrayList<>();
        said.services()
                .forEach((service, one) -> one.dependsOn().forEach((name, need) -> {
                    Store store = meant.stores().get(name);
                    boolean asks =
                            need.in().filter(Topology.Reach.PRIMARY::equals).isPresent();
                    if (asks && store != null && store.managed() && store.kind() != StoreKind.VOLUME) {
                        all.addAll(of(service, store, estate));
                    }
                }));
        return all;
    }

    private static List<Unled> of(String service, Store store, Estate estate) {
        SequencedMap<RegionName, Unled> peerable = new LinkedHashMap<>();
        SequencedSet<RegionName> others = new LinkedHashSet<>();
        for (Site site : estate.sites().values()) {
            Optional<Workload> workload = site.services().stream()
                    .filter(one -> one.name().equals(service))
                    .findFirst();
            boolean isBeside = site.stores().has(store.name()) && !site.region().equals(store.writer());
            if (!isBeside
                    || workload.isEmpty()
                    || leads(workload.get(), store, site, estate.peers(site)).isPresent()) {
                continue;
            }
            peers(site, estate)
                    .flatMap(peers -> leads(workload.get(), store, site, peers))
                    .ifPresentOrElse(
                            writer -> peerable.computeIfAbsent(
                                            writer,
                                            _ -> new Unled(service, store.name(), writer, new LinkedHashSet<>(), true))
                                    .regions
                                    .add(site.region()),
                            () -> others.add(site.region()));
        }
        List<Unled> all = new ArrayList<>(peerable.values());
        if (!others.isEmpty()) {
            all.add(new Unled(service, store.name(), store.writer(), others, false));
        }
        return all;
    }

    /// Those that a network could be connected with so that services are told of what is there ([Estate#peers]).
    private static Optional<List<Site>> peers(Site site, Estate estate) {
        return site.cloud() != Cloud.AWS
                ? Optional.empty()
                : Optional.of(estate.sites().values().stream()
                        .filter(other -> other.cloud() == Cloud.AWS && !other.equals(site))
                        .toList());
    }

    /// To which other region a service is led for a store.
    private static Optional<RegionName> leads(Workload workload, Store store, Site site, List<Site> peers) {
        return Settings.hosts(workload, site, peers).values().stream()
                .filter(place -> place.store().equals(store.name()))
                .map(Settings.Place::region)
                .filter(region -> !region.equals(site.region()))
                .findFirst();
    }

    String path() {
        return "services." + service + ".dependsOn." + store + ".in";
    }

    String place() {
        return regions.stream().map(region -> "`" + region + "`").collect(Collectors.joining(", "));
    }

    String why() {
        return "there `" + service + "` is told of the `" + store + "` beside it and not of that of `" + writer + "`: "
                + (isNetworkMissing
                        ? "no network leads there"
                        : "services are led to another region of AWS only where their own has no such store, or"
                                + " one that follows");
    }

    String possible() {
        return isNetworkMissing
                ? "`network.peering: full-mesh`, or one of its `links` between these regions and `" + writer
                        + "`: then `" + Settings.writer(store) + "` says where it is (to a task of Fargate `"
                        + Settings.writer(store) + "_PARAMETER`)"
                : "`in: same`, if the one beside it will do; else a way of yours, or a service in `" + writer
                        + "` that asks it";
    }
}
