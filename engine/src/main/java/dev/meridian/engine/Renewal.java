package dev.meridian.engine;

import java.util.OptionalLong;

/// A committed renewal.
///
/// @param index its number
/// @param clock which clock it is dated with: the start of the holder's agent since which that one has gone on
/// @param nanos the holder's clock when it proposed it: the holder counts from here
/// @param isProtected whether the synchronous set was in force
/// @param fenceMeasured the longest fence that the holder's region has measured
/// @param permittedAt the holder's clock when it proposed the newest renewal that lets something be written; empty
///     if none is dated with this clock
public record Renewal(
        long index,
        long clock,
        long nanos,
        boolean isProtected,
        OptionalLong fenceMeasured,
        OptionalLong permittedAt) {}
