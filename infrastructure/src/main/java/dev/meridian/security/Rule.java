package dev.meridian.security;

import java.util.List;

/// When what some checks ask of a type is so.
///
/// @param ids of the checks that it answers
/// @param types that it is about; the checks judge each of them
record Rule(List<String> ids, List<String> types, Condition holds) {
    Rule {
        ids = List.copyOf(ids);
        types = List.copyOf(types);
    }

    /// @param ids parted by blanks
    /// @param types parted by blanks
    static Rule of(String ids, String types, Condition holds) {
        return new Rule(List.of(ids.split(" ", -1)), List.of(types.split(" ", -1)), holds);
    }

    boolean isAbout(String id, String type) {
        return ids.contains(id) && types.contains(type);
    }
}
