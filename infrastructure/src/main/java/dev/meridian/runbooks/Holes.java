package dev.meridian.runbooks;

import java.util.Optional;

/// What is put into the holes of a page. It never changes; [#and] returns one that has more, and leans on this
/// one: pages add to what all of them have a hundred times.
///
/// @param hole its name
/// @param value what is put there
/// @param before the others; of two of a name the later one counts
record Holes(String hole, String value, Optional<Holes> before) {
    static Holes of(String hole, Object value) {
        return new Holes(hole, value.toString(), Optional.empty());
    }

    Holes and(String hole, Object value) {
        return new Holes(hole, value.toString(), Optional.of(this));
    }

    /// What is put into the hole of this name.
    Optional<String> at(String name) {
        Holes here = this;
        while (!here.hole.equals(name)) {
            if (here.before.isEmpty()) {
                return Optional.empty();
            }
            here = here.before.get();
        }
        return Optional.of(here.value);
    }
}
