package dev.meridian.postgresql;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a server says of itself, in one answer.
///
/// @param isProtected a synchronous set is in force
/// @param streaming how many of its standbys stream from it
/// @param sinceUpstreamSpoke how long ago it heard from the server that it streams from; empty if from none
/// @param confirmed what its standbys have confirmed; empty for a standby
public record Look(
        boolean isProtected, int streaming, Optional<Duration> sinceUpstreamSpoke, Optional<Confirmed> confirmed) {
    /// Of a server that does not answer.
    public static final Look NOTHING = new Look(false, 0, Optional.empty(), Optional.empty());

    /// The standbys that a primary may have. One that streams under one of their names from another address is a
    /// stranger; one with a name of its own is nobody whom a commit waits for.
    ///
    /// @param addresses by the name under which each streams
    /// @param waitFor for how many of them a commit waits
    public record Standbys(SequencedMap<String, InetAddress> addresses, int waitFor) {
        String names() {
            return String.join(",", addresses.keySet());
        }

        String hosts() {
            return addresses.values().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(","));
        }
    }

    /// What its standbys have confirmed to a primary.
    ///
    /// @param isStrangerThere whether somebody streams under the name of a standby from another address than its
    /// @param position how far the primary's log goes on its disk, in bytes
    /// @param byEnough how far as many standbys as a commit waits for have it on theirs; empty if so many do not
    ///     stream
    public record Confirmed(boolean isStrangerThere, long position, OptionalLong byEnough) {}
}
