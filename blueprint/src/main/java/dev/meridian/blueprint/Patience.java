package dev.meridian.blueprint;

import java.time.Duration;

/// How long is waited for what it could also go on without.
///
/// @param catchUp how long the preferred candidate may fetch what another survivor has, from when nothing else
///     holds the offer back
/// @param stop within this a holder that is asked to hand the role back to its home stops by itself, or nothing
///     has happened
public record Patience(Duration catchUp, Duration stop) {}
