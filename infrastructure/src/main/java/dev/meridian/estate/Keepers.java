package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Works out where the states of each cloud's roots are kept: in that cloud, since a region has to be changed in
/// the hour in which another cloud is gone, and never in the region alone that they describe (ADR 23).
final class Keepers {
    /// Names of storage accounts (Azure, naming rules, 2026-11).
    private static final int LONGEST_ACCOUNT = 24;

    private final String name;
    private final String suffix;
    private final Ledger ledger;

    /// @param suffix what names end with that everybody shares
    Keepers(String name, String suffix, Ledger ledger) {
        this.name = name;
        this.suffix = suffix;
        this.ledger = ledger;
    }

    /// Those of each cloud that has a region.
    SequencedMap<Cloud, States> all() {
        SequencedMap<Cloud, States> keepers = new LinkedHashMap<>();
        for (Cloud cloud : Cloud.values()) {
            List<RegionName> regions = ledger.regions(cloud);
            if (!regions.isEmpty()) {
                keepers.put(cloud, of(cloud, regions));
            }
        }
        return keepers;
    }

    /// Of AWS the first two regions keep the states, each those of the other. Of Google Cloud one bucket does,
    /// which is in several regions at once. Of Azure each region has an account of its own in the region that it
    /// is paired with: of these two clouds no state moves, whichever regions come and go.
    private States of(Cloud cloud, List<RegionName> regions) {
        SequencedMap<RegionName, String> buckets = new LinkedHashMap<>();
        switch (cloud) {
            case AWS ->
                regions.stream()
                        .limit(2)
                        .forEach(region -> buckets.put(region, name + "-states-" + region + "-" + suffix));
            case GOOGLE -> buckets.put(regions.getFirst(), name + "-states-google-" + suffix);
            case AZURE ->
                regions.forEach(region -> buckets.put(
                        region, ShortName.letters(name + "-states-" + region + "-" + suffix, LONGEST_ACCOUNT)));
        }
        return new States(buckets);
    }
}
