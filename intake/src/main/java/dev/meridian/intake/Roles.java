package dev.meridian.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Which regions belong to the application, and what each of them does.
///
/// No plan says which region is the primary. What is next to saying it: a name whose PRIMARY is there, or
/// copies that are made from there. Where nothing of that kind is found, the region with the most resources is
/// taken, and the draft says that this is a guess.
final class Roles {
    private final SequencedMap<String, Integer> sizes = new LinkedHashMap<>();
    private final SequencedMap<String, Said> roles = new LinkedHashMap<>();

    /// @param groups the stores
    /// @param networks the regions that have a network
    Roles(Survey survey, List<Group> groups, List<Program> programs, List<Way> ways, SequencedSet<String> networks) {
        survey.inventory().managed().forEach(resource -> sizes.merge(survey.region(resource), 1, Integer::sum));
        SequencedSet<String> regions = new LinkedHashSet<>();
        groups.forEach(group -> regions.addAll(group.regions()));
        programs.forEach(program -> regions.add(program.region()));
        regions.addAll(networks);
        if (regions.isEmpty()) {
            regions.add(biggest(sizes.isEmpty() ? List.of(Whereabouts.UNKNOWN) : List.copyOf(sizes.keySet())));
        }
        List<String> all = List.copyOf(regions);
        Said primary = byNames(ways).or(() -> byCopies(groups)).orElseGet(() -> bySize(all));
        decide(all, primary, ways);
    }

    /// The same with another primary, because somebody says so.
    void choose(String primary) {
        String first = roles.firstEntry().getKey();
        if (!first.equals(primary)) {
            roles.put(first, Said.assumed("standby", "what it does when it is not the primary"));
        }
        roles.remove(primary);
        roles.putFirst(primary, Said.by("as you say", "primary"));
    }

    /// The primary first, then in the order in which they were found.
    SequencedMap<String, Said> all() {
        return roles;
    }

    String primary() {
        return roles.firstEntry().getKey();
    }

    private String biggest(List<String> regions) {
        return regions.stream()
                .max(Comparator.comparing((String region) -> !Whereabouts.isUnknown(region))
                        .thenComparing(region -> sizes.getOrDefault(region, 0)))
                .orElse(Whereabouts.UNKNOWN);
    }

    /// A region, and why it is the primary.
    private static Optional<Said> byNames(List<Way> ways) {
        return ways.stream()
                .filter(way -> way.policy().equals(Optional.of("failover")) && !way.isBackup())
                .filter(Way::isToOneRegion)
                .map(way -> Said.by(
                        way.origin().address() + " is the PRIMARY",
                        way.leadsTo().getFirst().region()))
                .findFirst();
    }

    private static Optional<Said> byCopies(List<Group> groups) {
        SequencedMap<String, List<Group>> writers = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> !group.ties().isEmpty() && !group.isInOneRegion())
                .forEach(group -> writers.computeIfAbsent(group.writer().region(), _ -> new ArrayList<>())
                        .add(group));
        return writers.entrySet().stream()
                .reduce((a, b) -> b.getValue().size() > a.getValue().size() ? b : a)
                .map(Roles::written);
    }

    private static Said written(Map.Entry<String, List<Group>> region) {
        Group first = region.getValue().getFirst();
        return Said.by(first.writer().resource().address() + " is copied from here", region.getKey());
    }

    private Said bySize(List<String> regions) {
        String region = biggest(regions);
        return regions.size() == 1
                ? Said.by("the only region", region)
                : Said.assumed(region, "most of the resources are here");
    }

    private void decide(List<String> regions, Said primary, List<Way> ways) {
        roles.put(primary.value(), new Said("primary", primary.comment(), primary.assumed()));
        for (String region : regions) {
            if (!region.equals(primary.value())) {
                roles.put(region, other(region, ways));
            }
        }
    }

    private static Said other(String region, List<Way> ways) {
        List<Way> there = ways.stream()
                .filter(way -> way.leadsTo().stream()
                        .anyMatch(program -> program.region().equals(region)))
                .toList();
        Optional<Way> serving = there.stream().filter(way -> !way.isBackup()).findFirst();
        return serving.map(way -> Said.by(way.origin().address() + " leads users here", "active"))
                .or(() -> there.stream()
                        .findFirst()
                        .map(way ->
                                Said.by(way.origin().address() + " leads users here when another fails", "standby")))
                .orElseGet(() -> Said.assumed("standby", "nothing says what it does"));
    }
}
