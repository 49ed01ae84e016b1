package dev.meridian.blueprint;

import dev.meridian.topology.Problem;
import java.util.List;
import java.util.Optional;

/// The answer of [Blueprints#resolve]: a blueprint, or everything that is in its way.
///
/// @param blueprint empty exactly when there are problems
public record Resolution(Optional<Blueprint> blueprint, List<Problem> problems) {
    public Resolution {
        problems = List.copyOf(problems);
    }
}
