package dev.meridian.postgresql;

import java.util.OptionalLong;

/// What its standbys have confirmed to a primary.
///
/// @param isNameTwice whether some name is used from two addresses: by a standby and by a stranger
/// @param position how far the primary's log goes on its disk, in bytes
/// @param byEnough how far as many standbys as a commit waits for have it on theirs; empty if so many do not
///     stream
public record Confirmed(boolean isNameTwice, long position, OptionalLong byEnough) {}
