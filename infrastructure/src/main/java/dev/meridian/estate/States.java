package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Where Terraform keeps what it knows of each root. A region's is kept in another region: a state that is lost
/// together with what it describes is of no use in the hour in which it is needed.
///
/// @param buckets by the region that each is in: two where the file has two regions or more. Those of Azure by the
/// region that each is about: [AzurePairs] knows where it is
public record States(SequencedMap<RegionName, String> buckets) {
    public States {
        buckets = new LinkedHashMap<>(buckets);
    }

    /// The region that keeps the state of whatever is in `subject`.
    public RegionName keeper(RegionName subject) {
        return buckets.keySet().stream()
                .filter(region -> !region.equals(subject))
                .findFirst()
                .orElseGet(() -> buckets.firstEntry().getKey());
    }

    /// The region that keeps the state of what is in no region, or in several.
    public RegionName keeper() {
        return buckets.firstEntry().getKey();
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
