package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A tree as paths.
final class Flattened {
    private Flattened() {}

    /// Every value by its path.
    static SequencedMap<String, Setting> settings(Tree.Block root) {
        SequencedMap<String, Setting> settings = new LinkedHashMap<>();
        collect(root, "", settings, new LinkedHashMap<>());
        return settings;
    }

    /// Every block and value by its path, with its place: that of the value, or of a block's key.
    static SequencedMap<String, Place> places(Tree.Block root) {
        SequencedMap<String, Place> places = new LinkedHashMap<>();
        places.put("", root.place());
        collect(root, "", new LinkedHashMap<>(), places);
        return places;
    }

    /// What differs from `others`.
    static SequencedMap<String, Setting> difference(Tree.Block root, SequencedMap<String, Setting> others) {
        SequencedMap<String, Setting> mine = settings(root);
        mine.entrySet().removeIf(entry -> {
            Setting other = others.get(entry.getKey());
            return other != null && other.text().equals(entry.getValue().text());
        });
        return mine;
    }

    /// The items of a list have the path of the list with their text behind it; of two with one text, the first.
    private static void items(Tree list, String path, SequencedMap<String, Place> places) {
        if (list instanceof Tree.Items items) {
            for (Tree item : items.items()) {
                if (item instanceof Tree.Scalar scalar) {
                    places.putIfAbsent(Sources.item(path, scalar.text()), item.place());
                }
            }
        }
    }

    private static void collect(
            Tree.Block block, String path, SequencedMap<String, Setting> settings, SequencedMap<String, Place> places) {
        for (var named : block.entries().entrySet()) {
            String inside = Walk.inside(path, named.getKey());
            Tree value = named.getValue().value();
            if (value instanceof Tree.Block deeper) {
                places.put(inside, named.getValue().key());
                collect(deeper, inside, settings, places);
            } else {
                places.put(inside, value.place());
                items(value, inside, places);
                settings.put(inside, value.setting().orElseThrow());
            }
        }
    }
}
