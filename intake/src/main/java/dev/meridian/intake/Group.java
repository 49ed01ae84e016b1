package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The copies that are one store of the format.
///
/// What brings changes from one copy to another makes them one store. Copies that nothing joins are one store
/// too if they are of one kind, have one name once it is freed of its place, and are in different regions: a
/// queue that each region has, a cache beside each service. That is a guess, and the draft says so.
///
/// @param pieces each once
/// @param ties empty where nothing joins the copies
record Group(List<Piece> pieces, List<Tie> ties) {
    /// All stores of a survey, in the order in which they were found.
    static List<Group> of(Survey survey) {
        SequencedMap<Piece, SequencedSet<Piece>> parts = new LinkedHashMap<>();
        survey.pieces().forEach(piece -> parts.put(piece, new LinkedHashSet<>(List.of(piece))));
        List<Tie> ties = survey.ties().stream()
                .filter(tie -> !tie.from().equals(tie.to()))
                .filter(tie -> parts.containsKey(tie.from()) && parts.containsKey(tie.to()))
                .distinct()
                .toList();
        ties.forEach(tie -> join(parts, tie));
        List<Group> groups = new ArrayList<>();
        for (SequencedSet<Piece> part : new LinkedHashSet<>(parts.values())) {
            List<Tie> own =
                    ties.stream().filter(tie -> part.contains(tie.from())).toList();
            groups.add(new Group(List.copyOf(part), own));
        }
        return alike(groups);
    }

    private static void join(SequencedMap<Piece, SequencedSet<Piece>> parts, Tie tie) {
        SequencedSet<Piece> to = parts.getOrDefault(tie.to(), new LinkedHashSet<>());
        SequencedSet<Piece> from = new LinkedHashSet<>(parts.getOrDefault(tie.from(), new LinkedHashSet<>()));
        from.addAll(to);
        from.forEach(piece -> parts.put(piece, from));
    }

    private record Likeness(String kind, String name) {}

    /// Puts copies together that only their region tells apart.
    private static List<Group> alike(List<Group> groups) {
        SequencedMap<Likeness, Group> merged = new LinkedHashMap<>();
        List<Group> all = new ArrayList<>();
        for (Group group : groups) {
            Piece first = group.pieces.getFirst();
            Likeness likeness = new Likeness(first.kind(), first.name());
            Group other = group.pieces.size() == 1 ? merged.get(likeness) : null;
            boolean isElsewhere = other != null
                    && other.pieces.stream().noneMatch(piece -> piece.region().equals(first.region()));
            if (other != null && isElsewhere) {
                List<Piece> both = new ArrayList<>(other.pieces);
                both.add(first);
                Group joined = new Group(List.copyOf(both), List.of());
                all.set(all.indexOf(other), joined);
                merged.put(likeness, joined);
            } else {
                all.add(group);
                if (group.pieces.size() == 1) {
                    merged.put(likeness, group);
                }
            }
        }
        return all;
    }

    /// The copy that takes the writes, as far as the ties tell.
    Piece writer() {
        List<Piece> ends = ties.stream().map(Tie::to).toList();
        return ties.stream()
                .map(Tie::from)
                .filter(piece -> !ends.contains(piece))
                .findFirst()
                .orElseGet(() ->
                        ties.isEmpty() ? pieces.getFirst() : ties.getFirst().from());
    }

    /// Its regions, the writer's first.
    List<String> regions() {
        SequencedSet<String> regions = new LinkedHashSet<>(List.of(writer().region()));
        pieces.forEach(piece -> regions.add(piece.region()));
        return List.copyOf(regions);
    }

    boolean isInOneRegion() {
        return regions().size() == 1;
    }
}
