package dev.meridian.blueprint;

import java.time.Duration;

/// How far apart two regions are on the network.
///
/// @param p50 the median round trip
/// @param kind `measured` or `derived`
/// @param source which measurement, or which rule, of the table's header
public record RoundTrip(Duration p50, String kind, String source) {}
