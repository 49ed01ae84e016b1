package dev.meridian.estate;

import dev.meridian.blueprint.Edge;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// What becomes of a store whose copies are asked for across clouds, in words: within which of them something is
/// copied, and which regions have one of their own that nothing comes to.
///
/// @param places that have it
/// @param copied what is written of the copies that the file asks for; none leads from one cloud to another
record AmongClouds(Ledger ledger, Collection<RegionName> places, List<Edge> copied) {
    AmongClouds {
        places = List.copyOf(places);
        copied = List.copyOf(copied);
    }

    String why() {
        List<String> clouds = new ArrayList<>();
        for (Cloud cloud : Cloud.values()) {
            List<RegionName> regions =
                    ledger.regions(cloud).stream().filter(places::contains).toList();
            if (!regions.isEmpty()) {
                clouds.add("in " + cloud.text() + " " + within(regions));
            }
        }
        return "no cloud lets what it operates follow another's: " + String.join("; ", clouds);
    }

    private String within(List<RegionName> regions) {
        SequencedMap<RegionName, SequencedSet<RegionName>> followers = new LinkedHashMap<>();
        SequencedSet<RegionName> alone = new LinkedHashSet<>(regions);
        copied.stream().filter(edge -> regions.contains(edge.from())).forEach(edge -> {
            followers.computeIfAbsent(edge.from(), _ -> new LinkedHashSet<>()).add(edge.to());
            alone.removeAll(List.of(edge.from(), edge.to()));
        });
        List<String> parts = new ArrayList<>();
        followers.forEach((from, to) -> parts.add("what is written in " + from + " is copied to " + and(to)));
        if (alone.size() == 1) {
            parts.add(alone.getFirst() + " has one of its own, and nothing is copied");
        } else if (!alone.isEmpty()) {
            parts.add("each of " + and(alone) + " has one of its own, and nothing is copied");
        }
        return String.join(", ", parts);
    }

    private static String and(SequencedSet<RegionName> regions) {
        String all = regions.stream().map(RegionName::text).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }
}
