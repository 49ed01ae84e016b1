package dev.meridian.blueprint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A step that a file adds to the plan of a move (docs/adr/0013-steps-of-the-file.md).
///
/// @param name as in the file
/// @param follows what the move has to have done before it begins; empty if it begins when the move is decided
/// @param after the other steps of the file that have to have ended before it begins
/// @param holdsUp what does not begin before it has ended, directly or by way of other steps; empty if nothing
///     waits
/// @param byHuman whether a person says when it is done: a person does it, or a script or pipeline of the owner
/// @param takes how long it is planned to take
/// @param graceful what it is in a move with a willing old side
/// @param forced what it is in any other move
/// @param onFailure what follows if it fails
public record AddedStep(
        String name,
        Optional<MovePhase> follows,
        List<String> after,
        Optional<MovePhase> holdsUp,
        boolean byHuman,
        Optional<Duration> takes,
        Way graceful,
        Way forced,
        OnFailure onFailure) {
    public AddedStep {
        after = List.copyOf(after);
    }

    /// Whether this does not begin before it has ended.
    public boolean isBefore(MovePhase phase) {
        return holdsUp.filter(held -> held.compareTo(phase) <= 0).isPresent();
    }

    /// Whether a willing old side is asked to stop only after it: something waits for it, and it can be done while
    /// that side serves.
    public boolean isBeforeStop() {
        return holdsUp.isPresent() && follows.isEmpty();
    }

    /// How it goes in one variant of a move.
    ///
    /// @param isLeftOut whether it is not done at all
    /// @param what it does, for people: `run ./stop-imports.sh`
    /// @param timeout the longest that it may take before it has failed
    public record Way(boolean isLeftOut, String what, Optional<Duration> timeout) {}

    /// What a failure means for the move.
    public enum OnFailure {
        /// What waits for the step waits for a person.
        STOP,
        /// The move goes on as if the step had ended.
        CONTINUE,
        /// A graceful move is given up as long as it can be.
        COMPENSATE
    }
}
