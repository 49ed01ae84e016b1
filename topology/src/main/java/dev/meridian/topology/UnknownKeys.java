package dev.meridian.topology;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What to say about a key that a block does not have: the nearest one that it has, or the place where it belongs.
final class UnknownKeys {
    /// More than anybody reads in one line.
    private static final int MOST_KEYS = 12;

    /// The letters that a key has at least which another key of the format may be a slip for.
    private static final int LIKELY_TO_BE_MISSPELT = 3;

    private final ProblemList problems;

    UnknownKeys(ProblemList problems) {
        this.problems = problems;
    }

    /// Reports it. The answer is whether the block may now lack what others refer to, or what it needs.
    boolean report(String name, Place place, Block shape, String path) {
        String around = path.isEmpty() ? "the file" : "`" + path + "`";
        boolean isElsewhere = Places.BY_KEY.containsKey(name);
        Optional<String> near = problems.nearest(name, shape.keys().keySet())
                .filter(key -> key.length() >= LIKELY_TO_BE_MISSPELT || !isElsewhere);
        problems.add(
                ProblemId.UNKNOWN_KEY,
                place,
                near.map(key -> "did you mean `" + key + "`?").orElse(""),
                new Message(
                        "`" + name + "` is not a key of " + around,
                        "a key that the format does not have would be lost without a word, so it is an error",
                        near.map(key -> "`" + key + "`").orElseGet(() -> elsewhere(name, shape))));
        return path.isEmpty() || near.isPresent();
    }

    private static String elsewhere(String name, Block shape) {
        List<String> places = Places.BY_KEY.getOrDefault(name, List.of());
        if (!places.isEmpty()) {
            List<String> shown = places.stream()
                    .sorted(Comparator.comparing((String path) -> path.startsWith("claims"))
                            .thenComparingLong(UnknownKeys::depth))
                    .limit(3)
                    .toList();
            return "`" + name + "` belongs under " + Words.list(shown, "or");
        }
        return "the keys here are " + keys(shape);
    }

    /// The keys of a block, the first ones where it has many.
    static String keys(Block shape) {
        List<String> keys = List.copyOf(shape.keys().keySet());
        return keys.size() <= MOST_KEYS
                ? Words.list(keys, "and")
                : Words.list(keys.subList(0, MOST_KEYS), ",") + " and " + (keys.size() - MOST_KEYS) + " more";
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '.').count();
    }

    /// "service, store or external".
    static String kinds(Reference reference) {
        List<String> words =
                new ArrayList<>(reference.kinds().stream().map(Shape.Kind::word).toList());
        if (words.size() == 1) {
            return words.getFirst();
        }
        String last = words.removeLast();
        return String.join(", ", words) + " or " + last;
    }

    /// Every block of the format that has a certain key, by that key. Made when first needed.
    private static final class Places {
        static final SequencedMap<String, List<String>> BY_KEY = new LinkedHashMap<>();

        static {
            walk(SchemaV1.ROOT, "");
        }

        private static void walk(Shape shape, String path) {
            switch (shape) {
                case Block block ->
                    block.keys().forEach((name, key) -> {
                        BY_KEY.computeIfAbsent(name, _ -> new ArrayList<>()).add(path.isEmpty() ? "the root" : path);
                        walk(key.shape(), Walk.inside(path, name));
                    });
                case Named named -> walk(named.of(), Walk.inside(path, named.entry()));
                case Shape.Either either -> walk(either.rich(), path);
                case Shape.Value _, Shape.Values _, Shape.Overrides _ -> {}
            }
        }
    }
}
