package dev.meridian.intake;

import java.util.List;
import java.util.regex.Pattern;

/// A third place to suggest where a file has two regions: nobody can tell a dead one from a cut link there.
final class Witness {
    /// For each way of naming regions three that are far apart.
    private static final List<List<String>> PLACES = List.of(
            List.of("us-west-2", "eu-central-1", "ap-southeast-1"),
            List.of("us-west1", "europe-west3", "asia-southeast1"),
            List.of("westus2", "germanywestcentral", "southeastasia"));

    /// Tried in this order; the last takes every name.
    private static final List<Pattern> NAMED_LIKE =
            List.of(Pattern.compile(".*-\\d+"), Pattern.compile("[a-z]+-[a-z]+\\d+"), Pattern.compile(".*"));

    private Witness() {}

    /// A region of the same provider that is none of these.
    static String beside(List<String> regions) {
        List<String> places = PLACES.get(way(regions.getFirst()));
        return places.stream()
                .filter(place -> !regions.contains(place))
                .findFirst()
                .orElse(places.getFirst());
    }

    /// Whether one provider could have both.
    static boolean areNamedAlike(String one, String other) {
        return way(one) == way(other);
    }

    private static int way(String region) {
        int way = 0;
        while (!NAMED_LIKE.get(way).matcher(region).matches()) {
            way++;
        }
        return way;
    }

    /// The command that loses the first of some regions, with what a file that nobody has finished lacks for it.
    static String drill(String file, List<String> regions) {
        String third = regions.size() == 2 ? " --set failover.witness=" + beside(regions) : "";
        return "meridian drill " + file + " --fault region-loss:" + regions.getFirst()
                + " --set failover.mode=automatic" + third;
    }
}
