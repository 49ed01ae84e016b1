package dev.meridian.evidence;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Why something was decided, or held back.
///
/// @param rule  the id of the rule that fired, for example `LEASE-2`
/// @param text  the sentence that a person reads, with the values that were compared
/// @param facts the same values, unrounded, by name; what a log can hold, as in [LogEntry#body()]; may be empty
public record Reason(String rule, String text, SequencedMap<String, Object> facts) {
    /// @throws IllegalArgumentException for a value that a log cannot hold
    public Reason {
        facts = LogEntry.fields(facts);
    }

    /// A reason whose sentence says it all.
    public Reason(String rule, String text) {
        this(rule, text, new LinkedHashMap<>());
    }
}
