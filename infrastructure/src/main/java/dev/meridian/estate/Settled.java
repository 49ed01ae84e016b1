package dev.meridian.estate;

import dev.meridian.topology.Defaults;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a first writing has settled and no later one changes by itself, whatever the file comes to say beside it:
/// to change it is to build everything anew. A line more in the file, or two that change places, is no reason
/// for that.
///
/// @param name that everything begins with; empty where nothing has been written yet
/// @param suffix what names end with that everybody shares; empty likewise
/// @param regions the addresses of each, in the order in which they came
/// @param founders where each datastore of several regions was made, by the store's name, and the key that several
///     have together, by its place in the file; who keeps which states
public record Settled(
        Optional<String> name,
        Optional<String> suffix,
        SequencedMap<RegionName, Cidr> regions,
        SequencedMap<String, RegionName> founders) {
    private static final String KEPT = "states/of/";

    /// Nothing has been written yet.
    public static final Settled NOTHING =
            new Settled(Optional.empty(), Optional.empty(), new LinkedHashMap<>(), new LinkedHashMap<>());

    public Settled {
        regions = new LinkedHashMap<>(regions);
        founders = new LinkedHashMap<>(founders);
    }

    /// What is settled once an estate has been written.
    ///
    /// @param keepers who keeps the state of each root that is of no one region or pair
    public static Settled of(Estate estate, SequencedMap<String, RegionName> keepers) {
        SequencedMap<RegionName, Cidr> regions = new LinkedHashMap<>();
        estate.sites()
                .forEach((region, site) -> regions.put(region, site.network().block()));
        return new Settled(
                Optional.of(estate.name()),
                estate.sites().values().stream().map(Site::suffix).findFirst(),
                regions,
                founders(estate, keepers));
    }

    private static SequencedMap<String, RegionName> founders(Estate estate, SequencedMap<String, RegionName> keepers) {
        SequencedMap<String, RegionName> founders =
                Datastores.founders(estate.sites().values());
        estate.sites().values().stream()
                .flatMap(site -> site.sharedKey().stream())
                .findFirst()
                .ifPresent(key -> founders.put(SharedKeys.PATH, key.home()));
        founders.putAll(Keepers.settled(estate));
        keepers.forEach((root, keeper) -> founders.put(KEPT + root, keeper));
        return founders;
    }

    /// The regions whose buckets one root makes.
    public List<RegionName> pair() {
        return Keepers.firstTwo(this::founder);
    }

    /// Who kept the state of a root that is of no one region or pair; empty for any other.
    public Optional<RegionName> keeper(String root) {
        return founder(KEPT + root);
    }

    private Optional<RegionName> founder(String what) {
        return Optional.ofNullable(founders.get(what));
    }

    /// Whether it was settled of what is called so; what was of another is nothing to it.
    boolean isOf(String estate) {
        return name.filter(estate::equals).isPresent();
    }

    /// The addresses of regions for which the file states none, as `PATH=VALUE`. What the file says of the network
    /// as a whole goes before: addresses that it has no room for are not kept.
    public List<String> assignments(Topology said) {
        Cidr whole = Scalars.block(value(said, "network.cidr")).orElseThrow();
        int size = Integer.parseInt(value(said, "network.perRegion").substring(1));
        List<Cidr> taken = new ArrayList<>();
        said.regions().values().forEach(region -> region.cidr().ifPresent(taken::add));
        List<String> assignments = new ArrayList<>();
        regions.forEach((region, block) -> {
            boolean isSilent = Optional.ofNullable(said.regions().get(region))
                    .filter(there -> there.cidr().isEmpty())
                    .isPresent();
            if (isSilent
                    && whole.contains(block)
                    && block.prefix() == size
                    && taken.stream().noneMatch(block::overlaps)) {
                taken.add(block);
                assignments.add("regions." + region + ".cidr=" + block.text());
            }
        });
        return assignments;
    }

    private static String value(Topology said, String path) {
        return said.sources()
                .at(path)
                .map(setting -> setting.text())
                .or(() -> Defaults.at(path))
                .orElseThrow();
    }

    /// These, those that are settled first, in the order of then.
    List<RegionName> inOrder(Iterable<RegionName> named) {
        List<RegionName> later = new ArrayList<>();
        named.forEach(later::add);
        List<RegionName> ordered = new ArrayList<>(regions.sequencedKeySet());
        ordered.retainAll(later);
        later.removeAll(ordered);
        ordered.addAll(later);
        return ordered;
    }
}
