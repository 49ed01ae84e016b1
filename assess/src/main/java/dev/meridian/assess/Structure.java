package dev.meridian.assess;

import java.util.ArrayList;
import java.util.List;

/// The mistakes of structure: what no sum shows.
final class Structure {
    private Structure() {}

    static List<Finding> findings(Subject subject) {
        return new ArrayList<>();
    }
}
