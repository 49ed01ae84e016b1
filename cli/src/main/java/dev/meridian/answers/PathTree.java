package dev.meridian.answers;

import dev.meridian.topology.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The paths of a file as a tree of their keys, the keys of each block in the order in which they were added.
final class PathTree {
    private static final int SOME = 12;

    private final SequencedMap<String, PathTree> children = new LinkedHashMap<>();
    private final SequencedSet<String> regions = new LinkedHashSet<>();
    private boolean isValue;

    /// @param path of a value; `PATH@REGION` stands behind `PATH`
    void add(String path) {
        int at = path.indexOf('@');
        PathTree node = this;
        for (String key : (at < 0 ? path : path.substring(0, at)).split("\\.", -1)) {
            node = node.children.computeIfAbsent(key, _ -> new PathTree());
        }
        if (at < 0) {
            node.isValue = true;
        } else {
            node.regions.add(path.substring(at + 1));
        }
    }

    boolean has(String path) {
        return node(path).isPresent();
    }

    boolean hasValue(String path) {
        return node(path).filter(node -> node.isValue).isPresent();
    }

    /// The keys of a block; none for a value.
    SequencedSet<String> keys(String path) {
        return node(path).map(node -> node.children.sequencedKeySet()).orElseGet(LinkedHashSet::new);
    }

    /// The paths of the values in a block, and of what regions see otherwise, its own included.
    List<String> below(String path) {
        List<String> paths = new ArrayList<>();
        node(path).ifPresent(node -> node.collect(path, paths));
        return paths;
    }

    private void collect(String path, List<String> paths) {
        regions.forEach(region -> paths.add(path + "@" + region));
        children.forEach((key, child) -> {
            String inside = path.isEmpty() ? key : path + "." + key;
            if (child.isValue) {
                paths.add(inside);
            }
            child.collect(inside, paths);
        });
    }

    /// As much of a path as there is.
    String deepestKnown(String path) {
        String known = path;
        while (!known.isEmpty() && !has(known)) {
            known = known.contains(".") ? known.substring(0, known.lastIndexOf('.')) : "";
        }
        return known;
    }

    /// The only path that ends like this one.
    Optional<String> endingWith(String path) {
        List<String> found =
                below("").stream().filter(known -> known.endsWith("." + path)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<PathTree> node(String path) {
        PathTree node = this;
        for (String key : path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1))) {
            PathTree child = node.children.get(key);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    /// The first dozen of many keys, for a message.
    static String some(Collection<String> keys) {
        List<String> shown = keys.stream().limit(SOME).toList();
        return keys.size() > SOME ? Words.list(shown, ",") + ", …" : Words.list(shown, "and");
    }
}
