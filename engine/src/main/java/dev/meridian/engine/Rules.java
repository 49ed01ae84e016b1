package dev.meridian.engine;

import java.util.List;

/// The policy of one application, and which guards were taken out for a proof.
record Rules(Policy policy, List<Guard> without) {
    /// Whether this guard is in force.
    boolean have(Guard guard) {
        return without.isEmpty() || !without.contains(guard);
    }
}
