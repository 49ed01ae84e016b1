package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Where Terraform keeps what it knows of each root: in one of two regions, with a copy in the other. In the hour
/// in which a region is down its own root cannot be planned, wherever its state is, since the provider asks that
/// region; what is needed then are the states of those that are left. So each of the two keeps its own, and the
/// second one, where fewer roles are at home, those of all others.
///
/// @param buckets by the region that each is in: two where the file has two regions or more. Those of Azure by the
/// region that each is about: [AzurePairs] knows where it is
public record States(SequencedMap<RegionName, String> buckets) {
    public States {
        buckets = new LinkedHashMap<>(buckets);
    }

    /// The region that keeps the state of whatever is in `subject`.
    public RegionName keeper(RegionName subject) {
        return buckets.containsKey(subject) ? subject : keeper();
    }

    /// Where whatever the buckets share is made; another region that is added does not move it.
    public RegionName first() {
        return buckets.firstEntry().getKey();
    }

    /// The region that keeps the state of what is in no region, or in several.
    public RegionName keeper() {
        return buckets.lastEntry().getKey();
    }

    public String bucket(RegionName keeper) {
        String bucket = buckets.get(keeper);
        if (bucket == null) {
            throw new IllegalArgumentException("no state is kept in " + keeper);
        }
        return bucket;
    }

    /// The other one, which has a copy of everything; empty where there is one region.
    public Optional<RegionName> other(RegionName keeper) {
        return buckets.keySet().stream()
                .filter(region -> !region.equals(keeper))
                .findFirst();
    }
}
