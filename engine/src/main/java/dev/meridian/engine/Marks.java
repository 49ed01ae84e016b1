package dev.meridian.engine;

import dev.meridian.units.Epoch;

/// What has been done once and is not done again.
///
/// @param held the rule that held a move back last, so that it is explained once and not ten times a second
/// @param silenceSeen whether the silence that goes on now has been written down: once for as long as it lasts
/// @param returned the grant from which the role was last sent home by itself
/// @param undertaking what became of the file's own steps in the newest move
public record Marks(String held, boolean silenceSeen, Epoch returned, Undertaking undertaking) {}
