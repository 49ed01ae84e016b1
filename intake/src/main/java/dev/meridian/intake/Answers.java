package dev.meridian.intake;

import java.util.Optional;

/// What a person says beside the input, because no input says it.
///
/// @param primary the region that is the primary
/// @param rto a time as the format writes it: `15m`
public record Answers(
        Optional<String> application, Optional<String> primary, Optional<String> rto, Optional<String> rpo) {
    /// Nothing was said.
    public static final Answers NONE =
            new Answers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
