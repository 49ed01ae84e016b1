package dev.meridian.postgresql;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server says of itself, in one answer.
///
/// @param isProtected a synchronous set is in force
/// @param streaming standbys that stream from it
/// @param sinceUpstreamSpoke how long ago it heard from the server that it streams from; empty if from none
/// @param confirmed what its standbys have confirmed; empty for a standby
public record Look(
        boolean isProtected, int streaming, Optional<Duration> sinceUpstreamSpoke, Optional<Confirmed> confirmed) {
    /// Of a server that does not answer.
    public static final Look NOTHING = new Look(false, 0, Optional.empty(), Optional.empty());

    /// What its standbys have confirmed to a primary.
    ///
    /// @param isNameTwice whether some name is used from two addresses: by a standby and by a stranger
    /// @param position how far the primary's log goes on its disk, in bytes
    /// @param byEnough how far as many standbys as a commit waits for have it on theirs; empty if so many do not
    ///     stream
    public record Confirmed(boolean isNameTwice, long position, OptionalLong byEnough) {}
}
