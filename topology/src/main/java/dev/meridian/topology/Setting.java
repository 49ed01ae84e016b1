package dev.meridian.topology;

import java.util.Optional;

/// A value as the user wrote it, and what it won against.
///
/// @param overridden the value of a weaker layer, which may have won against another
public record Setting(String text, Origin origin, Optional<Setting> overridden) {}
