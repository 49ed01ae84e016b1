package dev.meridian.evidence;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Something that is to be done because of an entry.
///
/// @param text  the line that a person reads, for example `promote eu-west-1 (epoch 412)`
/// @param facts the same as values, by name; what a log can hold, as in [LogEntry#body()]; may be empty
public record Intent(String text, SequencedMap<String, Object> facts) {
    /// @throws IllegalArgumentException for a value that a log cannot hold
    public Intent {
        facts = LogEntry.fields(facts);
    }

    /// An intent whose line says it all.
    public Intent(String text) {
        this(text, new LinkedHashMap<>());
    }
}
