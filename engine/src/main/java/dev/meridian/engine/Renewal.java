package dev.meridian.engine;

import java.util.OptionalLong;

/// A committed renewal.
///
/// @param index its number
/// @param incarnation which start of the holder's agent proposed it
/// @param nanos the holder's clock when it proposed it: the holder counts from here
/// @param isProtected whether the synchronous set was in force
/// @param fenceMeasured the longest fence that the holder's region has measured
/// @param idleSince the holder's clock when it proposed the newest renewal that lets something be written;
///     empty if this is that one
public record Renewal(
        long index,
        long incarnation,
        long nanos,
        boolean isProtected,
        OptionalLong fenceMeasured,
        OptionalLong idleSince) {
    /// The holder's clock when it proposed the newest renewal that lets something be written.
    public long permittedAt() {
        return idleSince.orElse(nanos);
    }
}
