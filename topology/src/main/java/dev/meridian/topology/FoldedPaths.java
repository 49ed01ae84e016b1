package dev.meridian.topology;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the path that the name of an environment variable means. A variable cannot carry dots, hyphens or
/// lower case, so it is not translated; instead the paths of the file and the schema are folded and compared,
/// and no rule is needed for what `_` stood for.
final class FoldedPaths {
    private FoldedPaths() {}

    /// @param region for a name that ends in `__AT__REGION`
    record Match(List<String> path, Optional<String> region) {}

    /// @param words the parts of the variable's name
    static List<Match> find(List<String> words, Tree.Block file) {
        int size = words.size();
        boolean regional = size > 2 && words.get(size - 2).equals("AT");
        List<Match> matches = new ArrayList<>();
        List<List<String>> paths = new ArrayList<>();
        List<String> keys = regional ? words.subList(0, size - 2) : words;
        search(new Trail(keys, List.of(), SchemaV1.ROOT, Optional.of(file)), paths);
        for (List<String> path : paths) {
            if (!regional) {
                matches.add(new Match(path, Optional.empty()));
                continue;
            }
            for (String region : names(file.at("regions"))) {
                if (folded(region).equals(words.getLast())) {
                    matches.add(new Match(path, Optional.of(region)));
                }
            }
        }
        return matches;
    }

    /// A place on the way down: the words still to match, and what has been matched.
    private record Trail(List<String> words, List<String> path, Shape shape, Optional<Tree> base) {
        Optional<Trail> step(String name, Shape below) {
            if (!folded(name).equals(words.getFirst())) {
                return Optional.empty();
            }
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            Optional<Tree> tree = base.filter(Tree.Block.class::isInstance).flatMap(b -> ((Tree.Block) b).at(name));
            return Optional.of(new Trail(words.subList(1, words.size()), List.copyOf(longer), below, tree));
        }
    }

    private static void search(Trail trail, List<List<String>> found) {
        if (trail.words.isEmpty()) {
            found.add(trail.path);
            return;
        }
        switch (trail.shape) {
            case Block block ->
                block.keys()
                        .forEach((name, key) -> trail.step(name, key.shape()).ifPresent(t -> search(t, found)));
            case Named named ->
                names(trail.base).forEach(name -> trail.step(name, named.of()).ifPresent(t -> search(t, found)));
            case Shape.Either(Shape _, Shape rich) ->
                search(new Trail(trail.words, trail.path, rich, trail.base), found);
            case Shape.Overrides _ -> search(new Trail(trail.words, trail.path, SchemaV1.ROOT, trail.base), found);
            case Shape.Value _, Shape.Values _ -> {}
        }
    }

    private static List<String> names(Optional<Tree> base) {
        return base.filter(Tree.Block.class::isInstance)
                .map(block -> List.copyOf(((Tree.Block) block).entries().keySet()))
                .orElse(List.of());
    }

    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
