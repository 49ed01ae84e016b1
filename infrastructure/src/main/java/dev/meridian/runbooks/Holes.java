package dev.meridian.runbooks;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What is put into the holes of a page. It never changes; [#and] returns one that has more.
///
/// @param values by the name of the hole
record Holes(SequencedMap<String, String> values) {
    Holes {
        values = new LinkedHashMap<>(values);
    }

    static Holes of(String hole, Object value) {
        return new Holes(new LinkedHashMap<>()).and(hole, value);
    }

    Holes and(String hole, Object value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(values);
        more.put(hole, value.toString());
        return new Holes(more);
    }
}
