package dev.meridian.blueprint;

import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.Optional;

/// The way back to the home.
///
/// @param mode who starts it
/// @param after how long the home has to have followed without a gap before it starts by itself
/// @param window when it may start by itself; empty for at any time
public record Failback(Mode mode, Duration after, Optional<WeeklyWindow> window) {}
