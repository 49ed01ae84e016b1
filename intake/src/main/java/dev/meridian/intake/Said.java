package dev.meridian.intake;

import java.util.Optional;

/// A value of the draft and where it is from.
///
/// @param comment what stands behind it: the resource that says it, or why it was assumed; may be empty
/// @param assumed whether the input does not say it
record Said(String value, String comment, boolean assumed) {
    /// What a resource says.
    static Said by(Resource resource, String value) {
        return new Said(value, resource.address(), false);
    }

    static Said by(String origin, String value) {
        return new Said(value, origin, false);
    }

    /// What had to be answered for the input.
    static Said assumed(String value, String why) {
        return new Said(value, why, true);
    }

    static Optional<Said> by(Resource resource, Optional<String> value) {
        return value.map(text -> by(resource, text));
    }
}
