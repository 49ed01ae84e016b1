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

    private static final List<Pattern> NAMED_LIKE =
            List.of(Pattern.compile(".*-\\d+"), Pattern.compile("[a-z]+-[a-z]+\\d+"), Pattern.compile(".*"));

    private Witness() {}

    /// A region of the same provider that is none of these.
    static String beside(List<String> regions) {
        for (int i = 0; i < PLACES.size(); i++) {
            if (NAMED_LIKE.get(i).matcher(regions.getFirst()).matches()) {
                return PLACES.get(i).stream()
                        .filter(place -> !regions.contains(place))
                        .findFirst()
                        .orElse(PLACES.get(i).getFirst());
            }
        }
        throw new AssertionError("the last pattern takes every name");
    }

    /// Whether one provider could have both.
    static boolean areNamedAlike(String one, String other) {
        return NAMED_LIKE.stream()
                .filter(pattern -> pattern.matcher(one).matches())
                .findFirst()
                .map(pattern -> pattern.matcher(other).matches())
                .orElse(false);
    }

    /// The command that loses the first of some regions, with what a file that nobody has finished lacks for it.
    static String drill(String file, List<String> regions) {
        String third = regions.size() == 2 ? " --set failover.witness=" + beside(regions) : "";
        return "meridian drill " + file + " --fault region-loss:" + regions.getFirst()
                + " --set failover.mode=automatic" + third;
    }
}
