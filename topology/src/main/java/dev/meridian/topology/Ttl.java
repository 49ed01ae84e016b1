package dev.meridian.topology;

import java.time.Duration;
import java.util.Optional;

/// How long a resolver may keep an answer, as a file says it.
///
/// @param time empty for `unknown`: the author of the file does not know it
public record Ttl(Optional<Duration> time) {
    /// Of the text of a value that the schema has accepted.
    static Ttl of(String text) {
        return new Ttl(Scalars.time(text));
    }
}
