package dev.meridian.engine;

/// A heartbeat: an instant of the holder's clock, as the holder wrote it into its database.
///
/// @param clock which clock it is an instant of
/// @param nanos of that clock
public record Beat(HoldersClock clock, long nanos) {}
