package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Works out where the states of each cloud's roots are kept: in that cloud, since a region has to be changed in
/// the hour in which another cloud is gone, and never in the region alone that they describe (ADR 23).
final class Keepers {
    /// Names of storage accounts (Azure, naming rules, 2026-11).
    private static final int LONGEST_ACCOUNT = 24;

    /// Where names and CDNs are changed, and where accelerators are.
    private static final List<RegionName> CONTROLS = List.of(new RegionName("us-east-1"), Accelerator.CONTROL);

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
    SequencedMap<Cloud, States> all(List<BackupRegion> others) {
        SequencedMap<Cloud, States> keepers = new LinkedHashMap<>();
        for (Cloud cloud : Cloud.values()) {
            List<RegionName> regions = ledger.regions(cloud);
            if (!regions.isEmpty()) {
                keepers.put(
                        cloud,
                        switch (cloud) {
                            case AWS -> ofAws(regions, others);
                            case GOOGLE -> states(regions, ofGoogle(regions));
                            case AZURE -> states(regions, ofAzure(regions));
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

    /// Of Azure each region has an account of its own, in the region that it is paired with.
    private SequencedMap<RegionName, String> ofAzure(List<RegionName> regions) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        regions.forEach(region ->
                buckets.put(region, ShortName.letters(name + "-states-" + region + "-" + suffix, LONGEST_ACCOUNT)));
        return buckets;
    }

    private static States states(List<RegionName> regions, SequencedMap<RegionName, String> buckets) {
        return new States(
                buckets, regions.stream().filter(buckets::containsKey).limit(2).toList(), new LinkedHashMap<>());
    }

    /// Of AWS each region keeps its own.
    private States ofAws(List<RegionName> regions, List<BackupRegion> others) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        regions.forEach(region -> buckets.put(region, bucket(region)));
        others.forEach(other -> buckets.put(other.region(), bucket(other.region())));
        States states = states(regions, buckets);
        SequencedMap<RegionName, RegionName> steered = new LinkedHashMap<>();
        CONTROLS.stream()
                .filter(control -> regions.contains(control) && !states.pair().contains(control))
                .forEach(control -> steered.put(control, keeper(control, states)));
        return new States(buckets, states.pair(), steered);
    }

    private String bucket(RegionName region) {
        return name + "-states-" + region + "-" + suffix;
    }

    /// The region in which something is changed would keep its state best. One that has come later does not: the
    /// state stays where it was, since nothing moves because a region is added. An earlier writing says where.
    private RegionName keeper(RegionName control, States states) {
        Optional<RegionName> settled = ledger.founder(path(control)).filter(states.buckets()::containsKey);
        return settled.orElseGet(() -> isNew ? control : states.keeper());
    }

    /// What an earlier writing calls the states of what is changed in a region: nothing that a file can say.
    static String path(RegionName control) {
        return "states/" + control;
    }
}
