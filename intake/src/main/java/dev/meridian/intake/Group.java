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
        Joined joined = new Joined();
        survey.pieces().forEach(joined::add);
        SequencedMap<Piece, List<Tie>> ties = new LinkedHashMap<>();
        for (Tie tie : new LinkedHashSet<>(survey.ties())) {
            boolean isBetweenTwo = !tie.from().equals(tie.to()) && joined.has(tie.from()) && joined.has(tie.to());
            if (isBetweenTwo) {
                joined.join(tie.from(), tie.to());
                ties.computeIfAbsent(tie.from(), _ -> new ArrayList<>()).add(tie);
            }
        }
        return alike(joined.parts().stream()
                .map(part -> new Group(
                        part,
                        part.stream()
                                .flatMap(piece -> ties.getOrDefault(piece, List.of()).stream())
                                .toList()))
                .toList());
    }

    /// Sets that have nothing in common until somebody joins them; each piece leads, over others, to the first
    /// of its set.
    private static final class Joined {
        private final SequencedMap<Piece, Piece> towards = new LinkedHashMap<>();

        void add(Piece piece) {
            towards.putIfAbsent(piece, piece);
        }

        boolean has(Piece piece) {
            return towards.containsKey(piece);
        }

        void join(Piece one, Piece other) {
            towards.put(first(other), first(one));
        }

        private Piece first(Piece piece) {
            Piece at = piece;
            for (Piece next = next(at); !next.equals(at); next = next(at)) {
                towards.put(at, next(next));
                at = next;
            }
            return at;
        }

        private Piece next(Piece piece) {
            return towards.getOrDefault(piece, piece);
        }

        List<List<Piece>> parts() {
            SequencedMap<Piece, List<Piece>> parts = new LinkedHashMap<>();
            List.copyOf(towards.keySet())
                    .forEach(piece -> parts.computeIfAbsent(first(piece), _ -> new ArrayList<>())
                            .add(piece));
            return parts.values().stream().map(List::copyOf).toList();
        }
    }

    /// @param turn which one of its region with this name it is
    private record Likeness(String kind, String name, int turn) {}

    private record Spot(String kind, String name, String region) {}

    /// Puts copies together that only their region tells apart: the first of each region, then the second.
    private static List<Group> alike(List<Group> groups) {
        SequencedMap<Object, List<Group>> all = new LinkedHashMap<>();
        SequencedMap<Spot, Integer> turns = new LinkedHashMap<>();
        for (Group group : groups) {
            Piece first = group.pieces.getFirst();
            if (group.pieces.size() > 1) {
                all.put(group, List.of(group));
            } else {
                int turn = turns.merge(new Spot(first.kind(), first.name(), first.region()), 1, Integer::sum);
                all.computeIfAbsent(new Likeness(first.kind(), first.name(), turn), _ -> new ArrayList<>())
                        .add(group);
            }
        }
        return all.values().stream()
                .map(same -> same.size() == 1
                        ? same.getFirst()
                        : new Group(
                                same.stream()
                                        .map(group -> group.pieces.getFirst())
                                        .toList(),
                                List.of()))
                .toList();
    }

    /// The copy that takes the writes, as far as the ties tell.
    Piece writer() {
        SequencedSet<Piece> ends = new LinkedHashSet<>();
        ties.forEach(tie -> ends.add(tie.to()));
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
