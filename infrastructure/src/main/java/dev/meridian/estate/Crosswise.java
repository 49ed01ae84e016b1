package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A store of a region that follows one of another. A region is built as a whole, after those that its stores
/// follow: where such steps lead round in a circle, none of its regions can be the first.
///
/// @param region that is built later
record Crosswise(String store, RegionName region, RegionName source) {
    /// A circle of them. What leads to no other step is in none, so it goes until every step that is left leads
    /// on: from any of them on, whoever walks comes back to where he was.
    ///
    /// @param sites that nobody can build one after another
    static List<Crosswise> in(SequencedMap<RegionName, Site> sites) {
        List<Crosswise> left = steps(sites);
        List<Crosswise> before = List.of();
        while (left.size() != before.size()) {
            before = left;
            left = before.stream().filter(leadsOn(before)).toList();
        }
        SequencedMap<RegionName, Crosswise> walk = new LinkedHashMap<>();
        Crosswise step = left.getFirst();
        while (walk.putIfAbsent(step.region, step) == null) {
            step = from(step.source, left);
        }
        RegionName met = step.region;
        return walk.values().stream().dropWhile(one -> !one.region.equals(met)).toList();
    }

    private static Predicate<Crosswise> leadsOn(List<Crosswise> steps) {
        return one -> steps.stream().anyMatch(other -> other.region.equals(one.source));
    }

    private static Crosswise from(RegionName region, List<Crosswise> steps) {
        return steps.stream()
                .filter(one -> one.region.equals(region))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a step that leads nowhere"));
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
