package dev.meridian.topology;

import java.util.OptionalDouble;

/// A percentage or a range of them, as fractions: `40%` from 0.4 to 0.4, `..-30%` up to −0.3.
public record Percents(OptionalDouble least, OptionalDouble most) {}
