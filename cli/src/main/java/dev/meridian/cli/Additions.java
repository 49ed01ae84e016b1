package dev.meridian.cli;

import dev.meridian.synthesis.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// What somebody has added by hand to things that roots have built: rules, routes, policies. A link between two
/// regions adds to the things of both, so that nothing can be said of a region before its links are known.
///
/// @param known of every root that was asked, and of those that add to what these have built
record Additions(List<AskedRoot> known) {
    private static final String REGIONS = "regions/";
    private static final String LINKS = "links/";

    Additions {
        known = List.copyOf(known);
    }

    /// The roots of an order that add to what some of them build, and are not among these.
    static List<String> beside(List<String> roots, Collection<String> order) {
        return order.stream()
                .filter(root -> !roots.contains(root) && roots.stream().anyMatch(one -> adds(root, one)))
                .toList();
    }

    /// The same answer with what was added, or with why that is not known.
    AskedRoot among(AskedRoot one) {
        if (one.drift().isEmpty() || one.parts().isEmpty()) {
            return one;
        }
        List<Parts> parts = new ArrayList<>(List.of(one.parts().get()));
        for (AskedRoot other : known) {
            if (adds(other.root(), one.root())) {
                if (other.parts().isEmpty()) {
                    return one.butFor("the state of " + other.root()
                            + " cannot be read: what it adds here looks like what somebody adds by hand, for which this was"
                            + " not searched");
                }
                parts.add(other.parts().get());
            }
        }
        return one.and(one.parts().get().added(parts));
    }

    private static boolean adds(String link, String root) {
        return link.startsWith(LINKS)
                && root.startsWith(REGIONS)
                && Arrays.asList(link.substring(LINKS.length()).split("--")).contains(root.substring(REGIONS.length()));
    }
}
