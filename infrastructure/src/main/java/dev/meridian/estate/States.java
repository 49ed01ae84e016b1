package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Where Terraform keeps what it knows of each root: in a region that the root is about, with a copy in
/// another. A root whose state were elsewhere could not be planned while that other region is down, which it
/// does not need for anything else. In the hour in which its own region is down it cannot be planned anyway,
/// since the provider asks that region.
///
/// Two regions share one root that makes their buckets, each the copy of the other. Whatever comes after them
/// makes its own bucket in a root of its own, and is copied to the first: nothing that is there has to know
/// of it.
///
/// @param buckets by the region that each is in; [AzurePairs] knows who has the copies of those of Azure
/// @param pair the first region and, where there is one, the second; one that goes is followed by none that has a
///     root of its own, since nothing moves because a region goes
/// @param keeper the region that keeps the state of what is in no region that has a bucket: of the pair that where
///     fewer roles are at home
/// @param steered who keeps the state of what all regions have together, by the region in which that is changed
public record States(
        SequencedMap<RegionName, String> buckets,
        List<RegionName> pair,
        RegionName keeper,
        SequencedMap<RegionName, RegionName> steered) {
    /// The root that makes the buckets of the pair.
    public static final String ROOT = "bootstrap";

    public States {
        buckets = new LinkedHashMap<>(buckets);
        pair = List.copyOf(pair);
        steered = new LinkedHashMap<>(steered);
    }

    /// The region that keeps the state of whatever is in `subject`: itself.
    public RegionName keeper(RegionName subject) {
        return buckets.containsKey(subject) ? subject : keeper;
    }

    /// The region that keeps the state of what all regions have together.
    ///
    /// @param control the region in which it is changed, which may be none of the file
    public RegionName keeperOfAll(RegionName control) {
        return steered.getOrDefault(control, keeper);
    }

    /// Where whatever the buckets share is made; another region that is added does not move it.
    public RegionName first() {
        return pair.getFirst();
    }

    public String bucket(RegionName keeper) {
        String bucket = buckets.get(keeper);
        if (bucket == null) {
            throw new IllegalArgumentException("no state is kept in " + keeper);
        }
        return bucket;
    }

    /// Who has a copy of everything that a region keeps; empty where there is one region. Of those after the pair
    /// the first one has it: that stays the first, whichever regions come.
    public Optional<RegionName> copy(RegionName keeper) {
        return Stream.concat(pair.stream(), further().stream())
                .filter(region -> !region.equals(keeper))
                .findFirst();
    }

    /// Those that make their own bucket.
    public List<RegionName> further() {
        return buckets.keySet().stream()
                .filter(region -> !pair.contains(region))
                .toList();
    }

    /// The root that makes the bucket of a region that is not of the pair.
    public static String root(RegionName further) {
        return ROOT + "/" + further;
    }
}
