package dev.meridian.blueprint;

import java.time.Duration;

/// The way back to the home.
///
/// @param mode who starts it
/// @param after how long the home has to have followed without a gap before it starts by itself
public record Failback(Mode mode, Duration after) {}
