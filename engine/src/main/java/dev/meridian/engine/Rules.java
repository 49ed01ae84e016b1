package dev.meridian.engine;

import java.util.Optional;

/// The policy of one application, and whether a guard was taken out for a proof.
record Rules(Policy policy, Optional<Guard> without) {
    /// Whether this guard is in force.
    boolean have(Guard guard) {
        return without.isEmpty() || without.get() != guard;
    }
}
