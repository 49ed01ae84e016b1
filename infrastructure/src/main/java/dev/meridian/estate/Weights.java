package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Weights of regions in numbers that a cloud takes: those of the file where it takes them, else the same shares.
final class Weights {
    /// Route 53 API reference, ResourceRecordSet, 2026-11.
    private static final int MOST_OF_AWS = 255;

    /// Traffic Manager REST API, endpoints, 2026-11.
    private static final int MOST_OF_AZURE = 1_000;

    private Weights() {}

    /// Nobody who has some users of the file ends with none.
    static SequencedMap<RegionName, Integer> of(
            Cloud cloud, List<RegionName> regions, SequencedMap<RegionName, Integer> said) {
        SequencedMap<RegionName, Integer> weights = new LinkedHashMap<>();
        regions.forEach(region -> weights.put(region, said.getOrDefault(region, 1)));
        int limit = most(cloud);
        int most = weights.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most > limit) {
            int common = weights.values().stream().reduce(0, Weights::common);
            boolean isExact = most / common <= limit;
            weights.replaceAll((_, weight) -> isExact ? weight / common : part(weight, most, limit));
        }
        return weights;
    }

    /// Cloud DNS takes any number that is not negative (Cloud DNS, routing policies, 2026-11).
    private static int most(Cloud cloud) {
        return switch (cloud) {
            case AWS -> MOST_OF_AWS;
            case GOOGLE -> Integer.MAX_VALUE;
            case AZURE -> MOST_OF_AZURE;
        };
    }

    private static int part(int weight, int most, int limit) {
        return weight == 0 ? 0 : (int) Math.max(1, Math.round((double) weight * limit / most));
    }

    private static int common(int one, int other) {
        return other == 0 ? one : common(other, one % other);
    }
}
