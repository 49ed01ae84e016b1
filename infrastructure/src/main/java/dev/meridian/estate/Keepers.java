package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Works out where the states of each cloud's roots are kept: in that cloud, since a region has to be changed in
/// the hour in which another cloud is gone, and never in the region alone that they describe (ADR 23).
final class Keepers {
    /// Where names and CDNs are changed, and where accelerators are.
    private static final List<RegionName> CONTROLS = List.of(new RegionName("us-east-1"), Accelerator.CONTROL);

    private static final String PATH = "states/";

    private static final String FIRST = PATH + "first";
    private static final String SECOND = PATH + "second";
    private static final String REST = PATH + "rest";
    private static final String AZURE = PATH + "azure";

    private final String name;
    private final String suffix;
    private final Ledger ledger;
    private final boolean isNew;

    /// @param suffix what names end with that everybody shares
    /// @param isNew whether nothing of it has been written yet
    Keepers(String name, String suffix, Ledger ledger, boolean isNew) {
        this.name = name;
        this.suffix = suffix;
        this.ledger = ledger;
        this.isNew = isNew;
    }

    /// Those of each cloud that has a region.
    ///
    /// @param others regions of AWS that roots are about and the file does not have
    /// @param opened what users open
    SequencedMap<Cloud, States> all(List<BackupRegion> others, List<Entrance> opened) {
        SequencedMap<Cloud, States> keepers = new LinkedHashMap<>();
        for (Cloud cloud : Cloud.values()) {
            List<RegionName> regions = ledger.regions(cloud);
            if (!regions.isEmpty()) {
                keepers.put(
                        cloud,
                        switch (cloud) {
                            case AWS -> ofAws(regions, others);
                            case GOOGLE -> states(regions, ofGoogle(regions));
                            case AZURE ->
                                ofAzure(regions, opened.stream().anyMatch(entrance -> entrance.cloud() == cloud));
                        });
            }
        }
        return keepers;
    }

    /// Of Google Cloud one bucket is in several regions at once.
    private SequencedMap<RegionName, String> ofGoogle(List<RegionName> regions) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        buckets.put(regions.getFirst(), name + "-states-google-" + suffix);
        return buckets;
    }

    /// Of Azure each region has an account of its own, and names have one that is in none of them.
    private States ofAzure(List<RegionName> regions, boolean isNamed) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        regions.forEach(region -> buckets.put(region, account(region)));
        States states = states(regions, buckets);
        if (!isNamed) {
            return states;
        }
        RegionName keeper = ledger.founder(AZURE).orElseGet(() -> AzurePairs.beside(regions));
        buckets.putIfAbsent(keeper, account(keeper));
        return new States(buckets, states.pair(), keeper, states.steered());
    }

    private String account(RegionName region) {
        return ShortName.account(name + "-states-" + region + "-" + suffix);
    }

    private static States states(List<RegionName> regions, SequencedMap<RegionName, String> buckets) {
        List<RegionName> pair =
                regions.stream().filter(buckets::containsKey).limit(2).toList();
        return new States(buckets, pair, pair.getLast(), new LinkedHashMap<>());
    }

    /// Of AWS each region keeps its own.
    private States ofAws(List<RegionName> regions, List<BackupRegion> others) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        regions.forEach(region -> buckets.put(region, bucket(region)));
        others.forEach(other -> buckets.put(other.region(), bucket(other.region())));
        List<RegionName> pair = pair(buckets);
        RegionName keeper = ledger.founder(REST)
                .filter(buckets::containsKey)
                .orElseGet(() -> pair.reversed().stream()
                        .filter(regions::contains)
                        .findFirst()
                        .orElse(pair.getLast()));
        SequencedMap<RegionName, RegionName> steered = new LinkedHashMap<>();
        CONTROLS.forEach(control -> {
            Optional<RegionName> settled = ledger.founder(path(control));
            boolean isFree = isNew || settled.isPresent();
            steered.put(
                    control,
                    settled.filter(buckets::containsKey)
                            .orElse((isFree ? regions : pair).contains(control) ? control : keeper));
        });
        return new States(buckets, pair, keeper, steered);
    }

    /// Those that have been the first two stay so, as long as they are there. A place that is free is for one that
    /// is new: the bucket of any other is in a root of its own already.
    private List<RegionName> pair(SequencedMap<RegionName, String> buckets) {
        List<RegionName> settled = firstTwo(ledger::founder).stream()
                .filter(buckets::containsKey)
                .distinct()
                .toList();
        List<RegionName> pair = Stream.concat(
                        settled.stream(),
                        buckets.keySet().stream()
                                .filter(region -> !settled.contains(region)
                                        && ledger.founder(further(region)).isEmpty()))
                .limit(2)
                .toList();
        return pair.isEmpty() ? buckets.keySet().stream().limit(2).toList() : pair;
    }

    private String bucket(RegionName region) {
        return name + "-states-" + region + "-" + suffix;
    }

    /// What no later writing changes by itself: a state that is looked for elsewhere is not found. No store of a
    /// file can be called as these are.
    static SequencedMap<String, RegionName> settled(Estate estate) {
        SequencedMap<String, RegionName> settled = new LinkedHashMap<>();
        estate.in(Cloud.AWS).ifPresent(aws -> settled.putAll(ofAws(aws.states())));
        estate.in(Cloud.AZURE)
                .filter(azure -> !azure.entrances().isEmpty())
                .ifPresent(azure -> settled.put(AZURE, azure.states().keeper()));
        return settled;
    }

    private static SequencedMap<String, RegionName> ofAws(States states) {
        SequencedMap<String, RegionName> settled = new LinkedHashMap<>();
        settled.put(FIRST, states.first());
        states.pair().stream().skip(1).forEach(second -> settled.put(SECOND, second));
        states.further().forEach(region -> settled.put(further(region), region));
        settled.put(REST, states.keeper());
        states.steered().forEach((control, keeper) -> settled.put(path(control), keeper));
        return settled;
    }

    /// The first two of what is settled.
    static List<RegionName> firstTwo(Function<String, Optional<RegionName>> settled) {
        return Stream.of(FIRST, SECOND)
                .flatMap(key -> settled.apply(key).stream())
                .toList();
    }

    private static String further(RegionName region) {
        return PATH + "further/" + region;
    }

    private static String path(RegionName control) {
        return PATH + control;
    }
}
