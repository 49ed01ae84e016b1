package dev.meridian.blueprint;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is promised for the loss of a zone or a region. Empty means "not promised", never a default.
///
/// @param rto upper bound of the time to recover
/// @param rpo upper bound of the time whose acknowledged writes may be lost
/// @param availability lower bound, as a fraction: 99.95% is 0.9995
public record Objectives(Optional<Duration> rto, Optional<Duration> rpo, OptionalDouble availability) {}
