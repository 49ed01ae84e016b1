package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// A store of a region that follows one of another. A region is built as a whole, after those that its stores
/// follow: where such steps lead round in a circle, none of its regions can be the first.
///
/// @param region that is built later
record Crosswise(String store, RegionName region, RegionName source) {
    /// A circle of them.
    ///
    /// @param sites that nobody can build one after another
    static List<Crosswise> in(SequencedMap<RegionName, Site> sites) {
        List<Crosswise> walk = new ArrayList<>();
        SequencedSet<RegionName> seen = new LinkedHashSet<>();
        RegionName here = stuck(sites);
        while (seen.add(here)) {
            RegionName from = here;
            Crosswise step = steps(sites).stream()
                    .filter(one -> one.region.equals(from) && leadsBack(sites, one.source, from))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("regions that can be built one after another"));
            walk.add(step);
            here = step.source;
        }
        return walk;
    }

    /// One that is in a circle.
    private static RegionName stuck(SequencedMap<RegionName, Site> sites) {
        return sites.sequencedKeySet().stream()
                .filter(region -> steps(sites).stream()
                        .anyMatch(one -> one.region.equals(region) && leadsBack(sites, one.source, region)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("regions that can be built one after another"));
    }

    /// Whether what is followed in a region follows, by however many steps, something of another.
    private static boolean leadsBack(SequencedMap<RegionName, Site> sites, RegionName from, RegionName to) {
        SequencedSet<RegionName> reached = new LinkedHashSet<>(List.of(from));
        int before = 0;
        while (reached.size() > before) {
            before = reached.size();
            steps(sites).stream()
                    .filter(one -> reached.contains(one.region))
                    .map(Crosswise::source)
                    .toList()
                    .forEach(reached::add);
        }
        return reached.contains(to);
    }

    private static List<Crosswise> steps(SequencedMap<RegionName, Site> sites) {
        List<Crosswise> steps = new ArrayList<>();
        for (Site site : sites.values()) {
            site.databases()
                    .forEach(one -> one.source()
                            .ifPresent(
                                    source -> steps.add(new Crosswise(one.store(), site.region(), source.region()))));
            site.stores()
                    .caches()
                    .forEach(one -> one.global()
                            .map(Datastore::founder)
                            .filter(founder -> !founder.equals(site.region()))
                            .ifPresent(founder -> steps.add(new Crosswise(one.store(), site.region(), founder))));
        }
        return steps;
    }

    /// Told at the line of the store that closes the circle.
    static void refuse(SequencedMap<RegionName, Site> sites, Ledger ledger) {
        List<Crosswise> circle = in(sites);
        String last = "data." + circle.getLast().store;
        ledger.problem(
                Optional.of(last + ".primary")
                        .filter(path -> ledger.said().sources().at(path).isPresent())
                        .orElse(last),
                new Message(
                        circle.stream()
                                .map(one -> "`" + one.store + "` of " + one.region + " follows that of " + one.source)
                                .collect(Collectors.joining(", and ")),
                        "a region is built as a whole, after those that its stores follow, and none of these can be the first",
                        "one `primary` for "
                                + circle.stream()
                                        .map(one -> "`" + one.store + "`")
                                        .distinct()
                                        .collect(Collectors.joining(" and "))));
    }
}
