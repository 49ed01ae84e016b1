package dev.meridian.topology;

import dev.meridian.topology.Topology.Objectives;
import java.util.List;
import java.util.Optional;

/// What users do; a store that it reaches through hard dependencies inherits the strictest of its objectives.
///
/// @param uses where it begins
/// @param reads the stores that it reads; empty where the file does not say
/// @param writes the stores that it writes; empty where the file does not say
public record Journey(
        String name,
        Optional<String> application,
        List<String> uses,
        List<String> reads,
        List<String> writes,
        Objectives objectives) {
    public Journey {
        uses = List.copyOf(uses);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }
}
