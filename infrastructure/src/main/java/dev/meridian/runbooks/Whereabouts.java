package dev.meridian.runbooks;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Where a store is, as it is written: what a file asks for and nothing makes is nowhere.
///
/// @param places in which it is built
/// @param streams from where to where writes get by themselves
record Whereabouts(
        Store store, SequencedSet<RegionName> places, SequencedMap<RegionName, SequencedSet<RegionName>> streams) {

    /// @param whole of all clouds
    static Whereabouts of(Store store, Estate whole) {
        Whereabouts here = new Whereabouts(store, new LinkedHashSet<>(), new LinkedHashMap<>());
        whole.sites().values().stream()
                .filter(site -> site.stores().has(store.name())
                        && (store.kind() != StoreKind.VOLUME || store.members().contains(site.region())))
                .forEach(site -> here.add(site, whole));
        whole.links().forEach(link -> here.add(link.copies()));
        whole.streams().stream()
                .filter(stream -> stream.store().equals(store.name()))
                .forEach(stream ->
                        stream.to().forEach(to -> here.copies(stream.from().region(), to.region())));
        return here;
    }

    private void add(Site site, Estate whole) {
        RegionName region = site.region();
        places.add(region);
        site.databases().stream()
                .filter(one -> one.store().equals(store.name()))
                .forEach(one -> one.source().ifPresent(source -> copies(source.region(), region)));
        site.stores().caches().stream()
                .filter(one -> one.store().equals(store.name()))
                .flatMap(one -> one.global().stream())
                .filter(global -> !global.isWriter())
                .forEach(_ -> writers(whole).forEach(writer -> copies(writer, region)));
        if (site.stores().tableNames().containsKey(store.name())) {
            whole.sites().values().stream()
                    .filter(other ->
                            !other.equals(site) && other.stores().tableNames().containsKey(store.name()))
                    .forEach(other -> copies(other.region(), region));
        }
    }

    private List<RegionName> writers(Estate whole) {
        return whole.sites().values().stream()
                .filter(site -> site.stores().caches().stream()
                        .anyMatch(one -> one.store().equals(store.name())
                                && one.global()
                                        .filter(global -> global.isWriter())
                                        .isPresent()))
                .map(Site::region)
                .toList();
    }

    private void add(Estate.Copies copies) {
        copies.mirrors().stream()
                .filter(one -> one.store().equals(store.name()))
                .forEach(one -> copies(one.from().region(), one.to().region()));
        copies.followings().stream()
                .filter(one -> one.store().equals(store.name()))
                .forEach(one -> copies(one.leader(), one.follower()));
    }

    private void copies(RegionName from, RegionName to) {
        streams.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
    }

    boolean isBuilt() {
        return !places.isEmpty();
    }

    /// A follower takes none; what copies of Kafka are brought into takes its own region's beside them.
    String writes() {
        return Words.and(places.stream()
                .filter(region -> store.kind() == StoreKind.KAFKA || streams.containsKey(region) || !isCopy(region))
                .toList());
    }

    private boolean isCopy(RegionName region) {
        return streams.values().stream().anyMatch(to -> to.contains(region));
    }

    /// Empty where what a region takes is in that region alone.
    String copies() {
        if (streams.size() == 1) {
            return Words.and(streams.firstEntry().getValue());
        }
        boolean isEachOthers = streams.sequencedKeySet().equals(places)
                && streams.values().stream().allMatch(to -> to.size() == places.size() - 1);
        if (isEachOthers && !streams.isEmpty()) {
            return "each of the others";
        }
        List<String> words = new ArrayList<>();
        streams.forEach((from, to) -> words.add("of " + from + " in " + Words.and(to)));
        return String.join("; ", words);
    }

    /// How writes get there. No cloud lets a commit wait for another region.
    String how(String file) {
        if (streams.isEmpty()) {
            return places.size() < 2 ? "nothing copies it" : "nothing copies it: each region has its own";
        }
        ReplicationMode asked = store.replication().mode();
        return switch (asked) {
            case ASYNC, PROVIDER -> word(asked);
            case SYNC, QUORUM, MULTI_PRIMARY, COPY, NONE, UNKNOWN ->
                "async, where " + file + " has `" + word(asked) + "`";
        };
    }

    private static String word(ReplicationMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
