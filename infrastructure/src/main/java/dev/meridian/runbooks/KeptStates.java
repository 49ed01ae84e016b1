package dev.meridian.runbooks;

import dev.meridian.estate.Site;
import dev.meridian.estate.States;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What Terraform knows of its roots and keeps in one region, with the other region that has a copy of it.
///
/// @param here the roots whose states it keeps, but for those that can do nothing without it
/// @param copy where else they are
record KeptStates(Known known, Site site, List<Bell.State> here, RegionName copy) {
    /// Empty where the region keeps none, or where there is no other one.
    static Optional<KeptStates> in(Known known, Site site) {
        List<String> asking = known.asking(site.region());
        List<Bell.State> here = known.states().stream()
                .filter(state -> state.region().equals(site.region().text()) && !asking.contains(state.root()))
                .toList();
        return known.estate()
                .states()
                .copy(site.region())
                .filter(_ -> !here.isEmpty())
                .map(copy -> new KeptStates(known, site, here, copy));
    }

    /// How a root is turned to the copy and back, and how somebody sees that the copy has come back.
    Holes holes() {
        States states = known.estate().states();
        String there = copy + " " + states.bucket(copy);
        return known.holes(site)
                .and(
                        "roots",
                        Words.and(here.stream()
                                .map(state -> "`" + state.root() + "`")
                                .toList()))
                .and("keeper", copy)
                .and(
                        "turns",
                        lines(state -> init(state) + " -backend-config=\"bucket=" + states.bucket(copy)
                                + "\" -backend-config=\"region=" + copy + "\""))
                .and(
                        "versions",
                        lines(state ->
                                "versions " + state.root() + " " + state.region() + " " + state.bucket() + " " + there))
                .and("returns", lines(KeptStates::init))
                .and("runs", known.estate().delivery().isPresent() ? ", or their run is over (`gh run list`)" : "");
    }

    private String lines(Function<Bell.State, String> line) {
        return Words.lines(here.stream().map(line).toList(), 3);
    }

    private static String init(Bell.State state) {
        return "terraform -chdir=terraform/" + state.root() + " init -reconfigure";
    }
}
