package dev.meridian.blueprint;

import dev.meridian.topology.Origin;
import java.util.Optional;
import java.util.SequencedMap;

/// Where every resolved value comes from: `failover.hold` is `300ms`, of profile `quick`.
///
/// @param values by path, in the order in which they were resolved: the order of the file's sections
public record Origins(SequencedMap<String, Value> values) {
    public Origins {
        values = Frozen.copy(values);
    }

    /// One resolved value, as a person would write it into the file, and its origin.
    public record Value(String text, Origin origin) {}

    /// The value at `path`; empty if the blueprint has none there.
    public Optional<Value> at(String path) {
        return Optional.ofNullable(values.get(path));
    }
}
