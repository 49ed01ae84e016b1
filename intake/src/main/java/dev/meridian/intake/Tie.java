package dev.meridian.intake;

import java.util.List;
import java.util.Optional;

/// What brings the changes of one copy to another.
///
/// @param mode a replication mode of the format
/// @param via the mechanism
/// @param origin the resource that says so
/// @param carries what it brings; empty for everything
/// @param target the lag that the provider promises, as the format writes a time
record Tie(
        Piece from, Piece to, String mode, String via, String origin, List<String> carries, Optional<String> target) {
    Tie(Piece from, Piece to, String mode, String via, Resource origin) {
        this(from, to, mode, via, origin.address(), List.of(), Optional.empty());
    }
}
