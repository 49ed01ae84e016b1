package dev.meridian.topology;

import java.util.List;
import java.util.Optional;

/// The answer of [TopologyReader]: a topology, or everything that is wrong with the text.
///
/// @param topology empty exactly when there are problems
/// @param problems in file order, those of assignments last
public record Reading(Optional<Topology> topology, List<Problem> problems) {
    public Reading {
        problems = List.copyOf(problems);
    }
}
